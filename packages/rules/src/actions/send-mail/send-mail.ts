import { type JsonObject, type JsonValue, type LocalText, localTextSchema, type Problem } from '@tangram/schema';
import { findField, titleOf } from '../../check/check-names.ts';
import { readTemplate } from '../../compile/text-template.ts';
import { ruleProblem } from '../../errors.ts';
import type { ActionType } from '../action-type.ts';
import { longTextSetting } from '../long-text-setting.ts';
import { checkRecipient, type Recipient, recipientsOf, recipientVariants, recipientWords } from '../recipients.ts';

/** The e-mail address that stands in a field of the record: somebody outside. */
interface AddressField {
  readonly type: 'address';
  readonly field: string;
}

interface SendMail extends JsonObject {
  readonly to: readonly ((Recipient | AddressField) & JsonObject)[];
  /** Text with FEEL in braces. */
  readonly subject: LocalText & JsonValue;
  readonly text: LocalText & JsonValue;
}

/**
 * Sends an e-mail to each recipient, to one's own people with a link to the record and in their language. Mail servers
 * know no keys: after a crash it may come twice.
 */
export const sendMail: ActionType<SendMail> = {
  type: 'send-mail',
  title: { en: 'Send an e-mail', zh: '发送邮件' },
  description: { en: 'Write to colleagues or to an address of the record.', zh: '给同事或记录中的邮箱地址发邮件。' },
  icon: 'MailOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['to', 'subject', 'text'],
    additionalProperties: false,
    properties: {
      to: {
        type: 'array',
        title: { en: 'To', zh: '收件人' },
        minItems: 1,
        maxItems: 20,
        items: {
          oneOf: [
            ...recipientVariants,
            {
              type: 'object',
              required: ['type', 'field'],
              additionalProperties: false,
              properties: {
                type: { const: 'address' },
                field: {
                  type: 'string',
                  minLength: 1,
                  title: { en: 'Field with the address', zh: '邮箱字段' },
                  widget: 'field',
                  accepts: ['text'],
                  anyField: true,
                },
              },
              title: { en: 'Address in the record', zh: '记录中的邮箱' },
            },
          ],
        },
      },
      subject: { ...localTextSchema, title: { en: 'Subject', zh: '主题' }, widget: 'local-text' },
      text: longTextSetting,
    },
  },
  initial: () => ({ to: [{ type: 'field', field: 'owner' }], subject: { en: '', zh: '' }, text: { en: '', zh: '' } }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, to] of settings.to.entries()) {
      const path = `/to/${index}`;
      if (to.type !== 'address') {
        problems.push(...checkRecipient(to, context, path));
        continue;
      }
      const field = findField(context, to.field, `${path}/field`, problems);
      if (field === null || field.valueType === 'text') continue;
      const expected = { en: 'a text', zh: '文本' };
      problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', `${path}/field`, { field: titleOf(field), expected }));
    }
    problems.push(...readTemplate(settings.subject, context, '/subject').problems);
    problems.push(...readTemplate(settings.text, context, '/text').problems);
    return problems;
  },
  sentence({ to }, names) {
    const who = to.map((one) => (one.type === 'address' ? names.field(one.field) : recipientWords(one, names)));
    return names.language === 'zh' ? `发邮件给${who.join('、')}` : `Send an e-mail to ${who.join(', ')}`;
  },
  writes: () => [],
  compile({ to, subject: subjectText, text: bodyText }, context) {
    const subject = readTemplate(subjectText, context, '').template;
    const text = readTemplate(bodyText, context, '').template;
    const addressFields = to.flatMap((one) => (one.type === 'address' ? [one.field] : []));
    const colleagues = to.flatMap((one) => (one.type === 'address' ? [] : [one]));
    return {
      reads: [...subject.reads, ...text.reads],
      constants: null,
      async run(targets, runtime) {
        const find = await recipientsOf(colleagues, targets, runtime);
        const letters = targets.flatMap((target) => {
          const words = {
            subject: subject.fill(target.environment) as JsonValue,
            text: text.fill(target.environment) as JsonValue,
          };
          const link = `/apps/${runtime.app}/forms/${runtime.form.key}/${target.id}`;
          const people = new Set(colleagues.flatMap((one) => find(one, target)));
          const addresses = new Set(addressFields.flatMap((field) => addressIn(target.values[field])));
          const count = people.size + addresses.size;
          if (count > 0) target.note({ en: `E-mails sent: ${count}`, zh: `发送 ${count} 封邮件` });
          // One mail each: nobody reads the others' addresses, and one that fails is tried again alone.
          return [
            ...[...people].map((person) => ({ ...words, person, link })),
            ...[...addresses].map((address) => ({ ...words, address })),
          ].map((request) => ({ record: target.id, kind: 'mail', request }));
        });
        await runtime.beyond.send(letters);
      },
    };
  },
};

function addressIn(value: JsonValue | undefined): string[] {
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}
