import { readExpression, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import {
  type FormGrant,
  type Problem,
  type RoleDefinition,
  compileShape,
  localTextSchema,
  nearest,
  operations,
  pointer,
  problemsOf,
} from '@tangram/schema';
import { appErrors } from '../errors.ts';
import type { Kind } from './kind.ts';

const appProblem = problemsOf(appErrors);
const fieldGrants = { enum: ['hidden', 'masked', 'read', 'write'] };

const checkShape = compileShape({
  type: 'object',
  required: ['title', 'forms'],
  additionalProperties: false,
  properties: {
    title: localTextSchema,
    description: localTextSchema,
    dashboards: { type: 'array', items: { type: 'string' } },
    forms: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['operations', 'scope'],
        additionalProperties: false,
        properties: {
          operations: { type: 'array', uniqueItems: true, items: { enum: operations } },
          scope: {
            anyOf: [
              { enum: ['all', 'department', 'own'] },
              {
                type: 'object',
                required: ['condition'],
                additionalProperties: false,
                properties: { condition: { type: 'string', minLength: 1, maxLength: 10_000 } },
              },
            ],
          },
          fields: { type: 'object', additionalProperties: fieldGrants },
          otherFields: fieldGrants,
        },
      },
    },
  },
});

export const roleKind: Kind = {
  kind: 'role',
  folder: 'roles',
  title: { en: 'role', zh: '角色' },
  isShaped: (document) => checkShape(document).length === 0,
  check(document, context) {
    const shape = checkShape(document);
    if (shape.length > 0) return shape;
    const role = document as RoleDefinition;
    const problems: Problem[] = [];
    for (const [form, grant] of Object.entries(role.forms)) {
      const path = pointer('forms', form);
      const model = context.catalog.form(context.app, form);
      problems.push(...(model === undefined ? [unknown('form', form, path)] : checkGrant(grant, model, path)));
    }
    for (const [index, key] of (role.dashboards ?? []).entries()) {
      if (!context.model.dashboards.has(key)) problems.push(unknown('dashboard', key, pointer('dashboards', index)));
    }
    return problems;
  },
};

function checkGrant(grant: FormGrant, form: FormModel, path: string): Problem[] {
  const fields = Object.keys(grant.fields ?? {})
    .filter((key) => !form.fields.has(key))
    .map((key) => unknown('field', key, `${path}/fields${pointer(key)}`, nearest(key, form.fields.keys())));
  if (typeof grant.scope === 'string') return fields;
  const scope = form.scopeWith({ user: userType });
  const options = { expects: { type: 'boolean' } as const, path: `${path}/scope/condition` };
  return [...fields, ...readExpression(grant.scope.condition, scope, options).problems];
}

function unknown(kind: string, key: string, path: string, near?: string): Problem {
  const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
  return appProblem('APP_ROLE_UNKNOWN', path, { kind, key }, hint);
}
