import type { FormModel } from '@tangram/forms';
import { type Actor, type Catalog, type FormAccess, accessOf } from '@tangram/records';
import type { LocalText, RecordValues, RuleDefinition } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { hideFrom } from './hide-from.ts';
import { seenRecords } from './seen-records.ts';
import { namesIn } from './person-names.ts';
import type { RuleRecord } from '../run/rule-record.ts';
import { harmless } from '../run/beyond.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import { startRun } from '../run/start-run.ts';
import type { RuleTables } from '../tables.ts';
import type { ConditionTrace, Standing, TraceDetail, TraceOutcome } from './trace.ts';
import { trialTurns } from '../run/turns.ts';

/** Why a record is as it is, as far as rules go: one entry per rule of its form, in the order in which they run. */
export interface RecordExplanation {
  readonly rules: readonly ExplainedRule[];
  /** Names of the people in the changes, by id. */
  readonly titles: { readonly [id: string]: string };
}

export interface ExplainedRule {
  readonly rule: string;
  readonly title: LocalText;
  readonly type: RuleDefinition['type'];
  /** How the record stands to the rule now: why it would or would not run, what counts and what does not. */
  readonly now: {
    readonly condition: ConditionTrace | null;
  } & Standing;
  /** What it did so far, newest first. */
  readonly runs: readonly RuleRun[];
}

export interface RuleRun {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The record's version that this was part of. */
  readonly version: number;
  readonly actor: string;
  readonly outcome: TraceOutcome;
  readonly detail: TraceDetail;
}

/** Traces told of one record; older ones stay in the table. */
const latestRuns = 100;

export interface ExplainParts {
  readonly db: Kysely<unknown>;
  readonly catalog: Catalog;
  readonly form: FormModel;
  readonly id: string;
  /** The whole record in stored form; what the actor may not see of it is hidden from the answer. */
  readonly values: RecordValues;
  readonly actor: Actor;
  readonly now: Date;
}

export async function explainRecord(parts: ExplainParts): Promise<RecordExplanation> {
  const { db, catalog, form, id, values, actor, now } = parts;
  const access = accessOf(actor, form, catalog);
  const { rules } = ruleSetOf(catalog, form);
  const run = startRun({
    trx: db,
    form,
    rules,
    changes: [{ kind: 'update', id, before: values, values, changed: new Set(), set: () => {}, refuse: () => {} }],
    actor,
    now,
    catalog,
    turns: trialTurns(db),
    beyond: () => harmless(db, catalog, now),
    notify: async () => {},
    leavesMarks: false,
  });
  await run.relations.load([values]);
  await run.count(
    run.records,
    rules.flatMap((rule) => rule.aggregates),
  );
  const [record] = run.records;
  if (record !== undefined) for (const { work } of rules) await work?.load?.([record], run);
  const runs = await readRuns(parts, access);
  const changes = [...runs.values()].flat().flatMap((one) => one.detail.changes);
  return {
    titles: await namesIn(db, form, changes),
    rules: rules.map((rule) => ({
      rule: rule.key,
      title: rule.definition.title,
      type: rule.definition.type,
      now: record === undefined ? { condition: null } : stand(rule, record, access),
      runs: runs.get(rule.key) ?? [],
    })),
  };

  function stand(rule: CompiledRule, from: RuleRecord, seen: FormAccess): ExplainedRule['now'] {
    const { environment } = from;
    const hide = hideFrom(seen, form, catalog, actor);
    const condition = rule.condition === null ? null : hide.condition(rule.condition.explain(environment));
    return { condition, ...hide.standing(rule.work?.stand(values, environment, { record: from, run }) ?? {}) };
  }
}

async function readRuns(parts: ExplainParts, access: FormAccess): Promise<ReadonlyMap<string, readonly RuleRun[]>> {
  const { db, id, form, catalog, actor } = parts;
  const hide = hideFrom(access, form, catalog, actor);
  const rows = await db
    .withTables<RuleTables>()
    .selectFrom('tangram.rule_trace')
    .select(['rule', 'at', 'version', 'actor_name', 'outcome', 'detail'])
    .where('record', '=', id)
    .where('app', '=', form.app)
    .where('form', '=', form.key)
    .orderBy('id', 'desc')
    .limit(latestRuns)
    .execute();
  const told = await seenRecords(
    parts,
    rows.flatMap(({ detail }) => detail.problems),
  );
  const runs = new Map<string, RuleRun[]>();
  for (const { rule, at, version, actor_name, outcome, detail } of rows) {
    const list = runs.get(rule) ?? [];
    list.push({
      at,
      version,
      actor: actor_name,
      outcome,
      detail: hide.detail({ ...detail, problems: detail.problems.map(told) }),
    });
    runs.set(rule, list);
  }
  return runs;
}
