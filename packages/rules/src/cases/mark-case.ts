import {
  type JsonValue,
  PlatformError,
  pointer,
  type Problem,
  type RecordValues,
  refuseIfAny,
  type RuleDefinition,
} from '@tangram/schema';
import { checkValue } from '../check/constant.ts';
import { ruleProblem, rulesErrors } from '../errors.ts';
import { madeUpId } from '../explain/made-up-change.ts';
import type { RuleSample, TrialParts } from '../explain/try-rule.ts';
import { type CasePlace, keepCase, mostCases } from './case-store.ts';
import { asExpected, type ExpectedOutcome } from './rule-case.ts';
import { outcomeFor } from './run-cases.ts';

/** Somebody says of a record that what a rule comes to is right, or what it should come to. */
export interface CaseMark extends CasePlace {
  /** The draft that was looked at; the published rule when missing. */
  readonly definition?: RuleDefinition;
  readonly sample: Exclude<RuleSample, { type: 'latest' }>;
  /** Missing: what it comes to is right. */
  readonly expected?: ExpectedOutcome;
}

type MarkedRow = { readonly id: string; readonly values: RecordValues; readonly before?: RecordValues | null };

export async function markCase(
  parts: Omit<TrialParts, 'rows' | 'knownUntil'>,
  { app, rule, expected }: CaseMark,
  { id: marked, values, before = null }: MarkedRow,
): Promise<{ readonly id: string }> {
  const { trx, form, actor, now } = parts;
  const record = marked === madeUpId ? null : marked;
  const kept = { record, values, before };
  const wanted = expected === undefined ? asExpected(await outcomeFor(kept, parts)) : normalized(expected, parts);
  const title = form.titleField === null ? null : values[form.titleField];
  const id = await keepCase(
    trx,
    { app, rule },
    {
      ...kept,
      title: typeof title === 'string' ? title : '',
      expected: wanted,
      at: now,
      by: actor.name,
    },
  );
  if (id === null) throw new PlatformError('conflict', [ruleProblem('RULE_CASES_FULL', '', { limit: mostCases })]);
  return { id };
}

/** Expected values as their fields store them. */
function normalized(
  expected: ExpectedOutcome,
  { form, catalog }: Pick<TrialParts, 'form' | 'catalog'>,
): ExpectedOutcome {
  const problems: Problem[] = [];
  const values: { [field: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(expected.values ?? {})) {
    const field = form.fields.get(key);
    const path = pointer('expected', 'values', key);
    if (field === undefined) {
      problems.push(ruleProblem('RULE_FIELD_UNKNOWN', path, { form: form.definition.form.title, field: key }));
    } else if (value === null) values[key] = null;
    else {
      const outcome = field.type.normalize(value, field.definition, { language: 'en', zone: catalog.workspace.zone });
      if ('value' in outcome) values[key] = outcome.value;
      else problems.push(...checkValue(value, field, path));
    }
  }
  refuseIfAny(problems, rulesErrors);
  return expected.values === undefined ? expected : { ...expected, values };
}
