import { type JsonObject, type JsonValue, type LocalText, localTextSchema, type Problem } from '@tangram/schema';
import { checkGroup, findField, titleOf } from '../../check/check-names.ts';
import { readTemplate } from '../../compile/text-template.ts';
import { ruleProblem } from '../../errors.ts';
import type { ActionType } from '../action-type.ts';
import { partTitles } from '../part-titles.ts';

type Assignee =
  | { readonly type: 'field' | 'manager'; readonly field: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'person'; readonly person: string };

interface CreateTask extends JsonObject {
  /** With `{fields}` of the record. */
  readonly title: LocalText & JsonValue;
  readonly note?: LocalText & JsonValue;
  readonly assignees: readonly (Assignee & JsonObject)[];
  readonly dueDays?: number;
}

const someone = (type: string, key: 'field' | 'group' | 'person', title: JsonObject) => ({
  type: 'object',
  title,
  required: ['type', key],
  additionalProperties: false,
  properties: {
    type: { const: type },
    [key]: {
      type: 'string',
      minLength: 1,
      title: partTitles[key],
      widget: key,
      ...(key === 'field' ? { accepts: ['person'], anyField: true } : {}),
    },
  },
});

/** Puts something to do about the record into people's inbox; whoever does it first has done it for all. */
export const createTask: ActionType<CreateTask> = {
  type: 'create-task',
  title: { en: 'Create a task', zh: '创建任务' },
  description: { en: "Put something to do into people's inbox.", zh: '向相关人员派发一项待办。' },
  icon: 'CheckSquareOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['title', 'assignees'],
    additionalProperties: false,
    properties: {
      title: { ...localTextSchema, title: { en: 'What to do', zh: '任务标题' }, widget: 'local-text' },
      assignees: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        title: { en: 'For whom', zh: '处理人' },
        items: {
          oneOf: [
            someone('field', 'field', { en: 'Person of the record', zh: '记录中的人员' }),
            someone('manager', 'field', { en: 'Manager of a person of the record', zh: '记录中人员的主管' }),
            someone('group', 'group', { en: 'Group', zh: '群组' }),
            someone('person', 'person', { en: 'One person', zh: '指定人员' }),
          ],
        },
      },
      dueDays: {
        type: 'integer',
        minimum: 0,
        maximum: 3650,
        title: { en: 'Due within days', zh: '完成时限（天）' },
      },
      note: { ...localTextSchema, title: { en: 'Note', zh: '说明' }, widget: 'local-text' },
    },
  },
  initial: () => ({ title: { en: '', zh: '' }, assignees: [{ type: 'field', field: 'owner' }] }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, to] of settings.assignees.entries()) {
      if (to.type === 'group') problems.push(...checkGroup(context, to.group, `/assignees/${index}/group`));
      if (to.type !== 'field' && to.type !== 'manager') continue;
      const path = `/assignees/${index}/field`;
      const field = findField(context, to.field, path, problems);
      if (field === null || field.references === 'person') continue;
      const expected = { en: 'a person', zh: '人员' };
      problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', path, { field: titleOf(field), expected }));
    }
    // The task's text is filled in by the engine of flows, which speaks of the record only.
    const recordOnly = { ...context, scope: context.form.scope };
    problems.push(...readTemplate(settings.title, recordOnly, '/title').problems);
    if (settings.note !== undefined) problems.push(...readTemplate(settings.note, recordOnly, '/note').problems);
    return problems;
  },
  sentence({ title, assignees }, names) {
    const zh = names.language === 'zh';
    const who = assignees.map((one) => {
      if (one.type === 'group') return names.group(one.group);
      if (one.type === 'person') return names.person(one.person);
      const field = names.field(one.field);
      if (one.type === 'field') return field;
      return zh ? `${field}的主管` : `the manager of ${field}`;
    });
    const what = typeof title === 'string' ? title : (title[names.language] ?? '');
    return zh ? `给${who.join('、')}创建任务“${what}”` : `Create the task "${what}" for ${who.join(', ')}`;
  },
  writes: () => [],
  compile: ({ title, note, assignees, dueDays }) => ({
    reads: [],
    constants: null,
    async run(targets, { beyond }) {
      const task = {
        title,
        assignees,
        ...(note === undefined ? {} : { note }),
        ...(dueDays === undefined ? {} : { due: { amount: dueDays, unit: 'days' } }),
      };
      await beyond.createTask(
        task,
        targets.map(({ id }) => id),
      );
      for (const target of targets) target.note({ en: 'Created a task', zh: '创建了任务' });
    },
  }),
};
