import type { LocalText } from '../language.ts';

export const operations = ['read', 'create', 'update', 'delete', 'import', 'export'] as const;
export type Operation = (typeof operations)[number];

export type FieldGrant = 'hidden' | 'masked' | 'read' | 'write';

/**
 * Which records: all; those owned within one's departments and below; one's own; or FEEL over the record with `user`.
 * Several roles of one person add up (OR).
 */
export type RowScope = 'all' | 'department' | 'own' | { readonly condition: string };

export interface FormGrant {
  readonly operations: readonly Operation[];
  readonly scope: RowScope;
  /** Fields that differ from `otherFields`. */
  readonly fields?: { readonly [field: string]: FieldGrant };
  /** The grant of every field not named; `write` when missing. */
  readonly otherFields?: FieldGrant;
}

/** `roles/<key>.json`. */
export interface RoleDefinition {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly forms: { readonly [form: string]: FormGrant };
  /** Dashboards and reports this role may open; all when missing. */
  readonly dashboards?: readonly string[];
}
