import { workCalendarOf } from '@tangram/records';
import { type Catalog, type CommittedChange, userOf, type WriteContext } from '@tangram/records';
import type { FormModel } from '@tangram/forms';
import { relationsOf } from '../run/relations.ts';
import { RuleRecord } from '../run/rule-record.ts';
import { takeCounts } from '../run/start-run.ts';
import { dayIn, isEffective } from '../run/effective.ts';
import { storeStopped } from './store-stopped.ts';
import { causedBy, mayCause } from './caused-by.ts';
import { referringRules, type ReferringRule } from './referring-rules.ts';
import { relatedOccasion } from './related-occasion.ts';

/**
 * Takes along the records that changed ones refer to, where rules wait for that: one call per form, in the transaction of
 * the write. What the rules then do counts as caused by it, which bounds circles of forms.
 */
export async function wakeRelated(
  context: WriteContext,
  catalog: Catalog,
  form: FormModel,
  changes: readonly CommittedChange[],
): Promise<void> {
  const today = dayIn(context.now, catalog.workspace.zone);
  const waiting = referringRules(catalog, form, 'related').filter(({ rule }) => isEffective(rule.definition, today));
  if (waiting.length === 0) return;
  const woken = new Map<FormModel, Map<string, string[]>>();
  for (const each of waiting) {
    const happened = await happenedTo(context, catalog, form, changes, each);
    const records = woken.get(each.form) ?? new Map<string, string[]>();
    woken.set(each.form, records);
    for (const id of new Set(happened.flatMap((change) => referredTo(change, each)))) {
      records.set(id, [...(records.get(id) ?? []), each.rule.key]);
    }
  }
  for (const [target, records] of woken) {
    if (records.size === 0) continue;
    if (!mayCause(context.actor)) {
      await storeStopped(context, catalog, target, records);
      continue;
    }
    await context.records.occur(causedBy(context.actor, `${form.app}/${form.key}`), {
      app: target.app,
      form: target.key,
      ids: [...records.keys()].toSorted(),
      occasion: relatedOccasion([], records),
    });
  }
}

/** The changes that the rule waits for; its condition sees the record that changed. */
async function happenedTo(
  { trx, actor, now }: WriteContext,
  catalog: Catalog,
  form: FormModel,
  changes: readonly CommittedChange[],
  { rule }: ReferringRule,
): Promise<readonly CommittedChange[]> {
  const related = rule.moment.related;
  if (related === undefined) return [];
  const { kinds, fields, condition } = related;
  const fitting = changes.filter(({ kind, changed }) => {
    if (!kinds.has(kind)) return false;
    // A record that an occasion left as it was is told of too.
    return kind !== 'update' || (fields === null ? changed.size > 0 : fields.some((field) => changed.has(field)));
  });
  if (condition === null || fitting.length === 0) return fitting;
  const reads = condition.expression.reads;
  const previous = reads.filter((path) => path[0] === 'previous').map((path) => path.slice(1));
  const relations = relationsOf(trx, catalog, form, [...reads, ...previous]);
  await relations.load(fitting.flatMap(({ before, values }) => (before === null ? [values] : [values, before])));
  const setting = {
    form,
    relations,
    user: userOf(actor),
    occasion: null,
    now,
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    reads: new Set(reads.map((path) => path[0] as string).filter((root) => form.fields.has(root))),
    readsPrevious: new Set(previous.flatMap((path) => path.slice(0, 1))),
  };
  // Nothing is written to what has been written already: the record only lends its variables.
  const records = fitting.map((change) => new RuleRecord({ ...change, set: () => {}, refuse: () => {} }, setting));
  await takeCounts(trx, { catalog, form, aggregates: condition.expression.aggregates, actor, now }, records);
  return fitting.filter((_, index) => condition.holds((records[index] as RuleRecord).environment));
}

/** What the record refers to now; before it was deleted; where it was moved from. */
function referredTo({ before, values, kind }: CommittedChange, { field }: ReferringRule): string[] {
  const now = kind === 'delete' ? [] : [values[field]];
  return [before?.[field], ...now].filter((id) => typeof id === 'string');
}
