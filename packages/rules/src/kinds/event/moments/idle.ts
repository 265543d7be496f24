import { columnOf, tableOf } from '@tangram/records';
import type { IdleMoment, Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { RuleContext } from '../../../compile/rule-context.ts';
import { ruleProblem } from '../../../errors.ts';
import { listed, spanWords } from './moment-names.ts';
import type { MomentType } from './moment-type.ts';
import { wokenBy } from '../../../run/own-occasion.ts';
import { findReferring, referringRecords } from '../../../related/referring-records.ts';
import { checkFields, watchedFields } from './watched-fields.ts';

/**
 * For some time nothing happened: none of these fields changed, and no record of another form came to refer to the
 * record. It is counted from the latest such event, or from when the record was created, and comes once until the next.
 */
export const idle: MomentType<IdleMoment> = {
  type: 'idle',
  title: { en: 'Nothing happened to a {form} for some time', zh: '{form}持续一段时间没有动静' },
  settings: {
    properties: {
      days: { type: 'integer', minimum: 0, maximum: 36_500, title: { en: 'For days', zh: '连续天数' } },
      hours: { type: 'integer', minimum: 0, maximum: 10_000, title: { en: 'and hours', zh: '加小时数' } },
      records: {
        ...referringRecords,
        title: { en: 'No new records of', zh: '没有新增的关联记录' },
        description: { en: 'Such as follow-ups of a customer.', zh: '例如客户的跟进记录。' },
      },
      fields: { ...watchedFields, title: { en: 'No change of', zh: '没有修改的字段' } },
    },
  },
  initial: () => ({ type: 'idle', days: 5 }),
  check(when, { context }) {
    const problems = checkFields(when.fields, context, '/when/fields');
    if (when.records !== undefined) findReferring(when.records, context, '/when/records', problems);
    if (when.records === undefined && when.fields === undefined)
      problems.push(ruleProblem('RULE_IDLE_OF_WHAT', '/when'));
    if ((when.days ?? 0) === 0 && (when.hours ?? 0) === 0)
      problems.push(ruleProblem('RULE_IDLE_HOW_LONG', '/when/days'));
    return problems;
  },
  sentence({ days = 0, hours = 0, fields, records }, names) {
    const span = spanWords(days, hours, names);
    const zh = names.language === 'zh';
    const form = records === undefined ? null : names.form(records.form);
    const which =
      fields === undefined
        ? null
        : listed(
            fields.map((field) => names.field(field)),
            names,
          );
    const parts = [
      ...(form === null ? [] : [zh ? `没有新的${form}` : `no new ${form}`]),
      ...(which === null ? [] : [zh ? `${which}没有变化` : `no change of ${which}`]),
    ];
    return zh ? `连续 ${span}${parts.join('，且')}` : `For ${span} ${parts.join(' and ')}`;
  },
  compile(when, context, problems) {
    const latest = latestEvents(when, context, problems);
    return {
      ...wokenBy('~timer', context),
      timer: {
        instants(zone) {
          const basis = sql`greatest(${sql.join([columnOf('t', 'created_at'), ...latest])})`;
          const { days = 0, hours = 0 } = when;
          const due = sql`(((${basis} at time zone ${zone}::text) + make_interval(days => ${days}::integer)) at time zone ${zone}::text) + make_interval(hours => ${hours}::integer)`;
          return { basis, due };
        },
        fields: when.fields ?? [],
        records: when.records ?? null,
        isLateToo: true,
      },
    };
  },
};

/** When the fields last changed, by the history, and when the latest referring record was created; null for never. */
function latestEvents(
  { fields, records }: IdleMoment,
  context: RuleContext,
  problems: Problem[],
): RawBuilder<unknown>[] {
  const latest: RawBuilder<unknown>[] = [];
  if (fields !== undefined) {
    latest.push(
      sql`(select max(h.at) from tangram.history as h where h.record = t.id and h.changes ?| ${fields}::text[])`,
    );
  }
  const found = records === undefined ? null : findReferring(records, context, '/when/records', problems);
  if (found !== null) {
    latest.push(
      sql`(select max(r.created_at) from ${tableOf(found.form)} as r where ${columnOf('r', found.field.column)} = t.id and r.deleted_at is null)`,
    );
  }
  return latest;
}
