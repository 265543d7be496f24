import { type JsonObject, type JsonValue, type LocalText, localTextSchema, type Problem } from '@tangram/schema';
import { checkGroup, findField, titleOf } from '../../check/check-names.ts';
import { ruleProblem } from '../../errors.ts';
import { readTemplate } from '../../compile/text-template.ts';
import { partTitles } from '../part-titles.ts';
import type { ActionRuntime, ActionTarget, ActionType } from '../action-type.ts';

type Recipient =
  | { readonly type: 'field' /** a person field of the record */; readonly field: string }
  | { readonly type: 'manager' /** of the person in this field */; readonly field: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'person' /** id or e-mail address */; readonly person: string };

interface Notify extends JsonObject {
  readonly to: readonly Recipient[];
  /** Text with FEEL in braces. */
  readonly title: LocalText & JsonValue;
  readonly body?: LocalText & JsonValue;
}

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

/** Tells people in the product, with a link to the record. Nobody is told twice of one firing. */
export const notify: ActionType<Notify> = {
  type: 'notify',
  title: { en: 'Notify', zh: '发送通知' },
  description: { en: 'Tell people, with a link to the record.', zh: '通知相关人员，并附上记录链接。' },
  icon: 'BellOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['to', 'title'],
    additionalProperties: false,
    properties: {
      to: {
        type: 'array',
        title: { en: 'To', zh: '通知谁' },
        minItems: 1,
        maxItems: 20,
        items: {
          oneOf: [
            recipient('field', 'field', { en: 'Person of the record', zh: '记录中的人员' }, 'field'),
            recipient('manager', 'field', { en: 'Manager of a person of the record', zh: '记录中人员的主管' }, 'field'),
            recipient('group', 'group', { en: 'Group', zh: '群组' }, 'group'),
            recipient('person', 'person', { en: 'One person', zh: '指定人员' }, 'person'),
          ],
        },
      },
      title: { ...localTextSchema, title: { en: 'Title', zh: '标题' }, widget: 'local-text' },
      body: { ...localTextSchema, title: { en: 'Text', zh: '正文' }, widget: 'local-text' },
    },
  },
  initial: () => ({ to: [{ type: 'field', field: 'owner' }], title: { en: '', zh: '' } }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, to] of settings.to.entries()) {
      if (to.type === 'group') problems.push(...checkGroup(context, to.group, `/to/${index}/group`));
      if (to.type !== 'field' && to.type !== 'manager') continue;
      const field = findField(context, to.field, `/to/${index}/field`, problems);
      if (field !== null && field.references !== 'person') {
        problems.push(
          ruleProblem('RULE_FIELD_WRONG_TYPE', `/to/${index}/field`, {
            field: titleOf(field),
            expected: { en: 'a person', zh: '人员' },
          }),
        );
      }
    }
    problems.push(...readTemplate(settings.title, context, '/title').problems);
    if (settings.body !== undefined) problems.push(...readTemplate(settings.body, context, '/body').problems);
    return problems;
  },
  sentence({ to }, names) {
    const zh = names.language === 'zh';
    const who = to.map((one) => {
      if (one.type === 'group') return names.group(one.group);
      if (one.type === 'person') return names.person(one.person);
      if (one.type === 'field') return names.field(one.field);
      return zh ? `${names.field(one.field)}的主管` : `the manager of ${names.field(one.field)}`;
    });
    return zh ? `通知${who.join('、')}` : `Notify ${who.join(', ')}`;
  },
  writes: () => [],
  compile(settings, context) {
    const title = readTemplate(settings.title, context, '').template;
    const body = settings.body === undefined ? null : readTemplate(settings.body, context, '').template;
    return {
      reads: [...title.reads, ...(body?.reads ?? [])],
      constants: null,
      async run(targets, runtime) {
        const find = await recipientsOf(settings.to, targets, runtime);
        for (const target of targets) {
          const people = [...new Set(settings.to.flatMap((one) => find(one, target)))];
          if (people.length === 0) continue;
          const said = title.fill(target.environment);
          await runtime.notify({
            to: people,
            title: said,
            ...(body === null ? {} : { body: body.fill(target.environment) }),
            link: `/apps/${runtime.app}/forms/${runtime.form.key}/${target.id}`,
          });
          target.note(said);
        }
      },
    };
  },
};

/** Looks up all recipients of all records at once; the answer then finds those of one. */
async function recipientsOf(
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
