import { readExpression, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import {
  didYouMean,
  type FormGrant,
  type Problem,
  type RoleDefinition,
  type Sentence,
  localTextSchema,
  nearest,
  operations,
  pointer,
  problemsOf,
  shapeCheck,
} from '@tangram/schema';
import { appErrors } from '../errors.ts';
import type { Kind } from './kind.ts';
import { kindWords } from './kind-words.ts';

const appProblem = problemsOf(appErrors);
const fieldGrants = { enum: ['hidden', 'masked', 'read', 'write'] };

const checkShape = shapeCheck({
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
  title: kindWords.role,
  isShaped: (document) => checkShape(document).length === 0,
  check(document, context) {
    const shape = checkShape(document);
    if (shape.length > 0) return shape;
    const role = document as RoleDefinition;
    const problems: Problem[] = [];
    for (const [form, grant] of Object.entries(role.forms)) {
      const path = pointer('forms', form);
      const model = context.catalog.form(context.app, form);
      problems.push(...(model === undefined ? [unknown(kindWords.form, form, path)] : checkGrant(grant, model, path)));
    }
    for (const [index, key] of (role.dashboards ?? []).entries()) {
      if (!context.model.dashboards.has(key))
        problems.push(unknown(kindWords.dashboard, key, pointer('dashboards', index)));
    }
    return problems;
  },
};

function checkGrant(grant: FormGrant, form: FormModel, path: string): Problem[] {
  const fields = Object.keys(grant.fields ?? {})
    .filter((key) => !form.fields.has(key))
    .map((key) => unknown(fieldWord, key, `${path}/fields${pointer(key)}`, nearest(key, form.fields.keys())));
  if (typeof grant.scope === 'string') return fields;
  // A right is asked of every row of every list: it does not depend on what other records there are.
  const scope = form.scopeWithLists({ user: userType });
  const options = { expects: { type: 'boolean' } as const, path: `${path}/scope/condition`, mayCount: false };
  return [...fields, ...readExpression(grant.scope.condition, scope, options).problems];
}

const fieldWord = { en: 'field', zh: '字段' };

function unknown(kind: Sentence, key: string, path: string, near?: string): Problem {
  return appProblem('APP_ROLE_UNKNOWN', path, { kind, key }, didYouMean(near));
}
