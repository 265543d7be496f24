import { type RandomSource } from './random-source.ts';
import type { SimpleType } from '../types/feel-type.ts';
import { stringLiteral } from '../parse/string-literal.ts';

/** The fields of the table that random expressions read, by type. */
export const fieldsOf: { readonly [type in SimpleType | 'texts' | 'numbers' | 'record']?: readonly string[] } = {
  number: ['amount', 'score', 'rate'],
  text: ['name', 'stage', '来源'],
  boolean: ['is_open', 'is_won'],
  date: ['due', 'born'],
  'date-time': ['created_at', 'seen_at'],
  time: ['opens'],
  'days-duration': ['effort'],
  'months-duration': ['term'],
  texts: ['tags'],
  numbers: ['points'],
  record: ['owner', 'buyer'],
};

type Kind = keyof typeof fieldsOf;

/** FEEL text of a random expression of a type, at most `depth` levels deep; nothing in it is ill-typed. */
export function randomExpression(random: RandomSource, type: Kind, depth: number): string {
  const field = () => random.pick(fieldsOf[type] ?? []);
  if (depth <= 0) return random.chance(0.6) ? field() : (literals[type]?.(random) ?? field());
  if (random.chance(0.01) && type !== 'texts' && type !== 'numbers') return 'null';
  const below = (kind: Kind) => randomExpression(random, kind, depth - 1 - random.below(2));
  if (random.chance(0.12) && type !== 'texts' && type !== 'numbers') {
    return `(if ${below('boolean')} then ${below(type)} else ${below(type)})`;
  }
  const makers = compounds[type];
  return makers === undefined || random.chance(0.15) ? field() : random.pick(makers)(below, random);
}

type Below = (kind: Kind) => string;

const literals: { readonly [kind in Kind]?: (random: RandomSource) => string } = {
  number: (random) =>
    random.pick([
      '0',
      '1',
      '-1',
      '3',
      '7',
      '10',
      '0.1',
      '0.2',
      '-2.5',
      '1000000',
      '0.000001',
      '9007199254740993',
      '12345678901234567890.12',
      '2.5',
      '-0.5',
    ]),
  text: (random) =>
    stringLiteral(
      random.pick([
        '',
        'a',
        'B',
        'ab',
        '官网',
        '展会',
        '张',
        '李',
        '😀',
        'Straße',
        '\uff5e豈',
        "O'Brien",
        '%_\\',
        '10',
        '9',
      ]),
    ),
  boolean: (random) => random.pick(['true', 'false']),
  date: (random) => `@"${random.pick(['2024-02-29', '2026-01-31', '2026-03-29', '1999-12-31', '2026-11-22'])}"`,
  'date-time': (random) =>
    `@"${random.pick(['2026-03-29T01:30:00Z', '2026-10-25T02:30:00+02:00', '2026-03-29T02:30:00', '2026-10-25T02:30:00', '2024-02-29T23:59:59.123Z'])}"`,
  time: (random) => `@"${random.pick(['00:00:00', '09:30:00', '23:59:59.5'])}"`,
  'days-duration': (random) => `@"${random.pick(['P1D', 'PT36H', '-P30D', 'PT0.5S', 'PT1M'])}"`,
  'months-duration': (random) => `@"${random.pick(['P1M', '-P13M', 'P2Y', 'P0M'])}"`,
  texts: (random) => random.pick(['["a", "官网"]', '[name, "B"]']),
  numbers: (random) => random.pick(['[1, 2.5]', '[score, 3]']),
};

const ordered: readonly Kind[] = ['number', 'text', 'date', 'date-time', 'time', 'days-duration', 'months-duration'];
const comparable: readonly Kind[] = [...ordered, 'boolean', 'record'];

