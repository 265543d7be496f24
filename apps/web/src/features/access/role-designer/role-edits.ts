import type { FieldGrant, FormGrant, Operation, RoleDefinition, RowScope } from '@tangram/schema';

/** What a form begins with when it is first opened to a role. */
export const firstGrant: FormGrant = { operations: ['read'], scope: 'all' };

/** The role with an operation on a form given or taken. Whoever may do anything may read; without reading, nothing is left. */
export function withOperation(
  role: RoleDefinition,
  form: string,
  operation: Operation,
  isGiven: boolean,
): RoleDefinition {
  const grant = role.forms[form] ?? { ...firstGrant, operations: [] };
  if (!isGiven && operation === 'read') return withoutForm(role, form);
  const operations = isGiven
    ? unique<Operation>(['read', ...grant.operations, operation])
    : grant.operations.filter((one) => one !== operation);
  return withGrant(role, form, { ...grant, operations });
}

export function withScope(role: RoleDefinition, form: string, scope: RowScope): RoleDefinition {
  const grant = role.forms[form];
  return grant === undefined ? role : withGrant(role, form, { ...grant, scope });
}

/** The role with a field granted otherwise; a grant that equals that of the other fields needs no line of its own. */
export function withField(role: RoleDefinition, form: string, field: string, fieldGrant: FieldGrant): RoleDefinition {
  const grant = role.forms[form];
  if (grant === undefined) return role;
  const { [field]: _, ...others } = grant.fields ?? {};
  const fields = fieldGrant === otherFieldsOf(grant) ? others : { ...others, [field]: fieldGrant };
  const { fields: __, ...rest } = grant;
  return withGrant(role, form, Object.keys(fields).length === 0 ? rest : { ...rest, fields });
}

export function otherFieldsOf(grant: FormGrant): FieldGrant {
  return grant.otherFields ?? 'write';
}

/** The role with the dashboards it may open; undefined: all of them. */
export function withDashboards(role: RoleDefinition, dashboards: readonly string[] | undefined): RoleDefinition {
  const { dashboards: _, ...others } = role;
  return dashboards === undefined ? others : { ...others, dashboards };
}

function withGrant(role: RoleDefinition, form: string, grant: FormGrant): RoleDefinition {
  return { ...role, forms: { ...role.forms, [form]: grant } };
}

function withoutForm(role: RoleDefinition, form: string): RoleDefinition {
  const { [form]: _, ...forms } = role.forms;
  return { ...role, forms };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
