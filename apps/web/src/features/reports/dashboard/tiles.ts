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
export function freePlace(
  tiles: readonly Tile[],
  width: number,
  height: number,
  columns = 12,
): { x: number; y: number } {
  for (let y = 0; y <= rowBelow(tiles); y++) {
    for (let x = 0; x + width <= columns; x++) {
      if (!tiles.some((tile) => overlaps(tile, { x, y, width, height }))) return { x, y };
    }
  }
  return { x: 0, y: rowBelow(tiles) };
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
