import { PlatformError } from '@tangram/schema';
import { compileClosure } from '../compile/closure.ts';
import { explain } from '../explain/explain.ts';
import { printExpression } from '../print/print-expression.ts';
import { maxLength } from '../limits.ts';
import { readExpression, readUnaryTests } from '../read-expression.ts';
import { numberType } from '../types/feel-type.ts';
import { fromFeel, toFeel } from '../values/wire.ts';
import { columns, randomRow, scope } from './random-rows.ts';
import { randomExpression } from './random-expression.ts';
import { RandomSource } from './random-source.ts';

export interface FuzzFailure {
  readonly text: string;
  readonly reason: string;
}

export interface FuzzReport {
  readonly texts: number;
  /** How many of them were expressions; the others had problems. */
  readonly read: number;
  readonly slowestMs: number;
  readonly failures: readonly FuzzFailure[];
}

/** Time that one text may take, read as an expression and as a cell, printed, evaluated and explained. */
const maxMs = 100;

/** Milliseconds of one's own thread where the platform tells them, so that a busy machine does not count. */
export type Clock = () => number;

const kinds = ['boolean', 'number', 'text', 'date', 'date-time', 'time', 'days-duration', 'months-duration'] as const;
const zone = 'Europe/Berlin';
const now = new Date('2026-11-21T23:30:00.000Z');

/**
 * Random expressions, mutations of them and of `seeds`, and nonsense: each must give a value or a problem. Never a throw
 * (but of the loop limit, which is a problem), nor a value from a prototype, nor more than 100 ms of CPU.
 */
export function fuzzExpressions(count: number, seed: number, clock: Clock, seeds: readonly string[] = []): FuzzReport {
  const random = new RandomSource(seed);
  const failures: FuzzFailure[] = [];
  let [read, slowestMs] = [0, 0];
  // What runs for the first time is compiled on the way, which is none of a text's own time.
  for (const text of [...bombs, ...bombs]) attempt(text, random, clock);
  for (let turn = 0; turn < count; turn++) {
    const text = randomText(random, seeds);
    let outcome = attempt(text, random, clock);
    // Once more before it counts: the first time may have paid for a collection.
    if (isSlow(outcome)) outcome = attempt(text, random, clock);
    slowestMs = Math.max(slowestMs, outcome.ms);
    if (outcome.isRead) read += 1;
    const reason = outcome.reason ?? (isSlow(outcome) ? `took ${Math.round(outcome.ms)} ms` : null);
    if (reason !== null) failures.push({ text: shown(text), reason });
  }
  return { texts: count, read, slowestMs: Math.round(slowestMs), failures };
}

/** Both ends of a long text tell what it is. */
function shown(text: string): string {
  return text.length <= 400 ? text : `${text.slice(0, 200)} ... ${text.slice(-100)} (${text.length} characters)`;
}

interface Outcome {
  readonly isRead: boolean;
  readonly ms: number;
  readonly reason: string | null;
}

function isSlow({ reason, ms }: Outcome): boolean {
  return reason === null && ms > maxMs;
}

function attempt(text: string, random: RandomSource, clock: Clock): Outcome {
  const start = clock();
  const outcome = attemptExpression(text, random);
  const reason = outcome.reason ?? attemptCell(text);
  return { ...outcome, reason, ms: clock() - start };
}

function attemptCell(text: string): string | null {
  try {
    readUnaryTests(text, scope, numberType);
    return null;
  } catch (error) {
    return thrown(error);
  }
}

