import { madeUpId } from '../explain/made-up-change.ts';
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

/**
 * Takes every case through the rule, each as at the time it was marked and with the events that its record had by then.
 * Nothing is written.
 */
export async function runCases(
  cases: readonly RuleCase[],
  trial: Omit<TrialParts, 'rows' | 'now' | 'knownUntil'>,
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
  { record, values, before }: Pick<RuleCase, 'record' | 'values' | 'before'>,
  trial: Omit<TrialParts, 'rows' | 'knownUntil'>,
): Promise<CaseOutcome> {
  const row = { id: record ?? madeUpId, values, ...(before === null ? {} : { before }) };
  const { records } = await tryRule({ ...trial, rows: [row], knownUntil: trial.now });
  const [tried] = records;
  return tried === undefined ? { changes: {}, refused: false } : outcomeOf(tried);
}
