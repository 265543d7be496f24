import type { JsonObject, Problem } from '@tangram/schema';
import { checkGroup, findWritableField, titleOf } from '../../check/check-names.ts';
import { ruleProblem } from '../../errors.ts';
import type { ActionTarget, ActionType } from '../action-type.ts';
import { partTitles } from '../part-titles.ts';

interface Assign extends JsonObject {
  /** The people fields that get the person. */
  readonly fields: readonly string[];
  readonly to:
    | { readonly type: 'person' /** id or e-mail address */; readonly person: string }
    | { readonly type: 'group' /** members of the group evenly, in turn */; readonly group: string };
  /** Leave records alone whose first such field is filled in already. */
  readonly onlyWhenBlank?: boolean;
}

const someone = (type: string, key: string, title: JsonObject, widget: keyof typeof partTitles) => ({
  type: 'object',
  required: ['type', key],
  additionalProperties: false,
  properties: {
    type: { const: type },
    [key]: { type: 'string', minLength: 1, title: partTitles[widget], widget },
  },
  title,
});

/** Gives the record to a fixed person, or to the members of a group evenly in turn; inactive people are passed over. */
export const assign: ActionType<Assign> = {
  type: 'assign',
  title: { en: 'Assign to', zh: '分配给' },
  description: {
    en: 'Give the record to a person, or to the members of a group in turn.',
    zh: '把记录分配给某人，或轮流分给群组成员。',
  },
  icon: 'UserSwitchOutlined',
  stage: 'record',
  settings: {
    type: 'object',
    required: ['fields', 'to'],
    additionalProperties: false,
    properties: {
      fields: {
        type: 'array',
        title: { en: 'Write into', zh: '写入字段' },
        minItems: 1,
        maxItems: 5,
        items: { type: 'string', format: 'tangram-key', widget: 'field', accepts: ['person'] },
      },
      to: {
        title: { en: 'To', zh: '给' },
        oneOf: [
          someone('person', 'person', { en: 'One person', zh: '指定人员' }, 'person'),
          someone('group', 'group', { en: 'A group, in turn', zh: '群组成员轮流' }, 'group'),
        ],
      },
      onlyWhenBlank: { type: 'boolean', title: { en: 'Only when blank', zh: '仅在为空时' } },
    },
  },
  initial: () => ({ fields: ['owner'], to: { type: 'group', group: '' } }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, key] of settings.fields.entries()) {
      const field = findWritableField(context, key, `/fields/${index}`, problems);
      if (field !== null && field.references !== 'person') {
        problems.push(
          ruleProblem('RULE_FIELD_WRONG_TYPE', `/fields/${index}`, {
            field: titleOf(field),
            expected: { en: 'a person', zh: '人员' },
          }),
        );
      }
    }
    if (settings.to.type === 'group') problems.push(...checkGroup(context, settings.to.group, '/to/group'));
    return problems;
  },
  sentence({ fields, to }, names) {
    const what = fields.map((field) => names.field(field)).join(names.language === 'zh' ? '、' : ', ');
    if (to.type === 'person') {
      const person = names.person(to.person);
      return names.language === 'zh' ? `${what}设为${person}` : `Assign ${what} to ${person}`;
    }
    const group = names.group(to.group);
    return names.language === 'zh'
      ? `${what}由${group}成员轮流担任`
      : `Assign ${what} to the members of ${group} in turn`;
  },
  writes: ({ fields }) => fields,
  compile({ fields, to, onlyWhenBlank }) {
    const write = (target: ActionTarget, person: string) => {
      for (const field of fields) target.set(field, person);
    };
    const first = fields[0] as string;
    return {
      reads: [],
      constants: null,
      async run(targets, { app, rule, people, turns }) {
        const open = onlyWhenBlank === true ? targets.filter((target) => target.values[first] == null) : targets;
        if (open.length === 0) return;
        if (to.type === 'person') {
          const person = (await people.active([to.person])).get(to.person);
          for (const target of open) {
            if (person !== undefined) write(target, person.id);
            else target.report(ruleProblem('RULE_PERSON_UNKNOWN', '/to/person', { person: to.person }));
          }
          return;
        }
        const members = await people.members(app, to.group);
        const chosen = await turns.take({ app, rule, group: to.group }, members, open.length);
        for (const [index, target] of open.entries()) {
          const member = chosen[index];
          if (member !== undefined) write(target, member.id);
          else target.report(ruleProblem('RULE_GROUP_EMPTY', '/to/group', { group: to.group }));
        }
      },
    };
  },
};
