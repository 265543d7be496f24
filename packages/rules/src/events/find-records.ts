import type { FormModel } from '@tangram/forms';
import { accessOf, findByKey, type LookUpParts } from '@tangram/records';
import { didYouMean, nearest, type Problem } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import type { ReceivedEvent } from './store-events.ts';

/** The record that an event belongs to, or what is wrong with what it says. */
export type FoundRecord = { readonly id: string } | { readonly problem: Problem };

/**
 * Finds the records of events of one form, among those the actor sees: one statement for each field matched by. Whether
 * a record named by its id is there is found out when the event is taken to it.
 */
export async function findRecords(
  parts: LookUpParts,
  form: FormModel,
  events: readonly ReceivedEvent[],
): Promise<ReadonlyMap<ReceivedEvent, FoundRecord>> {
  const found = new Map<ReceivedEvent, FoundRecord>();
  const byField = new Map<string, { readonly event: ReceivedEvent; readonly value: string | number }[]>();
  for (const event of events) {
    if ('id' in event.record) found.set(event, { id: event.record.id.toLowerCase() });
    else byField.set(event.record.field, [...(byField.get(event.record.field) ?? []), { event, ...event.record }]);
  }
  for (const [key, asked] of byField) {
    const field = form.fields.get(key);
    if (field === undefined || !accessOf(parts.actor, form, parts.catalog).canRead(key)) {
      const near = nearest(key, form.fields.keys());
      const params = { form: form.definition.form.title, field: key };
      const problem = ruleProblem('RULE_FIELD_UNKNOWN', '/record/field', params, didYouMean(near));
      for (const { event } of asked) found.set(event, { problem });
      continue;
    }
    const values = asked.map(({ value }) => value);
    const matches = await findByKey(parts, form, field, values);
    for (const [index, { event, value }] of asked.entries()) {
      const records = matches[index]?.records ?? [];
      const [one] = records;
      const what = `${key} = ${value}`;
      if (one === undefined)
        found.set(event, { problem: ruleProblem('RULE_EVENT_RECORD_MISSING', '/record', { what }) });
      else if (records.length === 1) found.set(event, { id: one.id });
      else
        found.set(event, { problem: ruleProblem('RULE_EVENT_AMBIGUOUS', '/record', { count: records.length, what }) });
    }
  }
  return found;
}
