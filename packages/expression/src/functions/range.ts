import { anyType, booleanType, rangeOf, textType } from '../types/feel-type.ts';
import { and3, compare, includes, isEqual } from '../values/compare.ts';
import { FeelRange, type FeelValue } from '../values/feel-value.ts';
import { parseRange } from '../values/range-text.ts';
import type { FunctionEntry } from './function-entry.ts';
import { inApp, inAppReasons, parameter } from './signature.ts';

/** The names that the standard gives the arguments, by what they are. */
const namePairs = [
  ['point1', 'point2'],
  ['point', 'range'],
  ['range', 'point'],
  ['range1', 'range2'],
] as const;

/** Sections 10.3.4.1 (`range`) and 10.3.4.14 (Allen's relations of points and ranges). */
export const rangeFunctions: readonly FunctionEntry[] = [
  {
    name: 'range',
    group: 'range',
    section: '10.3.4.1',
    title: { en: 'The range in a text such as [1..5)', zh: '由文本(如 [1..5))得到区间' },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        returns: rangeOf(anyType),
        evaluate: ([text]) => parseRange(text as string),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  relation('before', { en: 'Entirely before', zh: '完全在之前' }, (a, b) => {
    const order = compare(a.high, b.low);
    return order === null ? null : order < 0 || (order === 0 && !(a.isHighIncluded && b.isLowIncluded));
  }),
  relation('after', { en: 'Entirely after', zh: '完全在之后' }, (a, b) => {
    const order = compare(a.low, b.high);
    return order === null ? null : order > 0 || (order === 0 && !(a.isLowIncluded && b.isHighIncluded));
  }),
  relation('meets', { en: 'Ends where the other begins', zh: '首尾相接(前)' }, (a, b) =>
    and3(isEqual(a.high, b.low), a.isHighIncluded && b.isLowIncluded),
  ),
  relation('met by', { en: 'Begins where the other ends', zh: '首尾相接(后)' }, (a, b) =>
    and3(isEqual(a.low, b.high), a.isLowIncluded && b.isHighIncluded),
  ),
  relation('overlaps', { en: 'Has points in common', zh: '有重叠' }, (a, b) => {
    const [first, second] = [compare(a.high, b.low), compare(a.low, b.high)];
    if (first === null || second === null) return null;
    const reaches = first > 0 || (first === 0 && a.isHighIncluded && b.isLowIncluded);
    const begins = second < 0 || (second === 0 && a.isLowIncluded && b.isHighIncluded);
    return reaches && begins;
  }),
  relation('overlaps before', { en: 'Overlaps the beginning of the other', zh: '重叠其开头' }, (a, b) =>
    and3(and3(startsBefore(a, b), reaches(a, b)), endsWithin(a, b)),
  ),
  relation('overlaps after', { en: 'Overlaps the end of the other', zh: '重叠其末尾' }, (a, b) =>
    and3(and3(startsBefore(b, a), reaches(b, a)), endsWithin(b, a)),
  ),
  relation('finishes', { en: 'Ends with the other and lies in it', zh: '同时结束' }, finishes),
  relation('finished by', { en: 'The other ends with it and lies in it', zh: '被其同时结束' }, (a, b) =>
    finishes(b, a),
  ),
  relation('includes', { en: 'Holds all of the other', zh: '包含' }, holds),
  relation('during', { en: 'Lies within the other', zh: '位于其中' }, (a, b) => holds(b, a)),
  relation('starts', { en: 'Begins with the other and lies in it', zh: '同时开始' }, starts),
  relation('started by', { en: 'The other begins with it and lies in it', zh: '被其同时开始' }, (a, b) => starts(b, a)),
  relation('coincides', { en: 'Is the same', zh: '完全重合' }, (a, b) => isEqual(a, b)),
];

/** A relation of two ranges; a point counts as the range that holds only it. */
function relation(
  name: string,
  title: FunctionEntry['title'],
  holdsFor: (a: FeelRange, b: FeelRange) => boolean | null,
): FunctionEntry {
  return {
    name,
    group: 'range',
    section: '10.3.4.14',
    title,
    signatures: namePairs.map((names) => ({
      parameters: names.map((each) => parameter(each, anyType)),
      returns: booleanType,
      evaluate: ([a, b]) => holdsFor(asRange(a as FeelValue), asRange(b as FeelValue)),
      toSql: inApp(inAppReasons.value),
    })),
  };
}

function asRange(value: FeelValue): FeelRange {
  return value instanceof FeelRange ? value : new FeelRange(value, value, true, true);
}

function startsBefore(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.low, b.low);
  return order === null ? null : order < 0 || (order === 0 && a.isLowIncluded && !b.isLowIncluded);
}

function reaches(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.high, b.low);
  return order === null ? null : order > 0 || (order === 0 && a.isHighIncluded && b.isLowIncluded);
}

function endsWithin(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.high, b.high);
  return order === null ? null : order < 0 || (order === 0 && (!a.isHighIncluded || b.isHighIncluded));
}

function startsWithin(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.low, b.low);
  return order === null ? null : order > 0 || (order === 0 && (!a.isLowIncluded || b.isLowIncluded));
}

function holds(a: FeelRange, b: FeelRange): boolean | null {
  return isEqual(b.low, b.high) === true ? includes(a, b.low) : and3(startsWithin(b, a), endsWithin(b, a));
}

function finishes(a: FeelRange, b: FeelRange): boolean | null {
  return and3(and3(isEqual(a.high, b.high), a.isHighIncluded === b.isHighIncluded), startsWithin(a, b));
}

function starts(a: FeelRange, b: FeelRange): boolean | null {
  return and3(and3(isEqual(a.low, b.low), a.isLowIncluded === b.isLowIncluded), endsWithin(a, b));
}
