import { localTextSchema, type LocalText, textIn } from '@tangram/schema';
import { checkShown, checkTemplate, templateExpressions } from '../../graph/text-template.ts';
import { nodeType } from '../../node-type.ts';
import { askPeople, peopleAnswered } from '../../people/ask-people.ts';
import { type AssigneeRule, assigneesSchema, checkAssignees } from '../../people/assignee.ts';
import { assigneeWords } from '../../people/assignee-words.ts';
import { nextOutput } from '../next-output.ts';

interface Notify {
  readonly assignees: readonly AssigneeRule[];
  /** With `{fields}` of the record. */
  readonly title: LocalText;
  readonly body?: LocalText;
}

/** Tells people something; does not wait until they have read it. */
export const notify = nodeType<Notify>({
  type: 'notify',
  title: { en: 'Notify', zh: '通知' },
  description: { en: "Puts a message into people's inbox.", zh: '向相关人员发送消息。' },
  group: 'people',
  icon: 'BellOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['assignees', 'title'],
    additionalProperties: false,
    properties: {
      assignees: assigneesSchema,
      title: { ...localTextSchema, title: { en: 'Title', zh: '标题' }, widget: 'template' },
      body: { ...localTextSchema, title: { en: 'Text', zh: '正文' }, widget: 'template' },
    },
  },
  initial: () => ({ assignees: [{ type: 'field', field: 'owner' }], title: '' }),
  outputs: () => nextOutput,
  expressions: ({ title, body }) => [...templateExpressions('/title', title), ...templateExpressions('/body', body)],
  check: ({ title, body, assignees }, context) => [
    ...checkShown('/title', title),
    ...checkTemplate('/body', body),
    ...checkAssignees(assignees, context),
  ],
  sentence({ title, assignees }, words) {
    const [what, whom] = [textIn(title, words.language), assigneeWords(assignees, words)];
    return words.language === 'zh' ? `通知${whom}：“${what}”` : `Tell ${whom}: "${what}"`;
  },
  enter: askPeople,
  resume(step, fact) {
    const answer = peopleAnswered(fact);
    if (answer.instead !== false) return answer.instead;
    const body = step.settings.body === undefined ? {} : { body: step.text('/body') };
    const request = { to: answer.people.map((person) => person.id), title: step.text('/title'), ...body };
    return { commands: [{ kind: 'effect', name: 'notice', effect: 'notify', request }], go: 'next' };
  },
});
