import type { FormModel } from '@tangram/forms';
import { type RawBuilder, sql } from 'kysely';
import type { Binding, SlotName } from '../access/binding.ts';
import { columnOf, tableOf } from './names.ts';

/**
 * The value at a path from the row `alias`, as one expression without joins, for places where none can be added: row
 * scopes of tables joined outside, conditions of writes. The rows walked through are not themselves scoped: this is
 * the platform asking, not the person.
 *
 *     account.sector -> (select r1."sector" from "crm"."account" as r1 where r1.id = "t"."account")
 */
export function columnByPath(form: FormModel, alias: string, path: readonly string[]): RawBuilder<unknown> {
  const [key, ...rest] = path as [string, ...string[]];
  const field = form.fields.get(key);
  if (field === undefined) throw new Error(`No field ${key} in ${form.app}/${form.key}`);
  const column = columnOf(alias, field.column);
  if (rest.length === 0) return field.key === 'id' ? sql`${column}::text` : column;
  if (rest.length === 1 && rest[0] === 'id') return sql`${column}::text`;
  const next = nextAlias(alias);
  if (field.references === 'person') {
    return sql`(select ${personColumn(next, rest)} from tangram.person as ${sql.id(next)} where ${columnOf(next, 'id')} = ${column})`;
  }
  const target = field.references === undefined ? undefined : targetOf(form, field.references);
  if (target === undefined) throw new Error(`Nothing to follow at ${key} in ${form.app}/${form.key}`);
  const inner = rest.length === 1 && rest[0] === 'title' && !target.fields.has('title') ? titlePath(target) : rest;
  const value = inner === null ? sql`null::text` : columnByPath(target, next, inner);
  return sql`(select ${value} from ${tableOf(target)} as ${sql.id(next)} where ${columnOf(next, 'id')} = ${column})`;
}

/** A member of a person: `name`, `email`, `title` (the name), `manager.name`, ... */
export function personColumn(alias: string, path: readonly string[]): RawBuilder<unknown> {
  const [key, ...rest] = path as [string, ...string[]];
  if (key === 'id') return sql`${columnOf(alias, 'id')}::text`;
  if (key === 'title') return columnOf(alias, 'name');
  const column = columnOf(alias, key);
  if (rest.length === 0) return column;
  if (rest.length === 1 && rest[0] === 'id') return sql`${column}::text`;
  const next = nextAlias(alias);
  return sql`(select ${personColumn(next, rest)} from tangram.person as ${sql.id(next)} where ${columnOf(next, 'id')} = ${column})`;
}

/** A member of the variable `user`. `user` itself stands for the person, so `owner = user` compares ids. */
export function userColumn(path: readonly string[], binding: Binding): RawBuilder<unknown> {
  const member = path[1];
  if (member === undefined) return binding.value('id');
  return binding.value(member === 'id' ? 'idText' : (member as SlotName));
}

export function targetOf(
  form: FormModel,
  address: { readonly app: string; readonly form: string },
): FormModel | undefined {
  return form.formNamed(`${address.app}/${address.form}`);
}

function titlePath(form: FormModel): string[] | null {
  return form.titleField === null ? null : [form.titleField];
}

function nextAlias(alias: string): string {
  return `${alias}_`;
}
