import type { JsonValue, RecordValues } from '@tangram/schema';
import type { TriedRecord } from '../explain/try-rule.ts';

/** A record as it once was, and what a rule should come to for it; kept with the rule and run again at every draft. */
export interface RuleCase {
  readonly id: string;
  /** Whose events count, up to when it was marked; null where the values were made up. */
  readonly record: string | null;
  /** What names the record. */
  readonly title: string;
  readonly values: RecordValues;
  /** As it stood before; null: it was new, or nobody knows. */
  readonly before: RecordValues | null;
  readonly expected: ExpectedOutcome;
  /** When it was marked, ISO 8601: the rule is run as at that time. */
  readonly at: string;
  readonly by: string;
}

/** What is expected; what is missing may be anything. */
export interface ExpectedOutcome {
  /** The value of each named field once the rule has run, in stored form. */
  readonly values?: RecordValues;
  /** No other field is changed. */
  readonly nothingElse?: boolean;
  /** Whether the record is refused. */
  readonly refused?: boolean;
}

/** What a rule comes to for a record. */
export interface CaseOutcome {
  readonly changes: { readonly [field: string]: JsonValue };
  readonly refused: boolean;
}

export function outcomeOf({ changes, problems }: TriedRecord): CaseOutcome {
  return {
    changes: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    refused: problems.some(({ code }) => code === 'RULE_REFUSED'),
  };
}

/** What it comes to now, as what it should always come to. */
export function asExpected({ changes, refused }: CaseOutcome): ExpectedOutcome {
  return { values: changes, nothingElse: true, refused };
}

export function passes({ values, expected }: Pick<RuleCase, 'values' | 'expected'>, outcome: CaseOutcome): boolean {
  const wanted = expected.values ?? {};
  const left = (field: string) =>
    (Object.hasOwn(outcome.changes, field) ? outcome.changes[field] : values[field]) ?? null;
  const isAsWanted = Object.entries(wanted).every(([field, value]) => isSame(left(field), value));
  const isNothingElse =
    expected.nothingElse !== true || Object.keys(outcome.changes).every((field) => Object.hasOwn(wanted, field));
  return isAsWanted && isNothingElse && (expected.refused === undefined || expected.refused === outcome.refused);
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