/** Why an error is a failure; null for that of a limit, which is a problem like others. */
function thrown(error: unknown): string | null {
  if (error instanceof PlatformError && error.kind === 'limited') return null;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function attemptExpression(text: string, random: RandomSource): Omit<Outcome, 'ms'> {
  let [isRead, reason]: [boolean, string | null] = [false, null];
  try {
    const { expression, problems } = readExpression(text, scope);
    if ((expression === null) !== problems.length > 0) reason = 'neither an expression nor a problem, or both';
    isRead = expression !== null;
    if (expression !== null) {
      void expression.inSql;
      printExpression(expression, 'spreadsheet', { language: 'zh' });
      printExpression(expression, 'sentence', { language: 'zh' });
      const variables = Object.fromEntries(
        Object.entries(randomRow(random)).map(([name, value]) => [
          name,
          toFeel(value, columns[name]?.type ?? { type: 'any' }),
        ]),
      );
      const value = compileClosure(expression)({ variables, now, zone });
      if (typeof value === 'function' || JSON.stringify(fromFeel(value)) === undefined) reason = 'a value of no kind';
      if (text.length < 200) explain(expression, { variables, now, zone });
    }
  } catch (error) {
    reason = thrown(error);
  }
  return { isRead, reason };
}

function randomText(random: RandomSource, seeds: readonly string[]): string {
  const choice = random.next();
  if (choice < 0.1) return Array.from({ length: 1 + random.below(15) }, () => random.pick(pieces)).join(' ');
  if (choice < 0.15) return random.pick(bombs);
  if (choice < 0.2) return repeated(random);
  const written =
    seeds.length > 0 && choice < 0.55
      ? random.pick(seeds)
      : randomExpression(random, random.pick(kinds), 1 + random.below(4));
  if (choice > 0.85) return written;
  let text = written;
  for (let times = 1 + random.below(4); times > 0; times--) text = mutated(text, random);
  return text;
}

/** A few pieces again and again, as long as a text may be: what takes time with the square of the length shows here. */
function repeated(random: RandomSource): string {
  const gap = random.chance(0.5) ? '' : ' ';
  const unit = Array.from({ length: 1 + random.below(4) }, () => random.pick(pieces) + gap).join('');
  return unit.repeat(Math.floor(maxLength / unit.length));
}

/** The text with a piece cut out, doubled, put in, replaced, or moved. */
function mutated(text: string, random: RandomSource): string {
  const [from, size] = [random.below(text.length + 1), 1 + random.below(6)];
  const [before, middle, after] = [text.slice(0, from), text.slice(from, from + size), text.slice(from + size)];
  switch (random.below(6)) {
    case 0:
      return before + after;
    case 1:
      return before + middle + middle + after;
    case 2:
      return before + random.pick(pieces) + middle + after;
    case 3:
      return before + random.pick(pieces) + after;
    case 4:
      return before + String.fromCharCode(random.below(random.chance(0.5) ? 128 : 65536)) + after;
    default:
      return after + middle + before;
  }
}

const pieces = (
  'amount stage tags owner due created_at previous user __proto__ constructor hasOwnProperty toString valueOf prototype ' +
  '( ) [ ] { } " \' ` . .. , : @ ? - + * ** / < > = != <> == && || ! ^ & and or not in if then else for return some every ' +
  'satisfies function null true false 1 1.5 1e9 1e6144 1e-6176 -0 99999999999999999999 instance of between item partial ' +
  'IF( AND( COALESCE( SWITCH( 如果 那么 否则 且 或 属于 介于 和 包含 以 开头 的 是 为空 大于 7天 0.5小时 3年 “ ” （ ） ， 。 、 ＞ ＝ 😀 \u0000 \ud800 ' +
  '// /* */ date( duration( matches( replace( split( sort( string( number( list sum( @"P1D" @"9999-12-31" @"-999999999-01-01"'
).split(' ');

/** Texts that would run for ever, fill the memory or overflow the stack if nothing held them back. */
const bombs: readonly string[] = [
  `${'('.repeat(3000)}1${')'.repeat(3000)}`,
  `${'['.repeat(190)}1${']'.repeat(190)}`,
  `${'not('.repeat(150)}is_open${')'.repeat(150)}`,
  `${'-'.repeat(5000)}1`,
  `${'if is_open then 1 else '.repeat(430)}1`,
  Array.from({ length: 300 }, () => 'is_open').join(' and '),
  Array.from({ length: 300 }, () => 'name in ["a"]').join(' and '),
  'a b c '.repeat(1600),
  `${'for i in [1] return '.repeat(490)}i`,
  `${'date("2024-01-01") = due and '.repeat(299)}is_open`,
  `${'amount大于1且'.repeat(299)}is_open`,
  Array.from({ length: 2490 }, () => '1').join(' + '),
  `amount${'.year'.repeat(2000)}`,
  'count(for i in 1..1e9 return i)',
  'some i in 1..1e15 satisfies i < 0',
  'for i in @"0001-01-01"..@"9999-12-31" return i',
  'count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)',
  '{f: function(n) f(n), x: f(1)}.x',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a|aa)+$")',
  'matches(name, "(a+)+$")',
  'matches(name, "(((((a{1,99}){1,99}){1,99}){1,99}){1,99})")',
  '10 ** 10 ** 10 ** 10',
  '2 ** 0.0000001 ** 99999999',
  'exp(1e300)',
  'log(1e-6000)',
  '1e6144 * 1e6144 - 1e6144',
  'decimal(1e6144, 6000)',
  '@"9999-12-31" + @"P999999999Y"',
  'date(999999999, 12, 31) + duration("P999999999D")',
  'string(@"P999999999999999D")',
  `COALESCE(${'COALESCE('.repeat(60)}amount${',1)'.repeat(60)}, 1)`,
  `IFS(${Array.from({ length: 250 }, (_, index) => `amount=${index},${index}`).join(',')})`,
  `${'如果is_open，那么1，否则'.repeat(300)}1`,
  '[1, 2, 3][__proto__ = 1]',
  '{__proto__: 1}.__proto__ + {constructor: 2}.constructor',
  'owner.constructor',
  'name.__proto__',
];
