import type { LayoutNode } from '@tangram/schema';

/** The way to a node: index in the layout, index among that section's children, ... */
export type NodePath = readonly number[];

/** Where a node goes: before the `index`th child of a section (or of the layout itself, with an empty path). */
export interface Place {
  readonly parent: NodePath;
  readonly index: number;
}

export type Layout = readonly LayoutNode[];
export type SectionNode = LayoutNode & { readonly type: 'section' };

export function nodeAt(layout: Layout, path: NodePath): LayoutNode | undefined {
  const [index, ...rest] = path;
  const node = index === undefined ? undefined : layout[index];
  if (node === undefined || rest.length === 0) return node;
  return node.type === 'section' ? nodeAt(node.children, rest) : undefined;
}

/** The children at a path; the layout's own nodes for the empty path. */
export function childrenAt(layout: Layout, parent: NodePath): Layout {
  if (parent.length === 0) return layout;
  const node = nodeAt(layout, parent);
  return node?.type === 'section' ? node.children : [];
}

export function pathOfField(layout: Layout, field: string): NodePath | undefined {
  for (const [index, node] of layout.entries()) {
    if (node.type === 'field') {
      if (node.field === field) return [index];
      continue;
    }
    const inner = pathOfField(node.children, field);
    if (inner !== undefined) return [index, ...inner];
  }
  return undefined;
}

export function insertNode(layout: Layout, place: Place, ...nodes: readonly LayoutNode[]): Layout {
  return withChildren(layout, place.parent, (children) => children.toSpliced(place.index, 0, ...nodes));
}

export function removeNode(layout: Layout, path: NodePath): Layout {
  const index = path.at(-1);
  return index === undefined
    ? layout
    : withChildren(layout, path.slice(0, -1), (children) => children.toSpliced(index, 1));
}

export function replaceNode(layout: Layout, path: NodePath, node: LayoutNode): Layout {
  const index = path.at(-1);
  return index === undefined
    ? layout
    : withChildren(layout, path.slice(0, -1), (children) => children.with(index, node));
}

/** Moves a node to a place named in the layout as it is now. Into itself nothing moves. */
export function moveNode(layout: Layout, from: NodePath, to: Place): Layout {
  const node = nodeAt(layout, from);
  if (node === undefined || startsWith(to.parent, from)) return layout;
  return removeNode(insertNode(layout, to, node), shiftedBy(from, to));
}

/** Where the node from `from` stands after `moveNode`. */
export function pathAfterMove(from: NodePath, to: Place): NodePath {
  const level = from.length - 1;
  const start = from[level] as number;
  const isBehind = (path: NodePath) => startsWith(path, from.slice(0, -1)) && (path[level] ?? -1) > start;
  const landed = [...to.parent, to.index];
  return isBehind(landed) ? landed.with(level, (landed[level] as number) - 1) : landed;
}

export function startsWith(path: NodePath, start: NodePath): boolean {
  return start.length <= path.length && start.every((index, at) => path[at] === index);
}

/** `path` after one node was inserted at `place`. */
function shiftedBy(path: NodePath, place: Place): NodePath {
  const level = place.parent.length;
  const index = path[level];
  if (index === undefined || !startsWith(path, place.parent) || index < place.index) return path;
  return path.with(level, index + 1);
}

function withChildren(layout: Layout, parent: NodePath, change: (children: Layout) => Layout): Layout {
  const [index, ...rest] = parent;
  if (index === undefined) return change(layout);
  const node = layout[index];
  if (node?.type !== 'section') return layout;
  return layout.with(index, { ...node, children: withChildren(node.children, rest, change) });
}
