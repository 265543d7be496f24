import { constantOf, type Expression, isEqual } from '@tangram/expression';
import type { FeelType } from '@tangram/expression';
import { hitRules } from '../hit-policies.ts';
import type { ReadRow, ReadTable } from '../read-table.ts';
import { addBit, allBits, type Bits, bitsKey, contains, isEmpty, meet, noBits, touch } from './bits.ts';
import { type CellShape, shapeOf } from './cell-shape.ts';
import { ColumnLine } from './column-line.ts';
import { type Box, type Budget, Cover, widened } from './cover.ts';

/** Values by input key, as FEEL literals. */
export type Example = { readonly [input: string]: string };

/** Inputs for which no row matches. */
export interface TableGap {
  /** Unary tests by input key: the whole gap. */
  readonly where: { readonly [input: string]: string };
  readonly example: Example;
}

/** Two rows that match together although the hit policy has no place for that. */
export interface TableOverlap {
  readonly rows: readonly [string, string];
  readonly example: Example;
}

/** A row that never decides anything. */
export interface UnreachableRow {
  readonly row: string;
  /** The rows that always come before it; none where a cell of its own holds for no value. */
  readonly by: readonly string[];
}

/** Rows with the same conditions. */
export interface TwinRows {
  readonly rows: readonly [string, string];
  readonly hasSameOutputs: boolean;
}

export interface TableHealth {
  readonly gaps: readonly TableGap[];
  readonly overlaps: readonly TableOverlap[];
  readonly unreachable: readonly UnreachableRow[];
  readonly twins: readonly TwinRows[];
  /** Cells whose meaning depends on other data. What is said above holds whatever they mean; there may be more. */
  readonly unclear: readonly { readonly row: string; readonly input: string }[];
  /** False where a search was stopped at its limit, or more was found than is listed. */
  readonly isComplete: boolean;
}

export interface HealthOptions {
  /** Inputs that may be blank, by key; when missing, those of whose blanks a cell speaks. */
  readonly blankable?: ReadonlySet<string>;
  readonly zone?: string;
}

/** Findings of one sort that are listed; a reader mends one and looks again. */
const maxListed = 20;

/** Places that the searches for gaps and for unreachable rows may look at; measured to take some 20 ms each. */
const searchCost = 300_000;

/** Pairs of rows that may be compared: all of a table of 1,000 rows. */
const maxPairs = 500_000;

/** The column of the days on which rows are in effect; no input can have this key. */
export const effectiveColumn = 'effective on';

/**
 * Gaps, overlaps and rows without effect of a table, by the algebra of its cells and without any data: numbers, dates,
 * times, durations, texts, yes and no, each with lists, ranges, comparisons, `not(...)` and `null`. Columns are taken as
 * independent of each other. Everything said is certain; an unclear cell is taken for whatever would deny it.
 */
export function tableHealth(table: ReadTable, options: HealthOptions = {}): TableHealth {
  const plan = new Plan(table, options);
  const state = { isComplete: true };
  const gaps = findGaps(plan, state);
  return {
    gaps,
    overlaps: findOverlaps(plan, state),
    unreachable: findUnreachable(plan, state),
    twins: findTwins(plan, state),
    unclear: plan.unclear,
    isComplete: state.isComplete,
  };
}

interface Column {
  readonly key: string;
  readonly line: ColumnLine;
  readonly shapes: readonly (CellShape | null)[];
}

/** The table drawn on the lines of its columns. */
class Plan {
  readonly table: ReadTable;
  readonly columns: readonly Column[];
  readonly region: Box;
  /** Per row the box it holds for at most: unclear cells hold for everything. */
  readonly most: readonly Box[];
  /** Per row the box it holds for at least: unclear cells hold for nothing. */
  readonly least: readonly Box[];
  readonly unclear: readonly { row: string; input: string }[];

