import { booleanType, compileSql, type Expression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { recordRow, columnOf, tableOf } from '@tangram/records';
import type { JsonObject, Problem } from '@tangram/schema';
import { sql } from 'kysely';
import { findExpression, findField, titleOf } from '../../check/check-names.ts';
import type { RuleContext } from '../../compile/rule-context.ts';
import { ruleProblem } from '../../errors.ts';
import { findReferring, referringRecords } from '../../related/referring-records.ts';
import type { Beyond } from '../../surroundings.ts';
import type { ActionTarget, ActionType } from '../action-type.ts';
import { doneWords } from '../done-words.ts';
import { checkFieldValues, compileFieldValues, type FieldValues, fieldValues } from '../values-of-record.ts';

type Which =
  | { readonly type: 'referring'; readonly records: { readonly form: string; readonly field: string } }
  | { readonly type: 'referred' /** a reference of this record */; readonly field: string };

interface UpdateRelated extends JsonObject {
  readonly which: Which;
  /** FEEL over the related record; all when missing. */
  readonly where?: string;
  readonly fields: FieldValues & JsonObject['fields'];
}

/** Related records that one firing may change: more are left, and said so. */
const mostRelated = 10_000;

/** Changes the records that refer to this one, or the one that it refers to. */
export const updateRelated: ActionType<UpdateRelated> = {
  type: 'update-related',
  title: { en: 'Change related records', zh: '修改关联记录' },
  description: {
    en: 'Change records that belong to this one, or the one it belongs to.',
    zh: '修改属于本记录的记录，或本记录所属的记录。',
  },
  icon: 'ApartmentOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['which', 'fields'],
    additionalProperties: false,
    properties: {
      which: {
        title: { en: 'Which records', zh: '哪些记录' },
        oneOf: [
          {
            type: 'object',
            title: { en: 'Those that refer to this one', zh: '引用本记录的记录' },
            required: ['type', 'records'],
            additionalProperties: false,
            properties: {
              type: { const: 'referring' },
              records: { ...referringRecords, title: { en: 'Records', zh: '记录' } },
            },
          },
          {
            type: 'object',
            title: { en: 'The one that this one refers to', zh: '本记录引用的记录' },
            required: ['type', 'field'],
            additionalProperties: false,
            properties: {
              type: { const: 'referred' },
              field: {
                type: 'string',
                format: 'tangram-key',
                title: { en: 'Field', zh: '字段' },
                widget: 'field',
                accepts: ['reference'],
              },
            },
          },
        ],
      },
      where: {
        type: 'string',
        minLength: 1,
        maxLength: 10_000,
        title: { en: 'Only where', zh: '仅当关联记录满足' },
        widget: 'other-condition',
      },
      fields: { ...fieldValues, minItems: 1 },
    },
  },
  initial: () => ({ which: { type: 'referring', records: { form: '', field: '' } }, fields: [] }),
  check(settings, context) {
    const problems: Problem[] = [];
    const found = findRelated(settings.which, context, problems);
    if (found === null) return problems;
    if (settings.where !== undefined) findWhere(settings.where, found.form, context, problems);
    return [...problems, ...checkFieldValues(settings.fields, found.form, context)];
  },
  sentence({ which }, names) {
    const what = which.type === 'referring' ? names.form(which.records.form) : names.field(which.field);
    return names.language === 'zh' ? `修改关联的${what}` : `Change the related ${what}`;
  },
  otherForm({ which }, form) {
    if (which.type === 'referring') return form.formNamed(which.records.form);
    const to = form.fields.get(which.field)?.references;
    return to === undefined || to === 'person' ? undefined : form.formNamed(`${to.app}/${to.form}`);
  },
  writes: () => [],
  compile(settings, context) {
    const found = findRelated(settings.which, context, []);
    if (found === null) return { reads: [], constants: null, run: async () => {} };
    const where = settings.where === undefined ? null : findWhere(settings.where, found.form, context, []);
    const { reads, valuesFrom } = compileFieldValues(settings.fields, found.form, context);
    const ownField = settings.which.type === 'referred' ? [[settings.which.field]] : [];
    const title = found.form.definition.form.title || found.form.key;
    return {
      reads: [...reads, ...ownField],
      constants: null,
      async run(targets, { beyond }) {
        const related = await relatedOf(targets, found, where, beyond);
        const rows = related.slice(0, mostRelated).map(({ id, target }) => ({
          target,
          row: { kind: 'update' as const, id, values: valuesFrom(target.environment) },
        }));
        if (rows.length === 0) return;
        const outcomes = await beyond.write(
          found.form.key,
          rows.map(({ row }) => row),
        );
        const saved = new Map<ActionTarget, number>();
        for (const [index, { target }] of rows.entries()) {
          const outcome = outcomes[index];
          if (outcome?.saved === true) saved.set(target, (saved.get(target) ?? 0) + 1);
          else target.reportAll(outcome?.problems ?? []);
        }
        for (const [target, count] of saved) {
          target.note(
            doneWords(
              (name) => `Changed ${count} × ${name}`,
              (name) => `修改了 ${count} 条${name}`,
              title,
            ),
          );
        }
        if (related.length > mostRelated) {
          related[mostRelated]?.target.report(ruleProblem('RULE_TOO_MANY_RELATED', '', { most: mostRelated }));
        }
      },
    };
  },
};

