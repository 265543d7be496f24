import type { FieldModel, FormModel } from '@tangram/forms';
import type { RelatedList, RelatedRows, RowSource } from '@tangram/expression';
import { didYouMean, nearest, type Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Binding } from '../access/binding.ts';
import { accessOf, type FormAccess } from '../access/form-access.ts';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { recordProblem } from '../errors.ts';
import { targetOf, userColumn } from '../sql/column-path.ts';
import { columnOf, tableOf } from '../sql/names.ts';
import { referringTable, refersTo, relatedAlias, relatedTable } from '../sql/record-row.ts';
import { maskValue, type ReadValue, readerOf } from '../sql/wire-value.ts';

/** Whose eyes a query looks through; null: the platform's own, which see everything. */
export interface Viewer {
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly binding: Binding;
}

/** A path that was found and may be used. */
export interface ResolvedPath {
  readonly path: readonly string[];
  readonly column: RawBuilder<unknown>;
  /** PostgreSQL's type of `column`. */
  readonly sqlType: string;
  /** Makes the wire form of the column; masks it where the actor may not see it whole. */
  readonly read: ReadValue;
  readonly isMasked: boolean;
  readonly isNullable: boolean;
  /** What can be compared with `<`. */
  readonly isOrdered: boolean;
  /** For references and members: joins the other record when called and gives its title. */
  readonly title: (() => RawBuilder<unknown>) | null;
}

/**
 * Turns paths (`stage`, `account.sector`, `owner.name`) into columns of joined tables, each table joined once and held
 * to what the viewer may see: a record that he may not see is joined as if it were not there.
 *
 *     left join "crm"."account" as "t_1" on "t_1".id = "t"."account" and "t_1".deleted_at is null and <row scope>
 */
export class PathResolver {
  readonly form: FormModel;
  readonly alias: string;
  readonly #viewer: Viewer;
  readonly #joins: RawBuilder<unknown>[] = [];
  readonly #tables = new Map<string, string>();

  constructor(form: FormModel, alias: string, viewer: Viewer) {
    this.form = form;
    this.alias = alias;
    this.#viewer = viewer;
  }

  /** The joins that the paths resolved so far need, to follow `from <table> as <alias>`. */
  get joins(): RawBuilder<unknown> {
    return this.#joins.length === 0 ? sql`` : sql` ${sql.join(this.#joins, sql` `)}`;
  }

  get hasJoins(): boolean {
    return this.#joins.length > 0;
  }

  /** The path, or why it cannot be used: RECORD_FIELD_UNKNOWN, RECORD_FIELD_HIDDEN, RECORD_FORBIDDEN at `at`. */
  resolve(path: readonly string[], at: string): ResolvedPath | Problem {
    return this.#walk(this.form, this.alias, path, path, at);
  }

  /**
   * The row for `compileSql`, in the viewer's eyes. Whatever he may not use, also of related records, becomes a problem:
   * else one could find hidden values by counting records with `amount > 1000`, `amount > 2000`, ...
   */
  row(at: string, problems: Problem[]): Required<RowSource> {
    return {
      column: (path) => this.#columnOr(path, at, problems),
      related: (list) => this.#related(list, at, problems),
    };
  }

  #columnOr(path: readonly string[], at: string, problems: Problem[]): RawBuilder<unknown> {
    if (path.length === 0) return columnOf(this.alias, 'id');
    if (path[0] === 'user' && !this.form.fields.has('user')) return userColumn(path, this.#viewer.binding);
    const [problem] = refusal(this, path, at);
    // An expression may mention a field more than once.
    if (problem !== undefined && !problems.some(({ message }) => message === problem.message)) problems.push(problem);
    const resolved = this.resolve(path, at);
    return 'code' in resolved ? sql`null` : resolved.column;
  }

