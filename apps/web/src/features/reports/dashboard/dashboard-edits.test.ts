import { describe, expect, it } from 'vitest';
import { addTile, arrangeTiles, changeTile, newDashboard, removeTile, usualSize } from './dashboard-edits.ts';
import { freePlace, readingOrder, rowBelow } from './tiles.ts';

const size = { width: 6, height: 4 };
const isFigure = (type: string) => type === 'number';
const two = addTile(addTile(newDashboard, 'funnel', size), 'ranking', size);

describe('a tile', () => {
  it('takes the first free place, and an id of its own', () => {
    expect(two.tiles).toEqual([
      { id: 'funnel', report: 'funnel', x: 0, y: 0, ...size },
      { id: 'ranking', report: 'ranking', x: 6, y: 0, ...size },
    ]);
    const third = addTile(two, 'funnel', usualSize('number', isFigure));
    expect(third.tiles[2]).toEqual({ id: 'funnel_2', report: 'funnel', x: 0, y: 4, width: 3, height: 2 });
  });

  it('pushes others down when it grows', () => {
    expect(changeTile(two, 'funnel', { width: 12, height: 5 }).tiles.map(({ y }) => y)).toEqual([0, 5]);
  });

  it('fills a gap between others', () => {
    const withGap = changeTile(two, 'ranking', { x: 9, width: 3 });
    expect(freePlace(withGap.tiles, 3, 2)).toEqual({ x: 6, y: 0 });
    expect(freePlace(withGap.tiles, 4, 2)).toEqual({ x: 0, y: 4 });
  });

  it('stands where it was dropped', () => {
    const dropped = addTile(two, 'pie', size, { x: 8, y: 0 });
    // Within the grid, and what stood there gives way.
    expect(dropped.tiles.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['funnel', 0, 0],
      ['ranking', 6, 4],
      ['pie', 6, 0],
    ]);
  });

  it('can be taken away, and those below it rise', () => {
    const stacked = addTile(two, 'pie', size);
    expect(removeTile(stacked, 'funnel').tiles.map(({ id, y }) => [id, y])).toEqual([
      ['ranking', 0],
      ['pie', 0],
    ]);
    expect(rowBelow([])).toBe(0);
  });
});

it('changes nothing when the grid reports what already is', () => {
  const same = two.tiles.map(({ id, x, y, width, height }) => ({ id, x, y, width, height }));
  expect(arrangeTiles(two, same)).toBe(two);
  expect(arrangeTiles(two, [{ id: 'ranking', x: 0, y: 4, ...size }]).tiles.map(({ y }) => y)).toEqual([0, 4]);
});

it('is read from top to bottom and from left to right', () => {
  const tiles = [...two.tiles, { id: 'top', report: 'x', x: 0, y: -1, ...size }].reverse();
  expect(readingOrder(tiles).map(({ id }) => id)).toEqual(['top', 'funnel', 'ranking']);
});
