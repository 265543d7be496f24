import { describe, expect, it } from 'vitest';
import { documentChanges } from './document-changes.ts';

describe('the changes from one document to another', () => {
  it('finds nothing between equal documents', () => {
    expect(documentChanges({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });

  it('follows items by their keys when one is put before them', () => {
    const before = { title: 'Score', attributes: [{ key: 'a', title: 'Site', points: 5 }] };
    const after = {
      title: 'Score',
      attributes: [
        { key: 'b', title: 'New', points: 1 },
        { key: 'a', title: 'Site', points: 10 },
      ],
    };
    expect(documentChanges(before, after)).toEqual([
      { type: 'added', path: '/attributes/0', title: 'New' },
      { type: 'changed', path: '/attributes/1/points', title: 'Site', before: 5, after: 10 },
    ]);
  });

  it('tells what was removed by its place in the older document, and a mere change of order', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(documentChanges({ nodes: [a, b] }, { nodes: [b] })).toEqual([
      { type: 'removed', path: '/nodes/0', title: null },
    ]);
    expect(documentChanges({ nodes: [a, b] }, { nodes: [b, a] })).toEqual([
      { type: 'changed', path: '/nodes', title: null },
    ]);
  });

  it('tells blank from missing', () => {
    expect(documentChanges({ if: null }, {})).toEqual([{ type: 'removed', path: '/if', title: null, before: null }]);
    expect(documentChanges({}, { if: null })).toEqual([{ type: 'added', path: '/if', title: null, after: null }]);
  });
});
