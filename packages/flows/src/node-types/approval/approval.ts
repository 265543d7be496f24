import { textType } from '@tangram/expression';
import { localTextSchema, type JsonObject, type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { checkShown, checkTemplate, templateExpressions } from '../../graph/text-template.ts';
import { nodeType } from '../../node-type.ts';
import { askPeople, peopleAnswered } from '../../people/ask-people.ts';
import { type AssigneeRule, assigneesSchema, checkAssignees } from '../../people/assignee.ts';
import { assigneeWords } from '../../people/assignee-words.ts';
import { addSpan, type Span, spanSchema } from '../../time/span.ts';

interface Approval {
  readonly title: LocalText;
  readonly note?: LocalText;
  readonly assignees: readonly AssigneeRule[];
  /** `any`: the first answer counts. `all`: everybody must approve; one rejection rejects. */
  readonly mode: 'any' | 'all';
  /** Whether a rejection must say why. */
  readonly explainRejection?: boolean;
  readonly due?: Span;
}

/** Asks people to approve. One seat per person, resolved when the step is reached; a decision cannot be taken back. */
export const approval = nodeType<Approval>({
  type: 'approval',
  title: { en: 'Approval', zh: '审批' },
  description: { en: 'Asks people to approve or reject.', zh: '请相关人员同意或拒绝。' },
  group: 'people',
  icon: 'AuditOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['title', 'assignees', 'mode'],
    additionalProperties: false,
    properties: {
      title: { ...localTextSchema, title: { en: 'What to approve', zh: '审批标题' }, widget: 'template' },
      assignees: assigneesSchema,
      mode: {
        enum: ['any', 'all'],
        title: { en: 'Who must agree', zh: '审批方式' },
        'x-titles': {
          any: { en: 'Anyone of them', zh: '或签：任一人' },
          all: { en: 'All of them', zh: '会签：所有人' },
        },
      },
      explainRejection: { type: 'boolean', title: { en: 'A rejection needs a reason', zh: '拒绝时必须填写意见' } },
      due: { ...spanSchema, title: { en: 'Due within', zh: '处理时限' } },
      note: { ...localTextSchema, title: { en: 'Note', zh: '说明' }, widget: 'template' },
    },
  },
  initial: () => ({ title: '', assignees: [{ type: 'manager', field: 'owner' }], mode: 'any', explainRejection: true }),
  outputs: () => [
    { key: 'approved', title: { en: 'Approved', zh: '同意' }, isRequired: true },
    { key: 'rejected', title: { en: 'Rejected', zh: '拒绝' }, isRequired: true },
  ],
  expressions: ({ title, note }) => [...templateExpressions('/title', title), ...templateExpressions('/note', note)],
  check: ({ title, note, assignees }, context) => [
    ...checkShown('/title', title),
    ...checkTemplate('/note', note),
    ...checkAssignees(assignees, context),
  ],
  produces: { outcome: textType, by: textType, comment: textType },
  sentence({ title, assignees, mode }, words) {
    const [what, whom] = [textIn(title, words.language), assigneeWords(assignees, words)];
    if (words.language === 'zh') return `请${whom}${mode === 'all' ? '全部' : ''}审批“${what}”`;
    return `${mode === 'all' ? 'All of ' : ''}${whom} must approve "${what}"`;
  },
  enter: askPeople,
  resume(step, fact) {
    const { mode, due, explainRejection = false } = step.settings;
    if (fact.kind === 'task') {
      const open = Number(step.memory['open'] ?? 1) - 1;
      if (fact.action === 'approve' && mode === 'all' && open > 0) return { memory: { open } };
      const outcome = fact.action === 'approve' ? 'approved' : 'rejected';
      const result: JsonObject = { outcome, by: fact.by.name, comment: fact.comment as JsonValue };
      return { go: outcome, result };
    }
    const answer = peopleAnswered(fact);
    if (answer.instead !== false) return answer.instead;
    const note = step.settings.note === undefined ? null : step.text('/note');
    return {
      memory: { open: answer.people.length },
      commands: answer.people.map((person, seat) => ({
        kind: 'open-task' as const,
        name: `seat-${seat}`,
        task: {
          title: step.text('/title'),
          note,
          person: person.id,
          actions: ['approve', 'reject'],
          closing: mode === 'any' ? ['approve', 'reject'] : ['reject'],
          explained: explainRejection ? ['reject'] : [],
          dueAt: due === undefined ? null : addSpan(step.at, due, step.zone).toISOString(),
          isBound: true,
        },
      })),
    };
  },
});
