import { describe, expect, it } from 'vitest';
import { type Container, dropTarget } from './drop-target.ts';

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });
/** One field, then a section of two columns with two fields side by side, then an empty section. */
const containers: readonly Container[] = [
  {
    path: [],
    box: box(0, 0, 400, 600),
    columns: 1,
    children: [box(0, 0, 400, 80), box(0, 100, 400, 150), box(0, 300, 400, 100)],
  },
  { path: [1], box: box(0, 140, 400, 100), columns: 2, children: [box(0, 140, 190, 80), box(210, 140, 190, 80)] },
  { path: [2], box: box(0, 340, 400, 60), columns: 2, children: [] },
];

describe('where a thing is dropped', () => {
  it.each([
    ['upper half of the first field', { x: 50, y: 10 }, { parent: [], index: 0 }],
    ['lower half of the first field', { x: 50, y: 70 }, { parent: [], index: 1 }],
    ['below everything', { x: 50, y: 590 }, { parent: [], index: 3 }],
    ['left half of a cell', { x: 230, y: 200 }, { parent: [1], index: 1 }],
    ['right half of a cell', { x: 390, y: 200 }, { parent: [1], index: 2 }],
    ['the gap between two cells', { x: 198, y: 150 }, { parent: [1], index: 1 }],
    ['an empty section', { x: 100, y: 370 }, { parent: [2], index: 0 }],
    ['the head of a section', { x: 100, y: 105 }, { parent: [], index: 1 }],
  ])('%s', (_where, point, place) => expect(dropTarget(containers, point, null)?.place).toEqual(place));

  it('is nowhere beside the canvas, nor within the thing that is moved', () => {
    expect(dropTarget(containers, { x: 900, y: 10 }, null)).toBeNull();
    expect(dropTarget(containers, { x: 100, y: 370 }, [2])).toBeNull();
  });

  it('is shown by a line across, or beside a cell', () => {
    expect(dropTarget(containers, { x: 50, y: 70 }, null)?.line).toMatchObject({ width: 400, height: 3 });
    expect(dropTarget(containers, { x: 390, y: 200 }, null)?.line).toMatchObject({ width: 3, height: 80 });
  });
});
