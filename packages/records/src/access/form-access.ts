import type { FormModel } from '@tangram/forms';
import type { FieldGrant, FormGrant, Operation, RowScope } from '@tangram/schema';
import type { RawBuilder } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import type { Binding } from './binding.ts';
import { grantsKey, grantsOf } from './grants.ts';
import { scopeSql } from './scope-sql.ts';

/** What one actor may do with the records of one form. */
export interface FormAccess {
  /** The same for actors with the same rights; statements may be kept under it. */
  readonly fingerprint: string;
  may(operation: Operation): boolean;
  /** The most generous grant among the roles that allow `operation` (`read` when missing). System fields can be read. */
  field(key: string, operation?: 'read' | 'create' | 'update'): FieldGrant;
  /** True when the value itself may be seen, and so be filtered, sorted and grouped by. */
  canRead(key: string): boolean;
  canWrite(key: string, operation: 'create' | 'update'): boolean;
  /**
   * The condition on rows of the table `alias` for `operation`; null when every row is allowed. Use it positively only:
   * an unknown answer in SQL counts as no.
   */
  rows(operation: Operation, alias: string, binding: Binding): RawBuilder<boolean> | null;
  /** True when records that the actor owns are certainly within `rows`. */
  coversOwn(operation: Operation): boolean;
}

/** Cheap: kept for each catalog and set of roles. */
export function accessOf(actor: Actor, form: FormModel, catalog: Catalog): FormAccess {
  const key = `${form.app}/${form.key}|${grantsKey(actor)}`;
  let known = accesses.get(catalog);
  if (known === undefined) accesses.set(catalog, (known = new Map()));
  let access = known.get(key);
  if (access === undefined) known.set(key, (access = makeAccess(key, grantsOf(actor, form, catalog), form, catalog)));
  return access;
}

const accesses = new WeakMap<Catalog, Map<string, FormAccess>>();

function makeAccess(
  fingerprint: string,
  grants: readonly FormGrant[] | 'everything',
  form: FormModel,
  catalog: Catalog,
): FormAccess {
  const allowing = (operation: Operation) =>
    grants === 'everything' ? [everything] : grants.filter((grant) => grant.operations.includes(operation));
  const fieldGrants = {
    read: mostGenerous(form, allowing('read'), 'read'),
    create: mostGenerous(form, allowing('create'), 'create'),
    update: mostGenerous(form, allowing('update'), 'update'),
  };
  const field: FormAccess['field'] = (key, operation = 'read') => fieldGrants[operation].get(key) ?? 'hidden';
  return {
    fingerprint,
    may: (operation) => allowing(operation).length > 0,
    field,
    canRead: (key) => isOneOf(field(key), 'read', 'write'),
    canWrite: (key, operation) => field(key, operation) === 'write',
    rows(operation, alias, binding) {
      const scopes: RowScope[] = allowing(operation).map((grant) => grant.scope);
      return scopeSql(scopes, form, alias, binding, catalog);
    },
    coversOwn: (operation) => allowing(operation).some(({ scope }) => scope === 'all' || scope === 'own'),
  };
}

const everything: FormGrant = { operations: [], scope: 'all' };
const generosity: readonly FieldGrant[] = ['hidden', 'masked', 'read', 'write'];

function mostGenerous(
  form: FormModel,
  grants: readonly FormGrant[],
  operation: 'read' | 'create' | 'update',
): ReadonlyMap<string, FieldGrant> {
  const result = new Map<string, FieldGrant>();
  for (const field of form.fields.values()) {
    let best: FieldGrant = 'hidden';
    for (const grant of grants) {
      const given =
        grant.fields?.[field.key] ?? (field.isSystem ? systemGrant(field.key) : (grant.otherFields ?? 'write'));
      if (generosity.indexOf(given) > generosity.indexOf(best)) best = given;
    }
    // Without these a record could neither be opened nor saved.
    if (grants.length > 0 && isOneOf(field.key, 'id', 'version') && operation === 'read') best = 'read';
    result.set(field.key, best);
  }
  return result;
}

function systemGrant(key: string): FieldGrant {
  return key === 'owner' ? 'write' : 'read';
}

function isOneOf(value: string, ...allowed: string[]): boolean {
  return allowed.includes(value);
}
