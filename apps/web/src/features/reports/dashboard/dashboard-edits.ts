import { gridColumns } from '@tangram/reports';
import type { DashboardDefinition, Tile } from '@tangram/schema';
import { freePlace, settle } from './tiles.ts';

/** One edit: what it is called and the whole next dashboard. */
export type DashboardEdit = (
  label: string,
  change: (dashboard: DashboardDefinition) => DashboardDefinition,
  merge?: string,
) => void;

// Every edit of a dashboard as a pure step from one definition to the next; the draft store keeps both, so each can be undone.

export const newDashboard: DashboardDefinition = { title: '', tiles: [] };

/** A figure needs little room, anything else a third to a half of the width. */
export function usualSize(
  chartType: string | undefined,
  isFigure: (type: string) => boolean,
): { width: number; height: number } {
  return chartType !== undefined && isFigure(chartType) ? { width: 3, height: 2 } : { width: 6, height: 4 };
}

/** Adds a tile of the report at the place, or at the first that is free. */
export function addTile(
  dashboard: DashboardDefinition,
  report: string,
  size: { readonly width: number; readonly height: number },
  place: { readonly x: number; readonly y: number } = freePlace(dashboard.tiles, size.width, size.height),
): DashboardDefinition {
  const id = freeId(report, new Set(dashboard.tiles.map((tile) => tile.id)));
  const x = Math.min(place.x, gridColumns - size.width);
  return { ...dashboard, tiles: settle([...dashboard.tiles, { id, report, ...size, x, y: place.y }], id) };
}

export function removeTile(dashboard: DashboardDefinition, id: string): DashboardDefinition {
  return { ...dashboard, tiles: settle(dashboard.tiles.filter((tile) => tile.id !== id)) };
}

export function changeTile(
  dashboard: DashboardDefinition,
  id: string,
  change: Partial<Omit<Tile, 'id'>>,
): DashboardDefinition {
  const tiles = dashboard.tiles.map((tile) => (tile.id === id ? { ...tile, ...change } : tile));
  return { ...dashboard, tiles: settle(tiles, id) };
}

/** Tiles where the grid put them after a drag or a resize; the same dashboard when nothing moved. */
export function arrangeTiles(
  dashboard: DashboardDefinition,
  places: readonly Omit<Tile, 'report'>[],
): DashboardDefinition {
  const byId = new Map(places.map((place) => [place.id, place]));
  const tiles = dashboard.tiles.map((tile) => {
    const { x, y, width, height } = byId.get(tile.id) ?? tile;
    const isSame = tile.x === x && tile.y === y && tile.width === width && tile.height === height;
    return isSame ? tile : { ...tile, x, y, width, height };
  });
  return tiles.every((tile, at) => tile === dashboard.tiles[at]) ? dashboard : { ...dashboard, tiles };
}

function freeId(report: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? report.slice(0, 50) : `${report.slice(0, 50)}_${n}`;
    if (!taken.has(id)) return id;
  }
}
