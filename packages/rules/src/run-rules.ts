import { textIn } from '@tangram/schema';
import type { ActionRuntime } from './actions/action-type.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { CompiledStep } from './compile-steps.ts';
import { ruleProblem } from './errors.ts';
import type { Relations } from './relations.ts';
import type { Firing, RuleRecord } from './rule-record.ts';

/**
 * How many times rules may set each other off within one write. Chains people build are two or three long; ten leaves
 * room, and a loop that adds a point each time is stopped before it does harm.
 */
export const maxRounds = 10;

export interface Run {
  readonly rules: readonly CompiledRule[];
  readonly records: readonly RuleRecord[];
  readonly relations: Relations;
  runtime(rule: CompiledRule): ActionRuntime;
}

/**
 * Runs the rules over the records until nothing wakes a rule any more, in rounds; within a round in rule order, each
 * rule on all its records at once.
 *
 * A rule runs on a record when its moment fits and its condition holds. It looks again when *another* rule has changed
 * a field it watches; its own changes do not wake it. After `maxRounds` the rules still awake are stopped and say so in
 * their trace (`RULE_STOPPED`, with the path).
 */
export async function runRules(run: Run): Promise<void> {
  for (let round = 1; round <= maxRounds; round++) {
    let someRan = false;
    for (const rule of run.rules) {
      const awake = run.records.filter((record) => record.wakes(rule));
      if (awake.length === 0) continue;
      someRan = true;
      await runRule(run, rule, awake, round);
    }
    if (!someRan) return;
  }
  for (const record of run.records) stopWhatIsAwake(run, record);
}

/** Runs what rules do outside the record, once it is written, for every firing of the run. */
export async function runOutside(run: Run): Promise<void> {
  for (const rule of run.rules) {
    const fired = run.records.flatMap((record) =>
      record.firings.filter((firing) => firing.rule === rule).map((firing) => ({ record, firing })),
    );
    if (fired.length === 0) continue;
    await runSteps(run, rule, rule.steps, 'outside', fired);
    if (rule.score === null) continue;
    await runBands(run, rule, 'outside', fired);
  }
}

interface Fired {
  readonly record: RuleRecord;
  readonly firing: Firing;
}

async function runRule(run: Run, rule: CompiledRule, awake: readonly RuleRecord[], round: number): Promise<void> {
  if (rule.reads.some((path) => path.length > 1)) await loadRelations(run, awake);
  const fired: Fired[] = [];
  for (const record of awake) {
    const environment = record.environment;
    if (rule.condition !== null && !rule.condition.holds(environment)) continue;
    const condition = rule.condition?.trace(environment) ?? null;
    fired.push({ record, firing: { rule, round, condition, changes: [], done: [], problems: [] } });
  }
  if (rule.score !== null) await runScore(run, rule, fired);
  await runSteps(run, rule, rule.steps, 'record', fired);
  for (const { record, firing } of fired) if (isWorthTelling(firing)) record.firings.push(firing);
  const ran = new Set(fired.map(({ record }) => record));
  for (const record of awake) record.settle(rule, ran.has(record));
}

/** A scorecard that leaves the score as it was has nothing to tell; an event rule that ran always has. */
function isWorthTelling(firing: Firing): boolean {
  return (
    firing.rule.score === null ||
    firing.changes.length > 0 ||
    firing.problems.length > 0 ||
    firing.score?.bandEntered === true
  );
}

async function runScore(run: Run, rule: CompiledRule, fired: readonly Fired[]): Promise<void> {
  const score = rule.score as NonNullable<CompiledRule['score']>;
  for (const { record, firing } of fired) {
    const environment = record.environment;
    const after = score.points(environment);
    const stood = record.change.before?.[score.field] ?? null;
    const band = score.band(after);
    const alreadyEntered = record.firings.some((earlier) => earlier.rule === rule && earlier.score?.band === band?.key);
    firing.score = {
      field: score.field,
      before: record.change.values[score.field] ?? null,
      after,
      band: band?.key ?? null,
      bandEntered: band !== null && score.band(stood)?.key !== band.key && !alreadyEntered,
      attributes: score.trace(environment),
    };
    record.set(firing, score.field, after);
  }
  await runBands(run, rule, 'record', fired);
}

/** The actions of the bands that were entered, set-wise per band. */
async function runBands(
  run: Run,
  rule: CompiledRule,
  stage: CompiledStep['stage'],
  fired: readonly Fired[],
): Promise<void> {
  for (const band of rule.score?.bands ?? []) {
    const entered = fired.filter(({ firing }) => firing.score?.bandEntered === true && firing.score.band === band.key);
    if (entered.length > 0) await runSteps(run, rule, band.steps, stage, entered);
  }
}

async function runSteps(
  run: Run,
  rule: CompiledRule,
  steps: readonly CompiledStep[],
  stage: CompiledStep['stage'],
  fired: readonly Fired[],
): Promise<void> {
  if (fired.length === 0) return;
  const targets = fired.map(({ record, firing }) => record.target(firing));
  for (const step of steps) {
    if (step.stage !== stage) continue;
    // An earlier action may have pointed a relation elsewhere.
    if (step.reads.some((path) => path.length > 1))
      await loadRelations(
        run,
        fired.map(({ record }) => record),
      );
    await step.run(targets, run.runtime(rule));
  }
}

async function loadRelations(run: Run, records: readonly RuleRecord[]): Promise<void> {
  await run.relations.load(
    records.flatMap(({ change }) => (change.before === null ? [change.values] : [change.values, change.before])),
  );
}

function stopWhatIsAwake(run: Run, record: RuleRecord): void {
  const awake = run.rules.filter((rule) => record.wakes(rule));
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
      stopped: true,
    });
  }
}
