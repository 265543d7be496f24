import type { FormModel } from '@tangram/forms';
import type { RelatedList, RelatedRows } from '@tangram/expression';
import { accessOf, type Actor, actorBinding, type Catalog, scopedTable, viewedRow } from '@tangram/records';
import type { Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { FieldPath, Hop, RelationTarget } from '../plan/query-plan.ts';
import { targetOf } from '../plan/resolve-path.ts';

/** Who asks, of which definitions, and when. */
export interface Asker {
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
}

/** What records are reached by a path, and whether something on the way may be hidden from the asker. */
export interface Reached {
  readonly alias: string;
  /** True for a record that points to one the asker cannot see; null when the way leads through no records. */
  readonly isRestricted: RawBuilder<boolean> | null;
}

/**
 * The tables of one query. Each many-to-one relation that is followed becomes one left join on the target's primary key,
 * so no row is ever doubled; two paths through the same relation share it. Every table stands there as the asker may see it.
 *
 *     from (select ... from "crm"."deal" as s where s.deleted_at is null and s.owner = $1) as "t"
 *     left join (select ... from "crm"."account" as s where s.deleted_at is null) as "t1" on "t1"."id" = "t"."account"
 */
export class JoinTree {
  static readonly root = 't';
  readonly #asker: Asker;
  readonly #form: FormModel;
  readonly #counted = new Set<FormModel>();
  readonly #joins = new Map<string, { alias: string; target: RelationTarget; on: RawBuilder<unknown> }>();

  constructor(form: FormModel, asker: Asker) {
    this.#form = form;
    this.#asker = asker;
  }

  /** Follows the hops and, with `throughLast`, the path's own field, which must be a relation. */
  reach(path: FieldPath, throughLast = false): Reached {
    const hops: Hop[] = [...path.hops];
    const last = throughLast ? targetOf(path.field) : undefined;
    if (last !== undefined) hops.push({ key: path.keys.at(-1) as string, field: path.field, target: last });
    let alias = JoinTree.root;
    const hidden: RawBuilder<boolean>[] = [];
    for (const [index, hop] of hops.entries()) {
      const foreignKey = sql.id(alias, columnName(hop));
      alias = this.#join(path.keys.slice(0, index + 1).join('.'), hop.target, foreignKey);
      if (hop.target.type === 'form')
        hidden.push(sql<boolean>`(${foreignKey} is not null and ${sql.id(alias, 'id')} is null)`);
    }
    return { alias, isRestricted: hidden.length === 0 ? null : sql<boolean>`(${sql.join(hidden, sql` or `)})` };
  }

  /** The forms whose records are joined or counted. */
  get joinedForms(): FormModel[] {
    const joined = [...this.#joins.values()].flatMap(({ target }) => (target.type === 'form' ? [target.form] : []));
    return [...joined, ...this.#counted];
  }

  /** The records that refer to one of the query's form, as the asker may count them; what he may not is in `refused`. */
  related(list: RelatedList, refused: Problem[]): RelatedRows {
    const { actor, catalog, now } = this.#asker;
    const viewer = { actor, catalog, binding: actorBinding(actor, now) };
    return this.#noted(list, viewedRow(this.#form, JoinTree.root, viewer, refused).related(list));
  }

  #noted(list: RelatedList, rows: RelatedRows): RelatedRows {
    const form = this.#asker.catalog.form(list.app, list.form);
    if (form !== undefined) this.#counted.add(form);
    return { ...rows, related: (inner) => this.#noted(inner, rows.related(inner)) };
  }

  /** The whole from clause, without `from`; `laterals` are joined last. */
  from(laterals: readonly RawBuilder<unknown>[] = []): RawBuilder<unknown> {
    const parts = [this.#table({ type: 'form', form: this.#form }, JoinTree.root)];
    for (const { alias, target, on } of this.#joins.values()) {
      parts.push(sql`left join ${this.#table(target, alias)} on ${sql.id(alias, 'id')} = ${on}`);
    }
    return sql.join([...parts, ...laterals], sql` `);
  }

  #join(path: string, target: RelationTarget, on: RawBuilder<unknown>): string {
    const known = this.#joins.get(path);
    if (known !== undefined) return known.alias;
    const alias = `${JoinTree.root}${this.#joins.size + 1}`;
    this.#joins.set(path, { alias, target, on });
    return alias;
  }

  #table(target: RelationTarget, alias: string): RawBuilder<unknown> {
    const { actor, catalog, now } = this.#asker;
    return target.type === 'person'
      ? sql`tangram.person as ${sql.id(alias)}`
      : scopedTable(actor, target.form, alias, catalog, now);
  }
}

/** Whether the actor sees only a part of the form's records. */
export function isLimited(form: FormModel, { actor, catalog, now }: Asker): boolean {
  const access = accessOf(actor, form, catalog);
  // The condition itself is not used here: any binding will do to learn whether there is one.
  return !access.may('read') || access.rows('read', JoinTree.root, unused(now)) !== null;
}

function unused(now: Date) {
  return { now, value: () => sql`null`, readClock: () => {} };
}

function columnName(hop: Hop): string {
  return hop.field.type === 'person' ? hop.field.key : hop.field.field.column;
}
