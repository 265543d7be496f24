import type { CompiledStep } from '../compile/compile-steps.ts';
import type { RuleRecord } from './rule-record.ts';
import type { Fired, Run } from './run.ts';

/** Runs the steps of one stage, each on all the records at once; the firings are of one rule. */
export async function runSteps(
  run: Run,
  steps: readonly CompiledStep[],
  stage: CompiledStep['stage'],
  fired: readonly Fired[],
): Promise<void> {
  const rule = fired[0]?.firing.rule;
  if (rule === undefined) return;
  const records = fired.map(({ record }) => record);
  const targets = fired.map(({ record, firing }) => record.target(firing));
  for (const step of steps) {
    if (step.stage !== stage) continue;
    // An earlier action may have pointed a relation elsewhere.
    if (step.reads.some((path) => path.length > 1)) await loadRelations(run, records);
    await run.count(records, step.aggregates);
    await step.run(targets, run.runtime(rule));
  }
}

export async function loadRelations(run: Run, records: readonly RuleRecord[]): Promise<void> {
  await run.relations.load(
    records.flatMap(({ change }) => (change.before === null ? [change.values] : [change.values, change.before])),
  );
}
