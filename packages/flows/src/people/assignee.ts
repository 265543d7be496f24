import type { FormModel } from '@tangram/forms';
import {
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type Problem,
  pointer,
  type RecordValues,
} from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { PeopleQuery } from './people.ts';

/** Whom a step is for, as its settings say it. */
export type AssigneeRule =
  | { readonly type: 'person'; readonly person: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'role'; readonly role: string }
  /** The person or people in a member field of the record; `owner` is one. */
  | { readonly type: 'field'; readonly field: string }
  /** The manager of the person in a member field. */
  | { readonly type: 'manager'; readonly field: string }
  | { readonly type: 'starter' };

export const assigneesSchema: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 20,
  title: { en: 'For whom', zh: '处理人' },
  items: {
    oneOf: [
      someone(
        'field',
        'field',
        { en: 'Person in a field', zh: '字段中的人员' },
        { en: 'Field', zh: '字段' },
        { widget: 'field', 'x-values': ['person'] },
      ),
      someone(
        'manager',
        'field',
        { en: 'Manager of the person in a field', zh: '字段中人员的上级' },
        { en: 'Field', zh: '字段' },
        { widget: 'field', 'x-values': ['person'] },
      ),
      someone(
        'role',
        'role',
        { en: 'Everyone with a role', zh: '某角色的所有人' },
        { en: 'Role', zh: '角色' },
        { widget: 'role' },
      ),
      someone('group', 'group', { en: 'A group', zh: '某个群组' }, { en: 'Group', zh: '群组' }, { widget: 'group' }),
      someone(
        'person',
        'person',
        { en: 'One person', zh: '指定人员' },
        { en: 'Person', zh: '人员' },
        { widget: 'person' },
      ),
      {
        type: 'object',
        title: { en: 'Whoever started it', zh: '发起人' },
        required: ['type'],
        additionalProperties: false,
        properties: { type: { const: 'starter' } },
      },
    ],
  },
};

function someone(
  type: string,
  member: string,
  title: JsonObject,
  memberTitle: JsonObject,
  more: JsonObject,
): JsonSchema {
  return {
    type: 'object',
    title,
    required: ['type', member],
    additionalProperties: false,
    properties: { type: { const: type }, [member]: { type: 'string', minLength: 1, title: memberTitle, ...more } },
  };
}

/** What the check of assignee rules may ask. A set left out is not known, and not checked. */
export interface AssigneeContext {
  readonly form: FormModel;
  readonly groups?: ReadonlySet<string>;
  readonly roles?: ReadonlySet<string>;
}

/** Every rule that names a group, role or field that is not there or holds no person. */
export function checkAssignees(rules: readonly AssigneeRule[], context: AssigneeContext, at = '/assignees'): Problem[] {
  return rules.flatMap((rule, index): Problem[] => {
    const path = at + pointer(index, rule.type === 'manager' ? 'field' : rule.type);
    switch (rule.type) {
      case 'group':
        return context.groups?.has(rule.group) === false
          ? [flowProblem('FLOW_GROUP_UNKNOWN', path, { group: rule.group ?? '' })]
          : [];
      case 'role':
        return context.roles?.has(rule.role) === false
          ? [flowProblem('FLOW_ROLE_UNKNOWN', path, { role: rule.role ?? '' })]
          : [];
      case 'field':
      case 'manager':
        return memberFieldProblems(rule.field ?? '', context.form, path);
      case 'person':
      case 'starter':
        return [];
    }
  });
}

/** The questions that the rules come to for this record; an empty member field asks nothing. */
export function peopleQueries(
  rules: readonly AssigneeRule[],
  record: RecordValues | null,
  starter: string | null,
): PeopleQuery[] {
  return rules.flatMap((rule): PeopleQuery[] => {
    switch (rule.type) {
      case 'person':
        return [{ type: 'person', id: rule.person }];
      case 'group':
        return [{ type: 'group', group: rule.group }];
      case 'role':
        return [{ type: 'role', role: rule.role }];
      case 'field':
        return peopleIn(record?.[rule.field]).map((id) => ({ type: 'person', id }));
      case 'manager':
        return peopleIn(record?.[rule.field]).map((id) => ({ type: 'manager', of: id }));
      case 'starter':
        return starter === null ? [] : [{ type: 'person', id: starter }];
    }
  });
}

function memberFieldProblems(key: string, form: FormModel, path: string): Problem[] {
  const field = form.fields.get(key);
  if (field === undefined) return [flowProblem('FLOW_FIELD_UNKNOWN', path, { form: form.key, field: key })];
  if (field.references === 'person') return [];
  return [flowProblem('FLOW_FIELD_KIND', path, { field: key, expected: 'person' })];
}

/** The ids in a member field's value: `{ id, title }`, an id, a list of these, or nothing. */
function peopleIn(value: JsonValue | undefined): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one: JsonValue) => peopleIn(one));
  const id = (value as { readonly id?: JsonValue }).id;
  return typeof id === 'string' ? [id] : [];
}
