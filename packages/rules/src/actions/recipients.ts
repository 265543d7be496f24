import type { JsonObject, JsonValue, Problem } from '@tangram/schema';
import { checkGroup, findField, titleOf } from '../check/check-names.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';
import { partTitles } from './part-titles.ts';
import type { ActionNames, ActionRuntime, ActionTarget } from './action-type.ts';

/** Somebody an action writes to. */
export type Recipient =
  | { readonly type: 'field' /** a person field of the record */; readonly field: string }
  | { readonly type: 'manager' /** of the person in this field */; readonly field: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'person' /** id or e-mail address */; readonly person: string };

const recipient = (type: Recipient['type'], key: string, title: JsonObject, widget: keyof typeof partTitles) => ({
  type: 'object',
  required: ['type', key],
  additionalProperties: false,
  properties: {
    type: { const: type },
    // Whom to tell may also stand in a field that nobody writes, `created_by`.
    [key]: {
      type: 'string',
      minLength: 1,
      title: partTitles[widget],
      widget,
      ...(key === 'field' ? { accepts: ['person'], anyField: true } : {}),
    },
  },
  title,
});

/** The ways to name a person, as variants of a list's items. */
export const recipientVariants = [
  recipient('field', 'field', { en: 'Person of the record', zh: '记录中的人员' }, 'field'),
  recipient('manager', 'field', { en: 'Manager of a person of the record', zh: '记录中人员的主管' }, 'field'),
  recipient('group', 'group', { en: 'Group', zh: '群组' }, 'group'),
  recipient('person', 'person', { en: 'One person', zh: '指定人员' }, 'person'),
];

/** Unknown groups and fields, and fields that hold no person; `path` is the recipient's. */
export function checkRecipient(to: Recipient, context: RuleContext, path: string): Problem[] {
  if (to.type === 'person') return [];
  if (to.type === 'group') return checkGroup(context, to.group, `${path}/group`);
  const problems: Problem[] = [];
  const field = findField(context, to.field, `${path}/field`, problems);
  if (field !== null && field.references !== 'person') {
    const expected = { en: 'a person', zh: '人员' };
    problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', `${path}/field`, { field: titleOf(field), expected }));
  }
  return problems;
}

/** How a sentence calls a recipient. */
export function recipientWords(one: Recipient, names: ActionNames): string {
  if (one.type === 'group') return names.group(one.group);
  if (one.type === 'person') return names.person(one.person);
  if (one.type === 'field') return names.field(one.field);
  return names.language === 'zh' ? `${names.field(one.field)}的主管` : `the manager of ${names.field(one.field)}`;
}

/** Looks up all recipients of all records at once; the answer then finds those of one. */
export async function recipientsOf(
  to: readonly Recipient[],
  targets: readonly ActionTarget[],
  runtime: ActionRuntime,
): Promise<(one: Recipient, target: ActionTarget) => readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const one of to) {
    if (one.type !== 'group' || groups.has(one.group)) continue;
    const members = await runtime.people.members(runtime.app, one.group);
    groups.set(
      one.group,
      members.filter((member) => member.isActive).map((member) => member.id),
    );
  }
  const inFields = to.flatMap((one) => {
    if (one.type !== 'field' && one.type !== 'manager') return [];
    return targets.flatMap((target) => personIn(target.values[one.field]) ?? []);
  });
  const asked = [...new Set([...inFields, ...to.flatMap((one) => (one.type === 'person' ? [one.person] : []))])];
  const active = asked.length === 0 ? new Map() : await runtime.people.active(asked);
  const managers = to.some((one) => one.type === 'manager') ? await runtime.people.managers(inFields) : new Map();
  return (one, target) => {
    if (one.type === 'group') return groups.get(one.group) ?? [];
    if (one.type === 'person') return active.get(one.person)?.id ?? [];
    const person = personIn(target.values[one.field]);
    if (person === null) return [];
    return one.type === 'field' ? (active.get(person)?.id ?? []) : (managers.get(person) ?? []);
  };
}

/** The id in a person field. */
function personIn(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
