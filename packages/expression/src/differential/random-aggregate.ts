import { type FeelType, relatedList, type Scope } from '../types/feel-type.ts';
import { randomExpression } from './random-expression.ts';
import { columns, type Row, scope } from './random-rows.ts';
import type { RandomSource } from './random-source.ts';

/** A form of the worlds of related records: `part` refers to the records of `scope`, `step` to parts. */
export type RelatedForm = 'part' | 'step';

/** The fields of each, by the column of `random-rows` that has their values. Some hide a field of the outer record. */
export const relatedFields: { readonly [form in RelatedForm]: { readonly [field: string]: string } } = {
  part: { cost: 'score', kind: 'stage', done: 'is_open', due: 'due', at: 'seen_at', wait: 'effort', term: 'term' },
  step: { size: 'score', kind: 'name', done: 'is_won', due: 'born' },
};

const members = (form: RelatedForm): { readonly [name: string]: FeelType } =>
  Object.fromEntries(
    Object.entries(relatedFields[form]).map(([name, column]) => [name, columns[column]?.type ?? { type: 'any' }]),
  );

const stepType: FeelType = { type: 'reference', form: 'worlds/step', members: () => members('step') };
const stepList = relatedList(stepType, { app: 'worlds', form: 'step', field: 'part' });
const partType: FeelType = {
  type: 'reference',
  form: 'worlds/part',
  members: () => ({ ...members('part'), step: stepList }),
};

export const relatedScope: Scope = {
  variables: { ...scope.variables, part: relatedList(partType, { app: 'worlds', form: 'part', field: 'parent' }) },
};

/** Values that a field of so many digits holds: their sums stay within the 34 digits of a number. */
const numbers = [0, 1, -1, 2, 3, 7, 10, 12, 29, 100, 0.1, 0.2, 0.5, -2.5, 1.005, '9007199254740993', '-0.000001'];

export function randomRelatedRow(random: RandomSource, form: RelatedForm, values: Row): Row {
  return Object.fromEntries(
    Object.entries(relatedFields[form]).map(([name, column]) => [
      name,
      column !== 'score' ? (values[column] ?? null) : random.chance(0.1) ? null : random.pick(numbers),
    ]),
  );
}

/** FEEL text of an expression with an aggregate in it, with the type of its value. */
export function randomAggregate(random: RandomSource): { readonly text: string; readonly type: FeelType['type'] } {
  const { text, type } = aggregate(random);
  if (random.chance(0.5)) return { text, type };
  if (type === 'boolean') {
    const other = randomExpression(random, 'boolean', 1);
    return { text: `(${text} ${random.pick(['and', 'or'])} ${other})`, type };
  }
  const other = random.chance(0.2) ? 'null' : randomExpression(random, type as 'number', 1);
  const operator = random.pick(other === 'null' ? ['=', '!='] : ['<', '<=', '>', '>=', '=', '!=']);
  return { text: `(${text} ${operator} ${other})`, type: 'boolean' };
}

function aggregate(random: RandomSource): { readonly text: string; readonly type: FeelType['type'] } {
  const list = `part${filters(random)}`;
  const kind = random.pick(['count', 'count', 'number', 'number', 'extreme', 'property', 'some', 'some'] as const);
  switch (kind) {
    case 'count':
      return { text: `count(${list}${random.chance(0.2) ? '.cost' : ''})`, type: 'number' };
    case 'number':
      return { text: `${random.pick(['sum', 'mean', 'min', 'max'])}(${list}.cost)`, type: 'number' };
    case 'property':
      return { text: `${random.pick(['sum', 'max'])}(${list}.due.day)`, type: 'number' };
    case 'extreme': {
      const [field, type] = random.pick([
        ['kind', 'text'],
        ['due', 'date'],
        ['at', 'date-time'],
        ['wait', 'days-duration'],
        ['term', 'months-duration'],
      ] as const);
      return { text: `${random.pick(['min', 'max'])}(${list}.${field})`, type };
    }
    case 'some': {
      const quantifier = random.pick(['some', 'every']);
      const text = random.chance(0.2)
        ? `(${quantifier} x in ${list}.cost satisfies x ${random.pick(['>', '=', '<='])} ${random.pick(['2', 'score', 'null'])})`
        : `(${quantifier} p in ${list} satisfies ${condition(random, 'p.', 1)})`;
      return { text: text.replaceAll(/[<>]=? null/g, '= null'), type: 'boolean' };
    }
  }
}

function filters(random: RandomSource): string {
  return Array.from({ length: random.pick([0, 1, 1, 2]) }, () => `[${condition(random, '', 2)}]`).join('');
}

/** A condition on a part: `of` stands before its fields. */
function condition(random: RandomSource, of: string, depth: number): string {
  const below = () => condition(random, of, depth - 1);
  if (depth > 0 && random.chance(0.4)) {
    return random.chance(0.3) ? `not(${below()})` : `(${below()} ${random.pick(['and', 'or'])} ${below()})`;
  }
  const own = of === '' && random.chance(0.3) ? 'item.' : of;
  return random.pick([
    () => `${own}done`,
    () => `${own}done = false`,
    () => `${own}cost ${random.pick(['>', '<=', '=', '!='])} ${random.pick(['2', '0.5', 'amount', 'score'])}`,
    () => `${own}kind ${random.pick(['=', '!=', '<'])} ${random.pick(['"a"', 'name', 'stage', '"官网"'])}`,
    () => `${own}kind in ("a", "B", "官网")`,
    () => `${own}cost between -1 and score`,
    () => `${own}${random.pick(['cost', 'kind', 'due', 'done'])} ${random.pick(['=', '!='])} null`,
    () => `${own}due ${random.pick(['<', '>=', '='])} ${random.pick(['due', 'born', 'today()', '@"2026-01-31"'])}`,
    () => `${own}at > ${random.pick(['now() - @"P300D"', 'created_at', 'seen_at'])}`,
    () => `count(${own}step[done]) ${random.pick(['=', '>', '<'])} ${random.pick(['0', '1', `${own}cost`])}`,
    () => `sum(${own}step[kind = ${own === '' ? 'item.kind' : `${own}kind`}].size) > amount`,
    () => `(${random.pick(['some', 'every'])} s in ${own}step satisfies s.size > ${own}cost)`,
  ])();
}