interface Related {
  readonly form: FormModel;
  /** The related form's field that refers to this record; null where this one refers to it. */
  readonly referring: string | null;
  /** This record's field; null where the other one refers. */
  readonly own: string | null;
}

function findRelated(which: Which, context: RuleContext, problems: Problem[]): Related | null {
  if (which.type === 'referring') {
    const found = findReferring(which.records, context, '/which/records', problems);
    return found === null ? null : { form: found.form, referring: found.field.column, own: null };
  }
  const field = findField(context, which.field, '/which/field', problems);
  if (field === null) return null;
  const to = field.references;
  const form =
    to === undefined || to === 'person' || to.app !== context.app ? undefined : context.form.formNamed(to.form);
  if (form !== undefined && field.valueType === 'reference') return { form, referring: null, own: field.key };
  const expected = { en: 'a reference to a form of this application', zh: '对本应用表单的引用' };
  problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', '/which/field', { field: titleOf(field), expected }));
  return null;
}

/** The condition on the related record, which the database is asked. */
function findWhere(text: string, of: FormModel, context: RuleContext, problems: Problem[]): Expression | null {
  const expression = findExpression({ ...context, scope: of.scope }, text, booleanType, '/where', problems);
  if (expression === null || expression.inSql.ok) return expression;
  problems.push({ ...expression.inSql.problem, path: '/where' });
  return null;
}

/** Pairs of a record and one that is related to it, one statement for all. */
async function relatedOf(
  targets: readonly ActionTarget[],
  { form, referring, own }: Related,
  where: Expression | null,
  { trx, zone, calendar, now }: Beyond,
): Promise<{ readonly id: string; readonly target: ActionTarget }[]> {
  const byKey = Map.groupBy(targets, ({ id, values }) => (own === null ? id : values[own]));
  const keys = [...byKey.keys()].filter((key) => typeof key === 'string');
  if (keys.length === 0) return [];
  const column = columnOf('t', referring ?? 'id');
  const holds =
    where === null ? sql`` : sql` and ${compileSql(where, { zone, calendar, now, ...recordRow(form, 't') })}`;
  const { rows } = await sql<{ id: string; key: string }>`
    select t.id, ${column} as key from ${tableOf(form)} as t
    where ${column} = any(${keys}::uuid[]) and t.deleted_at is null${holds}
    order by t.id limit ${mostRelated + 1}`.execute(trx);
  return rows.flatMap(({ id, key }) => (byKey.get(key) ?? []).map((target) => ({ id, target })));
}
