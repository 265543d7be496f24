import { type JsonObject, type JsonValue, type LocalText, localTextSchema, type Problem } from '@tangram/schema';
import { readTemplate } from '../../compile/text-template.ts';
import type { ActionType } from '../action-type.ts';
import { checkRecipient, type Recipient, recipientsOf, recipientVariants, recipientWords } from '../recipients.ts';

interface Notify extends JsonObject {
  readonly to: readonly Recipient[];
  /** Text with FEEL in braces. */
  readonly title: LocalText & JsonValue;
  readonly body?: LocalText & JsonValue;
}

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
          oneOf: recipientVariants,
        },
      },
      title: { ...localTextSchema, title: { en: 'Title', zh: '标题' }, widget: 'local-text' },
      body: { ...localTextSchema, title: { en: 'Text', zh: '正文' }, widget: 'local-text' },
    },
  },
  initial: () => ({ to: [{ type: 'field', field: 'owner' }], title: { en: '', zh: '' } }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, to] of settings.to.entries()) problems.push(...checkRecipient(to, context, `/to/${index}`));
    problems.push(...readTemplate(settings.title, context, '/title').problems);
    if (settings.body !== undefined) problems.push(...readTemplate(settings.body, context, '/body').problems);
    return problems;
  },
  sentence({ to }, names) {
    const zh = names.language === 'zh';
    const who = to.map((one) => recipientWords(one, names));
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
