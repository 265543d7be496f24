import { workCalendarOf } from '@tangram/records';
import type { FormModel } from '@tangram/forms';
import { type Actor, type Catalog, loadAggregates, type Occasion, userOf } from '@tangram/records';
import type { Kysely } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { relationsOf } from './relations.ts';
import { type RuleChange, RuleRecord } from './rule-record.ts';
import type { Run } from './run.ts';
import { dayIn, isEffective } from './effective.ts';
import { storedPeople } from './stored-people.ts';
import type { Beyond, Message, Turns } from '../surroundings.ts';

/** What a run is made of; a trial hands in turns and messages that leave no mark. */
export interface RunParts {
  readonly trx: Kysely<unknown>;
  readonly form: FormModel;
  readonly rules: readonly CompiledRule[];
  readonly changes: readonly RuleChange[];
  readonly actor: Actor;
  /** What happened to the records, when it was not a change of them. */
  readonly occasion?: Occasion | undefined;
  readonly now: Date;
  /** Only what had been heard of the records by then counts, as when a case is run again; everything when missing. */
  readonly knownUntil?: Date;
  readonly catalog: Catalog;
  readonly turns: Turns;
  readonly notify: (message: Message) => Promise<void>;
  readonly beyond: (rule: CompiledRule) => Beyond;
  /** False for a trial, which keeps nothing. */
  readonly leavesMarks: boolean;
  /** Likely duplicates are to be saved all the same; false when missing. */
  readonly acceptsDuplicates?: boolean;
}

export function startRun(parts: RunParts): Run {
  const { trx, catalog, form, rules, changes, actor, occasion, now, turns, notify, beyond, leavesMarks } = parts;
  const zone = catalog.workspace.zone;
  const today = dayIn(now, zone);
  const awake = rules.filter(({ definition }) => isEffective(definition, today));
  const reads = awake.flatMap((rule) => rule.reads);
  const previous = reads.filter((path) => path[0] === 'previous').map((path) => path.slice(1));
  const relations = relationsOf(trx, catalog, form, [...reads, ...previous]);
  const setting = {
    form,
    relations,
    user: userOf(actor),
    occasion: occasion ?? null,
    now,
    zone,
    calendar: workCalendarOf(catalog.workspace),
    reads: new Set(reads.map((path) => path[0] as string).filter((root) => form.fields.has(root))),
    readsPrevious: new Set(previous.flatMap((path) => path.slice(0, 1))),
  };
  const people = storedPeople(trx, today);
  return {
    rules: awake,
    occasion: occasion ?? null,
    trx,
    now,
    knownUntil: parts.knownUntil ?? null,
    workspace: catalog.workspace,
    actorName: actor.name,
    actor,
    catalog,
    acceptsDuplicates: parts.acceptsDuplicates === true,
    leavesMarks,
    records: changes.map((change) => new RuleRecord(change, setting)),
    relations,
    async count(records, aggregates) {
      if (aggregates.length > 0) await takeCounts(trx, { catalog, form, aggregates, actor, now }, records);
    },
    runtime: (rule) => ({ app: form.app, rule: rule.key, form, turns, people, notify, beyond: beyond(rule) }),
  };
}

/** Tells the records what they count among related ones. */
export async function takeCounts(
  trx: Kysely<unknown>,
  question: Parameters<typeof loadAggregates>[1],
  records: readonly RuleRecord[],
): Promise<void> {
  const asked = records.map(({ change }) => ({ id: change.id, values: change.values }));
  const values = await loadAggregates(trx, question, asked);
  for (const [index, record] of records.entries()) record.takeCounts(values[index] ?? new Map());
}