  #related(list: RelatedList, at: string, problems: Problem[]): RelatedRows {
    const { actor, catalog, binding } = this.#viewer;
    const { other, column } = referringTable(this.form, list);
    const next = new PathResolver(other, relatedAlias(this.alias), this.#viewer);
    const access = accessOf(actor, other, catalog);
    const refused = this.#refusal(other, other.fields.get(list.field) as FieldModel, access, at);
    if (refused !== null) problems.push(refused);
    else if (!access.canRead(list.field)) {
      problems.push(recordProblem('RECORD_FIELD_HIDDEN', at, { field: `${list.form}.${list.field}` }));
    }
    const scope = access.may('read') ? access.rows('read', next.alias, binding) : sql`false`;
    const alive = refersTo(next.alias, column, this.alias);
    return {
      ...next.row(at, problems),
      from: () => sql`${relatedTable(other, next.alias)}${next.joins}`,
      condition: scope === null ? alive : sql`${alive} and ${scope}`,
    };
  }

  #walk(
    form: FormModel,
    alias: string,
    rest: readonly string[],
    path: readonly string[],
    at: string,
  ): ResolvedPath | Problem {
    const [key, ...further] = rest as [string, ...string[]];
    const field = form.fields.get(key);
    if (field === undefined) return unknownField(form, key, at);
    const access = accessOf(this.#viewer.actor, form, this.#viewer.catalog);
    const problem = this.#refusal(form, field, access, at);
    if (problem !== null) return problem;
    const column = columnOf(alias, field.column);
    if (further.length === 0) return this.#ownField(form, field, alias, access, path);
    if (field.references === undefined) return unknownField(form, rest.join('.'), at);
    if (further.length === 1 && further[0] === 'id') return textColumn(path, sql`${column}::text`);
    if (field.references === 'person') return this.#walkPerson(this.#person(alias, field.column), further, path, at);
    const target = targetOf(form, field.references);
    if (target === undefined) return unknownField(form, rest.join('.'), at);
    if (further.length === 1 && further[0] === 'title' && !target.fields.has('title')) {
      const next = this.#record(alias, field.column, target);
      return textColumn(path, this.#titleColumn(target, next));
    }
    const first = this.#refusalOfForm(target, at);
    if (first !== null) return first;
    return this.#walk(target, this.#record(alias, field.column, target), further, path, at);
  }

  #refusal(form: FormModel, field: FieldModel, access: FormAccess, at: string): Problem | null {
    const refused = this.#refusalOfForm(form, at);
    if (refused !== null) return refused;
    if (access.field(field.key) !== 'hidden') return null;
    return recordProblem('RECORD_FIELD_HIDDEN', at, { field: field.definition.title || field.key });
  }

  #refusalOfForm(form: FormModel, at: string): Problem | null {
    if (accessOf(this.#viewer.actor, form, this.#viewer.catalog).may('read')) return null;
    return recordProblem('RECORD_FORBIDDEN', at, { operation: 'read', form: form.definition.form.title });
  }

  #ownField(
    form: FormModel,
    field: FieldModel,
    alias: string,
    access: FormAccess,
    path: readonly string[],
  ): ResolvedPath {
    const column = columnOf(alias, field.column);
    const isMasked = access.field(field.key) === 'masked';
    const read = readerOf(field);
    return {
      path,
      column: field.key === 'id' ? sql`${column}::text` : column,
      sqlType: field.key === 'id' ? 'text' : field.columnPlan.sqlType,
      read: isMasked ? (value) => maskValue(read(value)) : read,
      isMasked,
      isNullable: !(field.isSystem && neverNull.has(field.key)),
      isOrdered: !unordered.has(field.valueType),
      title: field.references === undefined || isMasked ? null : () => this.#titleOf(form, field, alias),
    };
  }

  #titleOf(form: FormModel, field: FieldModel, alias: string): RawBuilder<unknown> {
    if (field.references === 'person') return columnOf(this.#person(alias, field.column), 'name');
    const target = field.references === undefined ? undefined : targetOf(form, field.references);
    if (target === undefined) return sql`null::text`;
    return this.#titleColumn(target, this.#record(alias, field.column, target));
  }

  #titleColumn(target: FormModel, alias: string): RawBuilder<unknown> {
    const access = accessOf(this.#viewer.actor, target, this.#viewer.catalog);
    if (target.titleField === null || !access.may('read') || !access.canRead(target.titleField)) return sql`null::text`;
    return sql`${columnOf(alias, target.titleField)}::text`;
  }

  #walkPerson(alias: string, rest: readonly string[], path: readonly string[], at: string): ResolvedPath | Problem {
    const [key, ...further] = rest as [string, ...string[]];
    if (key === 'manager' && further.length > 0) {
      if (further.length === 1 && further[0] === 'id')
        return textColumn(path, sql`${columnOf(alias, 'manager')}::text`);
      return this.#walkPerson(this.#person(alias, 'manager'), further, path, at);
    }
    if (further.length > 0 || !personMembers.has(key)) {
      return recordProblem('RECORD_FIELD_UNKNOWN', at, { form: 'person', field: rest.join('.') });
    }
    if (key === 'id') return textColumn(path, sql`${columnOf(alias, 'id')}::text`);
    if (key !== 'manager') return textColumn(path, columnOf(alias, key === 'title' ? 'name' : key));
    return {
      ...textColumn(path, columnOf(alias, 'manager')),
      sqlType: 'uuid',
      title: () => columnOf(this.#person(alias, 'manager'), 'name'),
    };
  }

  #person(alias: string, column: string): string {
    return this.#table(
      alias,
      column,
      (next) => sql`tangram.person as ${sql.id(next)}`,
      () => null,
    );
  }

  #record(alias: string, column: string, target: FormModel): string {
    const { actor, catalog, binding } = this.#viewer;
    const access = accessOf(actor, target, catalog);
    return this.#table(
      alias,
      column,
      (next) => sql`${tableOf(target)} as ${sql.id(next)}`,
      (next) => {
        const scope = access.may('read') ? access.rows('read', next, binding) : sql`false`;
        const alive = sql`${columnOf(next, 'deleted_at')} is null`;
        return scope === null ? alive : sql`${alive} and ${scope}`;
      },
    );
  }

  #table(
    alias: string,
    column: string,
    table: (next: string) => RawBuilder<unknown>,
    condition: (next: string) => RawBuilder<unknown> | null,
  ): string {
    const key = `${alias}.${column}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const next = `${this.alias}_${this.#tables.size + 1}`;
    this.#tables.set(key, next);
    const extra = condition(next);
    const on = sql`${columnOf(next, 'id')} = ${columnOf(alias, column)}`;
    this.#joins.push(sql`left join ${table(next)} on ${extra === null ? on : sql`${on} and ${extra}`}`);
    return next;
  }
}

