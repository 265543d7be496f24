import { describeType, type FeelType } from '@tangram/expression';
import type { Aggregate, ValueType } from '@tangram/schema';

type Simple = FeelType['type'];

const number: FeelType = { type: 'number' };
const ordered: readonly Simple[] = ['number', 'date', 'date-time', 'time', 'days-duration', 'months-duration'];
const distinct: readonly Simple[] = [...ordered, 'text', 'boolean', 'reference'];

/** `accepts`: types of the expression, or nothing at all; `gives`: the type of the answer, `same` as the expression's. */
const table: Record<Aggregate, { readonly accepts: readonly Simple[] | 'nothing'; readonly gives: FeelType | 'same' }> =
  {
    count: { accepts: 'nothing', gives: number },
    'count-distinct': { accepts: distinct, gives: number },
    sum: { accepts: ['number', 'days-duration', 'months-duration'], gives: 'same' },
    // Months are no number of days: an average of years and months would have to invent half a month.
    average: { accepts: ['number', 'days-duration'], gives: 'same' },
    minimum: { accepts: ordered, gives: 'same' },
    maximum: { accepts: ordered, gives: 'same' },
  };

export function needsOf(aggregate: Aggregate): 'nothing' | 'expression' {
  return table[aggregate].accepts === 'nothing' ? 'nothing' : 'expression';
}

/** The type of the answer, or null with the words for what was refused. `of` null is a problem told elsewhere. */
export function aggregateType(
  aggregate: Aggregate,
  of: FeelType | null,
): { type: FeelType; refused?: undefined } | { type: null; refused: string } {
  const { accepts, gives } = table[aggregate];
  if (accepts === 'nothing' || of === null) return { type: gives === 'same' ? number : gives };
  if (!accepts.includes(of.type)) return { type: null, refused: describeType(of) };
  return { type: gives === 'same' ? of : gives };
}

/** The value type in which answers of a FEEL type travel. */
export function valueTypeOfFeel(type: FeelType): ValueType {
  switch (type.type) {
    case 'days-duration':
    case 'months-duration':
      return 'duration';
    case 'text':
    case 'number':
    case 'boolean':
    case 'date':
    case 'date-time':
    case 'time':
    case 'reference':
    case 'list':
      return type.type;
    default:
      return 'json';
  }
}
