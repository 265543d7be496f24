import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileClosure, type Expression, readExpression } from '@tangram/expression';
import { compileFunction } from '@tangram/expression/function';
import { startEmbedded } from '@tangram/server/database';
import { type Lead, leadScope, makeLeads } from './rules/leads.ts';
import { measureScorer, medianMicroseconds } from './rules/measure.ts';
import { type Duration, scoreInDatabase } from './rules/score-in-database.ts';
import { feelText, scoreByHand } from './rules/score-texts.ts';
import { makeScorers } from './rules/scorers.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const roundSeconds = Number(process.env['BENCH_ROUND_SECONDS'] ?? 1);
const count = Number(process.env['BENCH_ROWS'] ?? 100_000);

/**
 * The seven scoring rules of the CRM over the same leads by our two compilers, by other rule and expression libraries and
 * by hand, all in this process, and by PostgreSQL. Says which bars are met; returns false only when a sum differs, for
 * then the times compare nothing.
 */
export async function run(): Promise<boolean> {
  const { expression, problems } = readExpression(feelText, leadScope);
  if (expression === null) throw new Error(problems.map((problem) => problem.message).join(' '));
  const leads = makeLeads(count);
  const only = process.argv[3];
  let areEqual = true;
  if (only === undefined || only === 'engines') areEqual = (await compareEngines(expression, leads)) && areEqual;
  if (only === undefined || only === 'compile') sayCompileTimes(expression);
  if (only === undefined || only === 'database') areEqual = (await compareDatabase(expression, leads)) && areEqual;
  return areEqual;
}

async function compareEngines(expression: Expression, leads: readonly Lead[]): Promise<boolean> {
  print(`The seven scoring rules over ${leads.length} leads, processor time, best of ${rounds} rounds\n\n`);
  print(line('', 'leads', 'ns', 'x hand', 'bar', ''));
  let [floor, slowestOfOurs, areEqual] = [0, 0, true];
  for (const scorer of makeScorers(expression)) {
    const { leads: scored, ns, sum } = await measureScorer(scorer, leads, { rounds, roundSeconds });
    if (floor === 0) floor = ns;
    const { bar } = scorer;
    if (bar !== null) slowestOfOurs = ns;
    const isSame = sum === sumByHand(leads.slice(0, scored));
    areEqual &&= isSame;
    const isMet = bar === null ? ns > slowestOfOurs : ns / floor <= bar;
    const words = bar === null ? 'slower than ours' : bar === 1 ? '' : `at most ${bar}`;
    const verdict = !isSame ? 'OTHER SUM' : bar === 1 ? '' : isMet ? 'met' : 'NOT MET';
    print(line(scorer.name, String(scored), ns.toFixed(0), (ns / floor).toFixed(1), words, verdict));
  }
  return areEqual;
}

function sumByHand(leads: readonly Lead[]): number {
  return leads.reduce((sum, lead) => sum + scoreByHand(lead), 0);
}

const warmUps = 300;
const runs = 500;

/** Everything but the parser's tables is made anew each time, as when a rule is saved. */
function sayCompileTimes(expression: Expression): void {
  const median = (work: () => unknown) => {
    medianMicroseconds(work, warmUps);
    return medianMicroseconds(work, runs);
  };
  const read = median(() => readExpression(feelText, leadScope));
  const closure = median(() => compileClosure(expression));
  const made = median(() => compileFunction(expression));
  print(`\nA rule of ${feelText.length} characters, median of ${runs} runs, microseconds\n\n`);
  print(line('parse and check', '', read.toFixed(0), '', '', ''));
  print(line('compile to closures', '', closure.toFixed(0), '', '', ''));
  print(line('compile to a function', '', made.toFixed(0), '', '', ''));
  const all = read + Math.max(closure, made);
  print(line('all', '', all.toFixed(0), '', 'at most 1000', all <= 1000 ? 'met' : 'NOT MET'));
}

async function compareDatabase(expression: Expression, leads: readonly Lead[]): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-bench-'));
  const given = process.env['BENCH_DATABASE_URL'];
  const database =
    given === undefined ? await startEmbedded(path.join(folder, 'pg')) : { url: given, stop: async () => {} };
  try {
    const measure = await scoreInDatabase(database.url, expression, leads, rounds);
    const ratio = measure.scoreMs / measure.bareMs;
    print(`\nPostgreSQL, one statement over ${leads.length} rows, processor time in ms, best of ${rounds} rounds\n\n`);
    print(line('bare sum', '', measure.bareMs.toFixed(1), '', '', ''));
    const isSame = measure.sum === sumByHand(leads);
    const verdict = isSame ? (ratio <= 3 ? 'met' : 'NOT MET') : 'OTHER SUM';
    print(line('sum of scores', '', measure.scoreMs.toFixed(1), ratio.toFixed(1), 'at most 3', verdict));
    print(`\nRe-scoring ${measure.many} leads in one statement, seconds by the clock (and of processor)\n\n`);
    const { changed, unchanged } = measure;
    print(
      line('every score changes', '', ...inSeconds(changed), 'at most 30', changed.ms <= 30_000 ? 'met' : 'NOT MET'),
    );
    print(line('no score changes', '', ...inSeconds(unchanged), '', ''));
    return isSame;
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function inSeconds({ ms, cpuMs }: Duration): [string, string] {
  return [(ms / 1000).toFixed(1), `(${(cpuMs / 1000).toFixed(1)})`];
}

function print(text: string): void {
  process.stdout.write(text);
}

function line(name: string, ...cells: string[]): string {
  const widths = [8, 9, 9, 18, 11];
  return `${[name.padEnd(30), ...cells.map((cell, index) => cell.padStart(widths[index] ?? 0))].join('').trimEnd()}\n`;
}
