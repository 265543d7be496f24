import { tryRule, type TrialParts } from '../explain/try-rule.ts';
import { type CaseOutcome, outcomeOf, passes, type RuleCase } from './rule-case.ts';

/** A case under a draft. */
export interface CaseResult extends RuleCase {
  readonly outcome: CaseOutcome;
  readonly passes: boolean;
}

export interface CaseReport {
  readonly rows: readonly CaseResult[];
  readonly passing: number;
  /** How many no longer come to what was marked as right. */
  readonly flipping: number;
}

/** Takes every case through the rule, each as at the time it was marked. Nothing is written. */
export async function runCases(
  cases: readonly RuleCase[],
  trial: Omit<TrialParts, 'rows' | 'now'>,
): Promise<CaseReport> {
  const rows: CaseResult[] = [];
  for (const one of cases) {
    const outcome = await outcomeFor(one, { ...trial, now: new Date(one.at) });
    rows.push({ ...one, outcome, passes: passes(one, outcome) });
  }
  const passing = rows.filter((row) => row.passes).length;
  return { rows, passing, flipping: rows.length - passing };
}

export async function outcomeFor(
  { values, before }: Pick<RuleCase, 'values' | 'before'>,
  trial: Omit<TrialParts, 'rows'>,
): Promise<CaseOutcome> {
  const row = { id: madeUpId, values, ...(before === null ? {} : { before }) };
  const { records } = await tryRule({ ...trial, rows: [row] });
  const [tried] = records;
  return tried === undefined ? { changes: {}, refused: false } : outcomeOf(tried);
}

/** No record has this id: the case stands for itself, whatever became of the record since. */
const madeUpId = '00000000-0000-0000-0000-000000000000';