const compounds: { readonly [kind in Kind]?: readonly ((below: Below, random: RandomSource) => string)[] } = {
  number: [
    (below, random) => `(${below('number')} ${random.pick(['+', '-', '*', '/'])} ${below('number')})`,
    (below, random) => `(${below('number')} ${random.pick(['+', '-', '*', '/'])} ${below('number')})`,
    (below) => `-(${below('number')})`,
    (below, random) => `(${below('number')} ** ${random.below(4)})`,
    (below) => `string length(${below('text')})`,
    (below, random) =>
      `${random.pick(['decimal', 'round up', 'round down', 'round half up', 'round half down', 'floor', 'ceiling'])}(${below('number')}, ${random.below(6) - 2})`,
    (below, random) => `${random.pick(['floor', 'ceiling', 'abs'])}(${below('number')})`,
    (below) => `modulo(${below('number')}, ${below('number')})`,
    (below, random) => `${random.pick(['min', 'max'])}(${below('number')}, ${below('number')})`,
    (below) => `count(${below('texts')})`,
    (below, random) => `(${below('date')}).${random.pick(['year', 'month', 'day', 'weekday'])}`,
    (below, random) =>
      `(${below('date-time')}).${random.pick(['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second'])}`,
    (below, random) => `(${below('days-duration')}).${random.pick(['days', 'hours', 'minutes', 'seconds'])}`,
    (below, random) => `(${below('months-duration')}).${random.pick(['years', 'months'])}`,
    (below, random) =>
      `${random.pick(['day of year', 'week of year'])}(${below(random.pick(['date', 'date-time'] as const))})`,
    (below, random) =>
      `${random.pick(['sum', 'product', 'mean', 'min', 'max'])}(${below('number')}, ${below('number')}, ${below('number')})`,
    (below, random) =>
      `${random.pick(['sum', 'product', 'mean', 'min', 'max'])}([${below('number')}, ${below('number')}])`,
    (below) => `(${below('days-duration')} / ${below('days-duration')})`,
    (below) => `number(${below('text')})`,
    (below, random) =>
      `${random.pick(['days between', 'months between', 'working days between'])}(${below('date')}, ${below('date')})`,
  ],
  text: [
    (below) => `(${below('text')} + ${below('text')})`,
    (below, random) => `${random.pick(['upper case', 'lower case', 'trim'])}(${below('text')})`,
    (below, random) => `substring(${below('text')}, ${random.below(7) - 3})`,
    (below, random) => `substring(${below('text')}, ${below('number')}, ${random.below(4)})`,
    (below, random) => `${random.pick(['substring before', 'substring after'])}(${below('text')}, ${below('text')})`,
    (below) => `string(${below('number')})`,
    (below, random) => `string(${below(random.pick(['date', 'boolean']))})`,
    (below) => `string join(${below('texts')}, ",")`,
    (below, random) => `${random.pick(['day of week', 'month of year'])}(${below(random.pick(['date', 'date-time']))})`,
  ],
  boolean: [
    (below, random) => `(${below('boolean')} ${random.pick(['and', 'or'])} ${below('boolean')})`,
    (below) => `not(${below('boolean')})`,
    (below, random) => `${random.pick(['all', 'any'])}(${below('boolean')}, ${below('boolean')})`,
    (below, random) => `${random.pick(['all', 'any'])}([${below('boolean')}, ${below('boolean')}])`,
    (below) => `list contains(${below('numbers')}, ${below('number')})`,
    (below) => `(${below('number')} in ${below('numbers')})`,
    (below, random) => {
      const kind = random.pick(ordered);
      return `(${below(kind)} ${random.pick(['<', '<=', '>', '>='])} ${below(kind)})`;
    },
    (below, random) => {
      const kind = random.pick(comparable);
      return `(${below(kind)} ${random.pick(['=', '!='])} ${below(kind)})`;
    },
    (below, random) => {
      const kind = random.pick(ordered);
      return `(${below(kind)} between ${below(kind)} and ${below(kind)})`;
    },
    (below, random) => {
      const kind = random.pick(comparable);
      return `(${below(kind)} ${random.pick(['=', '!='])} null)`;
    },
    (below, random) => {
      const kind = random.pick(ordered);
      return `(${below(kind)} in (${below(kind)}, ${random.pick(['>', '<=', '!='])} ${below(kind)}, [${below(kind)}..${below(kind)})))`;
    },
    (_below, random) => {
      const kind = random.pick(['number', 'text', 'date'] as const);
      const values = Array.from({ length: 1 + random.below(3) }, () => literals[kind]?.(random) ?? 'null');
      if (random.chance(0.3)) values.push('null');
      return random.chance(0.5)
        ? `(${random.pick(fieldsOf[kind] ?? [])} in (${values.join(', ')}))`
        : `(${random.pick(fieldsOf[kind] ?? [])} in [${values.join(', ')}])`;
    },
    (below, random) => `${random.pick(['contains', 'starts with', 'ends with'])}(${below('text')}, ${below('text')})`,
    (below) => `list contains(${below('texts')}, ${below('text')})`,
    (below) => `(${below('text')} in ${below('texts')})`,
    (below, random) =>
      `(${random.pick(fieldsOf.number ?? [])} in [${below('number')}..${below('number')}] ${random.pick(['and', 'or'])} ${below('boolean')})`,
    (below, random) =>
      `(${below('boolean')} ${random.pick(['and', 'or'])} ${random.pick(fieldsOf.text ?? [])} in ["a", "官网"] ${random.pick(['and', 'or'])} ${below('boolean')})`,
    (below, random) => `${random.pick(['odd', 'even'])}(${below('number')})`,
  ],
  date: [
    (below, random) =>
      `(${below('date')} ${random.pick(['+', '-'])} ${below(random.pick(['days-duration', 'months-duration']))})`,
    (below, random) => `date(${below(random.pick(['date', 'date-time'] as const))})`,
    () => 'date("2024-02-29")',
    (_below, random) =>
      `date(${random.pick(['score', '2024', '2023'])}, ${random.pick(['2', '12', 'score'])}, ${random.pick(['29', '31', '30', 'score'])})`,
    () => 'today()',
    (below) => `add working days(${below('date')}, ${below('number')})`,
    (below, random) => `add working days(${below('date')}, ${random.below(60) - 30})`,
    (below, random) => `${random.pick(['min', 'max'])}(${below('date')}, ${below('date')})`,
  ],
  'date-time': [
    (below, random) =>
      `(${below('date-time')} ${random.pick(['+', '-'])} ${below(random.pick(['days-duration', 'months-duration']))})`,
    (below) => `date and time(${below('date')}, ${below('time')})`,
    (below) => `date and time(${below('date-time')}, ${below('time')})`,
    () => 'now()',
    () => 'date and time("2026-10-25T02:30:00")',
  ],
  time: [
    (below, random) => `(${below('time')} ${random.pick(['+', '-'])} ${below('days-duration')})`,
    (below, random) => `time(${below(random.pick(['time', 'date-time'] as const))})`,
    () => 'time("23:59:59.5")',
  ],
  'days-duration': [
    (below, random) => {
      const kind = random.pick(['date', 'date-time', 'time', 'days-duration'] as const);
      return `(${below(kind)} - ${below(kind)})`;
    },
    (below, random) => `(${below('days-duration')} ${random.pick(['*', '/'])} ${below('number')})`,
    (below) => `(${below('date-time')} - ${below('date')})`,
    () => 'duration("P1DT2H")',
  ],
  'months-duration': [
    (below, random) => `(${below('months-duration')} ${random.pick(['+', '-'])} ${below('months-duration')})`,
    (below, random) => `(${below('months-duration')} ${random.pick(['*', '/'])} ${below('number')})`,
    () => 'duration("P1Y2M")',
  ],
};