/** The records of `form` in a statement of another engine, as a viewer may count what refers to them. */
export function viewedRow(form: FormModel, alias: string, viewer: Viewer, problems: Problem[]): Required<RowSource> {
  return new PathResolver(form, alias, viewer).row('', problems);
}

/** Why a path may not be filtered, sorted or grouped by. */
export function refusal(resolver: PathResolver, path: readonly string[], at: string): Problem[] {
  const resolved = resolver.resolve(path, at);
  if ('code' in resolved) return [resolved];
  if (!resolved.isMasked) return [];
  return [recordProblem('RECORD_FIELD_HIDDEN', at, { field: path.join('.') })];
}

const neverNull = new Set(['id', 'created_at', 'updated_at', 'version']);
const unordered = new Set(['list', 'json']);
const personMembers = new Set(['id', 'name', 'title', 'email', 'manager']);

function textColumn(path: readonly string[], column: RawBuilder<unknown>): ResolvedPath {
  return {
    path,
    column,
    sqlType: 'text',
    read: (value) => (value ?? null) as string | null,
    isMasked: false,
    isNullable: true,
    isOrdered: true,
    title: null,
  };
}

export function unknownField(form: FormModel, key: string, at: string): Problem {
  const near = nearest(key, form.fields.keys());
  const params = { form: form.definition.form.title || form.key, field: key };
  return recordProblem('RECORD_FIELD_UNKNOWN', at, params, didYouMean(near));
}
