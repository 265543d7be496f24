import { booleanType, textType } from '@tangram/expression';
import { localTextSchema, type JsonObject, type LocalText, textIn } from '@tangram/schema';
import type { StepFact } from '../../advance/fact.ts';
import { checkShown, checkTemplate, templateExpressions } from '../../graph/text-template.ts';
import { nodeType } from '../../node-type.ts';
import { askPeople, peopleAnswered } from '../../people/ask-people.ts';
import { type AssigneeRule, assigneesSchema, checkAssignees } from '../../people/assignee.ts';
import { assigneeWords } from '../../people/assignee-words.ts';
import { addSpan, type Span, spanSchema, spanText } from '../../time/span.ts';
import { nextOutput } from '../next-output.ts';

interface CreateTask {
  /** With `{fields}` of the record. */
  readonly title: LocalText;
  readonly note?: LocalText;
  readonly assignees: readonly AssigneeRule[];
  /** Counted from the moment the task is made. */
  readonly due?: Span;
  /** Hold the run until the task is done; else it goes on at once and the task stays open. */
  readonly waits?: boolean;
}

/** Puts a task into the inbox of each assignee; the first who does it has done it for all. */
export const createTask = nodeType<CreateTask>({
  type: 'create-task',
  title: { en: 'Create a task', zh: '创建任务' },
  description: { en: "Puts something to do into people's inbox.", zh: '向相关人员派发一项待办。' },
  group: 'people',
  icon: 'CheckSquareOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['title', 'assignees'],
    additionalProperties: false,
    properties: {
      title: { ...localTextSchema, title: { en: 'What to do', zh: '任务标题' }, widget: 'template' },
      assignees: assigneesSchema,
      due: { ...spanSchema, title: { en: 'Due within', zh: '完成时限' } },
      waits: { type: 'boolean', title: { en: 'Go on only when it is done', zh: '完成后才继续流程' } },
      note: { ...localTextSchema, title: { en: 'Note', zh: '说明' }, widget: 'template' },
    },
  },
  initial: () => ({ title: '', assignees: [{ type: 'field', field: 'owner' }] }),
  outputs: () => nextOutput,
  expressions: ({ title, note }) => [...templateExpressions('/title', title), ...templateExpressions('/note', note)],
  check: ({ title, note, assignees }, context) => [
    ...checkShown('/title', title),
    ...checkTemplate('/note', note),
    ...checkAssignees(assignees, context),
  ],
  produces: { done: booleanType, by: textType, comment: textType },
  sentence({ title, assignees, due }, words) {
    const [what, whom] = [textIn(title, words.language), assigneeWords(assignees, words)];
    const within = due === undefined ? '' : spanText(due, words.language);
    if (words.language === 'zh') return `请${whom}完成“${what}”${within === '' ? '' : `，${within}内`}`;
    return `"${what}" for ${whom}${within === '' ? '' : `, due in ${within}`}`;
  },
  enter: askPeople,
  resume(step, fact) {
    if (fact.kind === 'task') return { go: 'next', result: done(fact) };
    const answer = peopleAnswered(fact);
    if (answer.instead !== false) return answer.instead;
    const { due, waits = false } = step.settings;
    const note = step.settings.note === undefined ? null : step.text('/note');
    const commands = answer.people.map((person, seat) => ({
      kind: 'open-task' as const,
      name: `seat-${seat}`,
      task: {
        title: step.text('/title'),
        note,
        person: person.id,
        actions: ['complete'],
        closing: ['complete'],
        explained: [],
        dueAt: due === undefined ? null : addSpan(step.at, due, step.zone).toISOString(),
        isBound: waits,
      },
    }));
    return waits ? { commands } : { commands, go: 'next', result: { done: false, by: null, comment: null } };
  },
  late: (result, fact) => (fact.kind === 'task' ? done(fact) : result),
});

function done(fact: Extract<StepFact, { kind: 'task' }>): JsonObject {
  return { done: true, by: fact.by.name, comment: fact.comment };
}
