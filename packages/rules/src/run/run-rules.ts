import { textIn } from '@tangram/schema';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { ruleProblem } from '../errors.ts';
import type { RuleRecord } from './rule-record.ts';
import type { Fired, Firing, Run } from './run.ts';
import { loadRelations, runSteps } from './run-steps.ts';

/**
 * How many times rules may set each other off within one write. Chains people build are two or three long; ten leaves
 * room, and a loop that adds a point each time is stopped before it does harm.
 */
export const maxRounds = 10;

/**
 * Runs the rules over the records until nothing wakes a rule any more, in rounds; within a round in rule order, each
 * rule on all its records at once.
 *
 * A rule runs on a record when its moment fits and its condition holds. It looks again when *another* rule has changed
 * a field it watches; its own changes do not wake it. After `maxRounds` the rules still awake are stopped and say so in
 * their trace (`RULE_STOPPED`, with the path). Rules that only judge (`isLast`) look at what has come out of it all.
 */
export async function runRules(run: Run): Promise<void> {
  const changing = run.rules.filter(({ isLast }) => isLast !== true);
  for (let round = 1; round <= maxRounds; round++) {
    let someRan = false;
    for (const rule of changing) {
      const awake = run.records.filter((record) => record.wakes(rule, run.occasion));
      if (awake.length === 0) continue;
      someRan = true;
      await runRule(run, rule, awake, round);
    }
    if (!someRan) break;
    if (round === maxRounds) for (const record of run.records) stopWhatIsAwake(run, changing, record);
  }
  for (const rule of run.rules.filter(({ isLast }) => isLast === true)) {
    const awake = run.records.filter((record) => record.wakes(rule, run.occasion));
    if (awake.length > 0) await runRule(run, rule, awake, 1);
  }
}

/** Runs what rules do outside the record, once it is written, for every firing of the run. */
export async function runOutside(run: Run): Promise<void> {
  for (const rule of run.rules) {
    const fired = run.records.flatMap((record) =>
      record.firings.filter((firing) => firing.rule === rule).map((firing) => ({ record, firing })),
    );
    if (fired.length > 0) {
      await runSteps(run, rule.steps, 'outside', fired);
      await rule.work?.outside?.(fired, run);
    }
    if (rule.work?.settled !== undefined)
      await rule.work.settled(
        run.records.filter((record) => record.hasSeen(rule)),
        run,
      );
  }
}

async function runRule(run: Run, rule: CompiledRule, awake: readonly RuleRecord[], round: number): Promise<void> {
  if (rule.reads.some((path) => path.length > 1)) await loadRelations(run, awake);
  await run.count(awake, rule.aggregates);
  const fired: Fired[] = [];
  for (const record of awake) {
    const environment = record.environment;
    if (rule.condition !== null && !rule.condition.holds(environment)) continue;
    const condition = rule.condition?.trace(environment) ?? null;
    fired.push({ record, firing: { rule, round, condition, changes: [], done: [], problems: [], standing: {} } });
  }
  if (fired.length > 0) await rule.work?.record(fired, run);
  await runSteps(run, rule.steps, 'record', fired);
  for (const { record, firing } of fired) if (isWorthTelling(firing)) record.firings.push(firing);
  const ran = new Set(fired.map(({ record }) => record));
  for (const record of awake) record.settle(rule, ran.has(record));
}

/** A rule that looks at every record has nothing to tell of most of them. */
function isWorthTelling(firing: Firing): boolean {
  return (
    firing.rule.work?.isQuiet !== true ||
    firing.changes.length > 0 ||
    firing.problems.length > 0 ||
    firing.isNews === true
  );
}

function stopWhatIsAwake(run: Run, rules: readonly CompiledRule[], record: RuleRecord): void {
  const awake = rules.filter((rule) => record.wakes(rule, run.occasion));
  if (awake.length === 0) return;
  const inLoop = [...new Set(record.firings.filter((firing) => firing.round > 1).map(({ rule }) => rule))];
  const path = inLoop.map((rule) => textIn(rule.definition.title, 'en')).join(' → ');
  for (const rule of awake) {
    record.firings.push({
      rule,
      round: maxRounds,
      condition: null,
      changes: [],
      done: [],
      problems: [ruleProblem('RULE_STOPPED', '', { passes: maxRounds, path })],
      standing: {},
      stopped: true,
    });
  }
}
