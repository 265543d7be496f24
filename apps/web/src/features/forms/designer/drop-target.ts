import { type NodePath, type Place, startsWith } from './layout-tree.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DropTarget {
  readonly place: Place;
  /** The drop indicator, in the coordinates of the boxes. */
  readonly line: Box;
}

/** A section, or the form itself, as it stands on the canvas. */
export interface Container {
  readonly path: NodePath;
  readonly box: Box;
  /** Columns side by side. */
  readonly columns: number;
  /** Boxes of its nodes, in their order. */
  readonly children: readonly Box[];
}

/** Thickness of the drop indicator. */
const thickness = 3;

/**
 * Where a thing let go at `point` would land: in the innermost container under it, before or after the nearest node.
 * In a container of one column above or below that node, else left or right of it. Null over itself (`moving`) or nothing.
 */
export function dropTarget(containers: readonly Container[], point: Point, moving: NodePath | null): DropTarget | null {
  const under = containers.filter(({ box }) => distance(box, point) === 0);
  const container = under.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (container === undefined || (moving !== null && startsWith(container.path, moving))) return null;
  const nearest = indexOfNearest(container.children, point);
  if (nearest === undefined) {
    const { left, top, width } = container.box;
    return { place: { parent: container.path, index: 0 }, line: { left, top, width, height: thickness } };
  }
  const box = container.children[nearest] as Box;
  const isSideways = container.columns > 1 && box.width < container.box.width * 0.75;
  const isAfter = isSideways ? point.x > box.left + box.width / 2 : point.y > box.top + box.height / 2;
  return {
    place: { parent: container.path, index: isAfter ? nearest + 1 : nearest },
    line: isSideways ? besideLine(box, isAfter) : acrossLine(box, isAfter),
  };
}

/** Gap between nodes: the line stands in the middle of it. */
const gap = 12;

function acrossLine(box: Box, isAfter: boolean): Box {
  const middle = isAfter ? box.top + box.height + gap / 2 : box.top - gap / 2;
  return { left: box.left, top: middle - thickness / 2, width: box.width, height: thickness };
}

function besideLine(box: Box, isAfter: boolean): Box {
  const middle = isAfter ? box.left + box.width + gap / 2 : box.left - gap / 2;
  return { left: middle - thickness / 2, top: box.top, width: thickness, height: box.height };
}

function indexOfNearest(boxes: readonly Box[], point: Point): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, box] of boxes.entries()) {
    const away = distance(box, point);
    if (away < least) [nearest, least] = [index, away];
  }
  return nearest;
}

/** From a point to a box; 0 within it. */
function distance(box: Box, point: Point): number {
  const x = Math.max(box.left - point.x, 0, point.x - box.left - box.width);
  const y = Math.max(box.top - point.y, 0, point.y - box.top - box.height);
  return Math.hypot(x, y);
}
