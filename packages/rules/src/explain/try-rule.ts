import type { FormModel } from '@tangram/forms';
import type { Actor, Catalog } from '@tangram/records';
import type { JsonValue, LocalText, Problem, RecordValues, RuleDefinition } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';
import { madeUpChange } from './made-up-change.ts';
import { namesIn } from './person-names.ts';
import type { RuleRecord } from '../run/rule-record.ts';
import type { Run } from '../run/run.ts';
import { runOutside, runRules } from '../run/run-rules.ts';
import { startRun } from '../run/start-run.ts';
import { harmless } from '../run/beyond.ts';
import type { ConnectionTitle, Message } from '../surroundings.ts';
import type { ConditionTrace, Standing, TraceChange } from './trace.ts';
import { trialTurns } from '../run/turns.ts';

/** What a rule is tried on: one record, made-up values, or the latest records. */
export type RuleSample =
  | { readonly type: 'record'; readonly id: string }
  | {
      readonly type: 'values';
      readonly values: RecordValues /** as it stood; null: it is new */;
      readonly before?: RecordValues | null;
    }
  | { readonly type: 'latest' /** at most 200 */; readonly limit: number };

/** What would happen, had the rule's moment come for each of the records now. Nothing is written. */
export interface RuleTrial {
  readonly records: readonly TriedRecord[];
  readonly matched: number;
  /** Names of the people in the changes, by id. */
  readonly titles: { readonly [id: string]: string };
}

export interface TriedRecord extends Standing {
  readonly id: string;
  /** What names the record; null when it has no name. */
  readonly title: JsonValue;
  /** The rule would run; of a scorecard: the score would change. */
  readonly matched: boolean;
  readonly condition: ConditionTrace | null;
  readonly changes: readonly TraceChange[];
  readonly messages: readonly Message[];
  /** What would be done beyond the record, in words. */
  readonly done: readonly LocalText[];
  readonly problems: readonly Problem[];
}

export interface TrialParts {
  readonly trx: Kysely<unknown>;
  readonly form: FormModel;
  readonly key: string;
  readonly definition: RuleDefinition;
  readonly rows: readonly {
    readonly id: string;
    readonly values: RecordValues;
    readonly before?: RecordValues | null;
  }[];
  readonly actor: Actor;
  readonly now: Date;
  /** Only what had been heard by then counts; everything when missing. */
  readonly knownUntil?: Date;
  readonly catalog: Catalog;
  /** Connections are named by their keys when it is missing. */
  readonly connectionTitle?: ConnectionTitle;
}

/** Runs one rule over records of its form and says what it would do; turns are shown and not taken. */
export async function tryRule({
  trx,
  form,
  key,
  definition,
  rows,
  actor,
  now,
  knownUntil,
  catalog,
  connectionTitle,
}: TrialParts): Promise<RuleTrial> {
  const { rule } = compileRule(key, definition, form, catalog.app(form.app)?.rules);
  const changes = rows.map((row) => madeUpChange(rule, form, row));
  const messages = new Map<string, Message[]>();
  const run = startRun({
    trx,
    form,
    rules: [rule],
    changes,
    actor,
    occasion: rule.moment.sample,
    now,
    ...(knownUntil === undefined ? {} : { knownUntil }),
    catalog,
    turns: trialTurns(trx),
    leavesMarks: false,
    beyond: () => harmless(trx, catalog, now, connectionTitle),
    async notify(message) {
      const id = message.link?.split('/').at(-1) ?? '';
      messages.set(id, [...(messages.get(id) ?? []), message]);
    },
  });
  await run.count(run.records, rule.aggregates);
  await runRules(run);
  await runOutside(run);
  await rule.work?.load?.(run.records, run);
  const records = run.records.map((record) => triedRecord(record, run, rule, form, messages));
  const titles = await namesIn(
    trx,
    form,
    records.flatMap((record) => record.changes),
  );
  return { records, matched: records.filter((record) => record.matched).length, titles };
}

/** What a rule, the only one of its run, did to a record. */
export function triedRecord(
  record: RuleRecord,
  run: Run,
  rule: CompiledRule,
  form: FormModel,
  messages: ReadonlyMap<string, readonly Message[]>,
): TriedRecord {
  const { change, firings, environment } = record;
  const firing = firings[0];
  const standing = firing?.standing ?? rule.work?.stand(change.values, environment, { record, run }) ?? {};
  return {
    id: change.id,
    title: form.titleField === null ? null : (change.values[form.titleField] ?? null),
    matched: firing !== undefined,
    condition: firing?.condition ?? rule.condition?.explain(environment) ?? null,
    changes: firing?.changes ?? [],
    messages: messages.get(change.id) ?? [],
    done: firing?.done ?? [],
    ...standing,
    problems: firing?.problems ?? [],
  };
}
