import { type LayoutNode, textIn } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { type Layout, moveNode, type NodePath, nodeAt, pathAfterMove, pathOfField, type Place } from './layout-tree.ts';

const field = (name: string): LayoutNode => ({ type: 'field', field: name });
const section = (title: string, ...children: LayoutNode[]): LayoutNode => ({ type: 'section', title, children });
const layout: Layout = [field('a'), section('S', field('b'), section('T', field('c')), field('d')), field('e')];

/** `a S(b T(c) d) e` */
function shown(nodes: Layout): string {
  return nodes
    .map((node) => (node.type === 'field' ? node.field : `${textIn(node.title, 'en')}(${shown(node.children)})`))
    .join(' ');
}

describe('a layout', () => {
  it('is written as it is read here', () => expect(shown(layout)).toBe('a S(b T(c) d) e'));

  const moves: readonly (readonly [from: NodePath, to: Place, becomes: string])[] = [
    [[0], { parent: [], index: 3 }, 'S(b T(c) d) e a'],
    [[2], { parent: [], index: 0 }, 'e a S(b T(c) d)'],
    [[0], { parent: [1], index: 0 }, 'S(a b T(c) d) e'],
    [[0], { parent: [1, 1], index: 1 }, 'S(b T(c a) d) e'],
    [[1, 1, 0], { parent: [], index: 1 }, 'a c S(b T() d) e'],
    [[1, 0], { parent: [1], index: 3 }, 'a S(T(c) d b) e'],
    [[1, 2], { parent: [1], index: 0 }, 'a S(d b T(c)) e'],
    [[1, 1], { parent: [], index: 0 }, 'T(c) a S(b d) e'],
    [[0], { parent: [], index: 0 }, 'a S(b T(c) d) e'],
    [[0], { parent: [], index: 1 }, 'a S(b T(c) d) e'],
    [[1], { parent: [1, 1], index: 0 }, 'a S(b T(c) d) e'],
    [[9], { parent: [], index: 0 }, 'a S(b T(c) d) e'],
  ];

  it.each(moves)('moves %j to %j: %s', (from, to, becomes) => expect(shown(moveNode(layout, from, to))).toBe(becomes));

  it.each(moves.slice(0, 10))('knows where the node from %j stands after it went to %j', (from, to) => {
    expect(nodeAt(moveNode(layout, from, to), pathAfterMove(from, to))).toEqual(nodeAt(layout, from));
  });

  it('finds a field however deep it stands', () => {
    expect(pathOfField(layout, 'c')).toEqual([1, 1, 0]);
    expect(pathOfField(layout, 'z')).toBeUndefined();
  });
});