  constructor(table: ReadTable, { blankable, zone = 'UTC' }: HealthOptions) {
    this.table = table;
    const inputs = table.inputs.map((input, index): Column => {
      const read = (cell: Expression | null) => (cell === null ? null : fitting(shapeOf(cell, zone), input.type.feel));
      const shapes = agreeing(table.rows.map((row) => read(row.tests[index] ?? null)));
      const allowed = read(input.allowed);
      const known = shapes.filter((shape) => shape !== null);
      const isNamed = table.rows.some((row) => speaksOfBlank(row.tests[index] ?? null));
      const isBlankPossible = blankable?.has(input.key) ?? isNamed;
      return { key: input.key, line: new ColumnLine(known, allowed, isBlankPossible), shapes };
    });
    this.columns = [...inputs, ...effectiveDays(table)];
    this.region = this.columns.map(({ line }) => line.possible);
    const boxes = (isUnclearAll: boolean) =>
      table.rows.map((_row, row) =>
        this.columns.map(({ line, shapes }) => meet(line.draw(shapes[row] ?? null, isUnclearAll), line.possible)),
      );
    this.most = boxes(true);
    this.unclear = table.rows.flatMap((row, index) =>
      this.columns.flatMap(({ key, shapes }) =>
        shapes[index]?.type === 'unclear' ? [{ row: row.key, input: key }] : [],
      ),
    );
    this.least = this.unclear.length === 0 ? this.most : boxes(false);
  }

  get sizes(): number[] {
    return this.columns.map(({ line }) => line.size);
  }

  keyOf(row: number): string {
    return (this.table.rows[row] as ReadRow).key;
  }

  example(box: Box): Example {
    return Object.fromEntries(this.columns.map(({ key, line }, index) => [key, line.example(box[index] as Bits)]));
  }

  where(box: Box): { [input: string]: string } {
    return Object.fromEntries(this.columns.map(({ key, line }, index) => [key, line.tests(box[index] as Bits)]));
  }
}

/** A cell about another sort of values than the column has cannot be judged here. */
function fitting(shape: CellShape, type: FeelType): CellShape {
  if (shape.type === 'unclear') return shape;
  if (type.type === 'any') return shape;
  return shape.kind === null || shape.kind === type.type ? shape : { type: 'unclear' };
}

/** In a column of no known type, the first cell tells which sort of values is meant. */
function agreeing(shapes: readonly (CellShape | null)[]): (CellShape | null)[] {
  const kind = shapes.find((shape) => shape?.type === 'values' && shape.kind !== null);
  return shapes.map((shape) => {
    const isOther =
      shape?.type === 'values' && kind?.type === 'values' && shape.kind !== null && shape.kind !== kind.kind;
    return isOther ? { type: 'unclear' } : shape;
  });
}

/** True where `null` stands in the cell. */
function speaksOfBlank(cell: Expression | null): boolean {
  if (cell === null || cell.ast.type !== 'in') return false;
  return cell.ast.tests.some((test) => test.type === 'literal' && test.value === null);
}

/** Days of effect are one more column that every row tests; there is none where no row has them. */
function effectiveDays({ rows }: ReadTable): Column[] {
  if (rows.every((row) => row.from === null && row.to === null)) return [];
  const shapes = rows.map(({ from, to }): CellShape | null => {
    if (from === null && to === null) return null;
    const span = { low: from, high: to, isLowIncluded: true, isHighIncluded: true, isOutside: false };
    return { type: 'values', spans: [span], isNegated: false, holdsForBlank: false, kind: 'date', isOrdered: true };
  });
  const known = shapes.filter((shape) => shape !== null);
  return [{ key: effectiveColumn, line: new ColumnLine(known, null, false), shapes }];
}

interface Progress {
  isComplete: boolean;
}

/** Every gap found counts as covered from then on, so that the next one lies elsewhere. */
function findGaps(plan: Plan, state: Progress): TableGap[] {
  const budget: Budget = { left: searchCost };
  const gaps: TableGap[] = [];
  const cover = new Cover(plan.sizes, plan.most, maxListed);
  for (;;) {
    const found = cover.findUncovered(plan.region, allBits(cover.boxes.length, cover.capacity), budget);
    if (found === null) return gaps;
    if (found === undefined || gaps.length === maxListed) {
      state.isComplete = false;
      return gaps;
    }
    const gap = widened(found, plan.region, plan.most);
    gaps.push({ where: plan.where(gap), example: plan.example(gap) });
    cover.add(gap);
  }
}

