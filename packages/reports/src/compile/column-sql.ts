import type { FormModel } from '@tangram/forms';
import type { Binding } from '@tangram/records';
import { type RawBuilder, sql } from 'kysely';
import { resolvePath, targetOf } from '../plan/resolve-path.ts';
import type { JoinTree } from './join-tree.ts';

/**
 * The column that a path of an expression reads. A relation alone and its `id` are the foreign key itself (indexed, no
 * join); `title` is the target's naming field; anything else joins. `user.*` are values of the person who asks.
 */
export function columnSql(
  path: readonly string[],
  form: FormModel,
  joins: JoinTree,
  binding: Binding,
): RawBuilder<unknown> {
  if (path[0] === 'user' && !form.fields.has('user')) return userSql(path[1], binding);
  const last = path.at(-1) as string;
  const resolved = resolvePath(form, path.join('.'), '');
  if ('path' in resolved) {
    const { field } = resolved.path;
    const column = sql.id(joins.reach(resolved.path).alias, field.type === 'person' ? field.key : field.field.column);
    return last === 'id' ? sql`${column}::text` : column;
  }
  // `id` and `title` are members of every reference without being fields of every target.
  const relation = resolvePath(form, path.slice(0, -1).join('.'), '');
  if ('problem' in relation) throw new Error(relation.problem.message);
  const { field } = relation.path;
  if (last === 'id') {
    return sql`${sql.id(joins.reach(relation.path).alias, field.type === 'person' ? field.key : field.field.column)}::text`;
  }
  const target = targetOf(field);
  const { alias } = joins.reach(relation.path, true);
  if (target?.type === 'person') return sql.id(alias, 'name');
  const titled = target?.form.titleField == null ? undefined : target.form.fields.get(target.form.titleField);
  return titled === undefined ? sql`null::text` : sql`${sql.id(alias, titled.column)}::text`;
}

function userSql(member: string | undefined, binding: Binding): RawBuilder<unknown> {
  if (member === undefined) return binding.value('id');
  return binding.value(member === 'id' ? 'idText' : (member as Parameters<Binding['value']>[0]));
}
