import {
  compileTests,
  constantOf,
  type Expression,
  FeelRange,
  type FeelValue,
  isList,
  kindOf,
  type ValueKind,
} from '@tangram/expression';

/** What a cell says about values of one kind, without a line to draw it on yet. */
export type CellShape =
  /** It refers to other data or uses a function: what it holds for cannot be said beforehand. */
  | { readonly type: 'unclear' }
  | {
      readonly type: 'values';
      readonly spans: readonly Span[];
      readonly isNegated: boolean;
      /** Whether it holds for blank; the closure itself is asked. */
      readonly holdsForBlank: boolean;
      /** The kind of all its values; null when it names none but blank. */
      readonly kind: ValueKind | null;
      readonly isOrdered: boolean;
    };

/** Values from `low` to `high`; an end without a value is open. `isOutside` turns it round: `!= 5`. */
export interface Span {
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly isLowIncluded: boolean;
  readonly isHighIncluded: boolean;
  readonly isOutside: boolean;
}

const known = new WeakMap<Expression, { readonly zone: string; readonly shape: CellShape }>();

/** Cells are shared by readings of a table, so each is looked at once. */
export function shapeOf(cell: Expression, zone: string): CellShape {
  const remembered = known.get(cell);
  if (remembered !== undefined && remembered.zone === zone) return remembered.shape;
  const shape = readShape(cell, zone);
  known.set(cell, { zone, shape });
  return shape;
}

const unclear: CellShape = { type: 'unclear' };

function readShape(cell: Expression, zone: string): CellShape {
  const { ast } = cell;
  if (ast.type !== 'in') return unclear;
  const tests: FeelValue[] = [];
  for (const test of ast.tests) {
    const value = constantOf(cell, test, zone);
    if (value === undefined) return unclear;
    // A list among the tests holds for each of its elements; one within another is a value to be equal to.
    tests.push(...(isList(value) ? value : [value]));
  }
  const spans = tests.filter((test) => test !== null).map(spanOf);
  const ends = spans.flatMap((span) => (span === null ? [] : [span.low, span.high])).filter((end) => end !== null);
  const kinds = new Set(ends.map(kindOf));
  const isWhole = spans.every((span) => span !== null) && kinds.size <= 1;
  const [kind = null] = kinds;
  if (!isWhole || (kind !== null && !drawable.has(kind))) return unclear;
  const isBlankHeld = compileTests(cell)(null, { variables: {}, now: new Date(0), zone }) === true;
  const isOrdered = spans.some((span) => span !== null && span.low !== span.high);
  return {
    type: 'values',
    spans: spans as Span[],
    isNegated: ast.isNegated,
    holdsForBlank: isBlankHeld,
    kind,
    isOrdered,
  };
}

/** Kinds whose values stand on a line. */
const drawable: ReadonlySet<ValueKind> = new Set([
  'text',
  'number',
  'boolean',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
]);

/** Null for a range with a blank end, which holds nothing certain. */
function spanOf(test: FeelValue): Span | null {
  if (!(test instanceof FeelRange)) {
    return { low: test, high: test, isLowIncluded: true, isHighIncluded: true, isOutside: false };
  }
  const { low, high, isLowIncluded, isHighIncluded, operator } = test;
  const isOpenLow = operator === '<' || operator === '<=';
  const isOpenHigh = operator === '>' || operator === '>=';
  if ((low === null && !isOpenLow) || (high === null && !isOpenHigh)) return null;
  if (operator === '!=') return { low, high, isLowIncluded: true, isHighIncluded: true, isOutside: true };
  return { low, high, isLowIncluded, isHighIncluded, isOutside: false };
}
