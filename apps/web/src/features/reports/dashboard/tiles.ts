import { gridColumns } from '@tangram/reports';
import type { Tile } from '@tangram/schema';

/** Top to bottom, then left to right: the order in which a phone and a screen reader meet them. */
export function readingOrder(tiles: readonly Tile[]): readonly Tile[] {
  return [...tiles].sort((one, other) => one.y - other.y || one.x - other.x);
}

/** The first row below all tiles. */
export function rowBelow(tiles: readonly Tile[]): number {
  return Math.max(0, ...tiles.map((tile) => tile.y + tile.height));
}

/** The first place, from the top, in which a tile of this size covers no other. */
export function freePlace(tiles: readonly Tile[], width: number, height: number): { x: number; y: number } {
  for (let y = 0; y <= rowBelow(tiles); y++) {
    for (let x = 0; x + width <= gridColumns; x++) {
      if (!tiles.some((tile) => overlaps(tile, { x, y, width, height }))) return { x, y };
    }
  }
  return { x: 0, y: rowBelow(tiles) };
}

/**
 * The tiles without gaps above them and without two in one place: from the top, each rises as far as it can and gives way
 * to those before it. `first` wins where two begin at one place. The grid of the designer settles its tiles the same way.
 */
export function settle(tiles: readonly Tile[], first?: string): readonly Tile[] {
  const order = [...tiles].sort(
    (one, other) => one.y - other.y || rank(one, first) - rank(other, first) || one.x - other.x,
  );
  const placed: Tile[] = [];
  for (const tile of order) {
    const hit = (y: number) => placed.find((other) => overlaps(other, { ...tile, y }));
    let y = Math.min(tile.y, rowBelow(placed));
    while (y > 0 && hit(y - 1) === undefined && hit(y) === undefined) y--;
    for (let other = hit(y); other !== undefined; other = hit(y)) y = other.y + other.height;
    placed.push(y === tile.y ? tile : { ...tile, y });
  }
  return tiles.map((tile) => placed.find((one) => one.id === tile.id) as Tile);
}

function rank(tile: Tile, first: string | undefined): number {
  return tile.id === first ? 0 : 1;
}

type Box = Pick<Tile, 'x' | 'y' | 'width' | 'height'>;

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