function findOverlaps(plan: Plan, state: Progress): TableOverlap[] {
  const { overlap } = hitRules[plan.table.hitPolicy];
  if (overlap === undefined) return [];
  const overlaps: TableOverlap[] = [];
  for (const [first, second] of pairs(plan, state)) {
    const [a, b] = [plan.least[first] as Box, plan.least[second] as Box];
    if (!a.every((places, column) => touch(places, b[column] as Bits))) continue;
    if (overlap === 'equal' && !differ(plan.table, first, second)) continue;
    if (overlaps.length === maxListed) {
      state.isComplete = false;
      break;
    }
    const common = a.map((places, column) => meet(places, b[column] as Bits));
    overlaps.push({ rows: [plan.keyOf(first), plan.keyOf(second)], example: plan.example(common) });
  }
  return overlaps;
}

function* pairs({ table }: Plan, state: Progress): Iterable<[number, number]> {
  let left = maxPairs;
  for (let first = 0; first < table.rows.length; first += 1) {
    for (let second = first + 1; second < table.rows.length; second += 1) {
      left -= 1;
      if (left < 0) {
        state.isComplete = false;
        return;
      }
      yield [first, second];
    }
  }
}

/** True when two rows certainly give different outputs. */
function differ(table: ReadTable, first: number, second: number): boolean {
  return table.outputs.some((_output, index) => {
    const [a, b] = [first, second].map((row) => constantOutput(table.rows[row]?.outputs[index] ?? null));
    return a !== undefined && b !== undefined && isEqual(a, b) !== true;
  });
}

function constantOutput(cell: Expression | null) {
  return cell === null ? null : constantOf(cell, cell.ast);
}

/**
 * Rows of which a cell holds for nothing, and rows whose every case belongs to rows that come first: earlier ones under F.
 * Under the other policies every matching row has a say.
 */
function findUnreachable(plan: Plan, state: Progress): UnreachableRow[] {
  const budget: Budget = { left: searchCost };
  const isFirstOnly = hitRules[plan.table.hitPolicy].stopsAtFirst === true;
  const cover = new Cover(plan.sizes, isFirstOnly ? plan.least : []);
  const found: UnreachableRow[] = [];
  // Rows that are hidden themselves need not be named as hiding others.
  const reachable: number[] = [];
  for (const [row, box] of plan.most.entries()) {
    if (found.length === maxListed) {
      state.isComplete = false;
      break;
    }
    if (box.some(isEmpty)) {
      found.push({ row: plan.keyOf(row), by: [] });
      continue;
    }
    const verdict = isFirstOnly ? coveredBy(cover, box, reachable, budget) : null;
    if (verdict === undefined) state.isComplete = false;
    if (verdict == null) reachable.push(row);
    else found.push({ row: plan.keyOf(row), by: verdict.map((each) => plan.keyOf(each)) });
  }
  return found;
}

/** Which of the rows cover the box, one where one suffices; null when they do not, undefined when it was not found out. */
function coveredBy(
  cover: Cover,
  box: Box,
  rows: readonly number[],
  budget: Budget,
): readonly number[] | null | undefined {
  const boxOf = (row: number) => cover.boxes[row] as Box;
  const near = rows.filter((row) => box.every((places, column) => touch(places, boxOf(row)[column] as Bits)));
  const alone = near.find((row) => box.every((places, column) => contains(boxOf(row)[column] as Bits, places)));
  if (alone !== undefined) return [alone];
  if (near.length < 2) return null;
  const candidates = noBits(cover.capacity);
  for (const row of near) addBit(candidates, row);
  const open = cover.findUncovered(box, candidates, budget);
  return open === undefined ? undefined : open === null ? near : null;
}

/** Rows with equal conditions: the same places in every column, or the same text where a cell is unclear. */
function findTwins(plan: Plan, state: Progress): TwinRows[] {
  const seen = new Map<string, number>();
  const twins: TwinRows[] = [];
  for (const [row, box] of plan.most.entries()) {
    const key = plan.columns
      .map(({ shapes }, column) => {
        const isUnclear = shapes[row]?.type === 'unclear';
        return isUnclear ? `= ${plan.table.rows[row]?.tests[column]?.text ?? ''}` : bitsKey(box[column] as Bits);
      })
      .join('\n');
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      continue;
    }
    if (twins.length === maxListed) {
      state.isComplete = false;
      break;
    }
    const [a, b] = [plan.table.rows[first], plan.table.rows[row]];
    const hasSameOutputs = (a?.outputs ?? []).every((cell, index) => cell?.text === b?.outputs[index]?.text);
    twins.push({ rows: [plan.keyOf(first), plan.keyOf(row)], hasSameOutputs });
  }
  return twins;
}
