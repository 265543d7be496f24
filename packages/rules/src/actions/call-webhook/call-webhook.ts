import { compileExpression, type Environment, fromFeel } from '@tangram/expression';
import { type JsonObject, type JsonValue, type Problem, textIn } from '@tangram/schema';
import { findExpression } from '../../check/check-names.ts';
import { ruleProblem } from '../../errors.ts';
import type { ActionType } from '../action-type.ts';
import { connectionSetting } from '../connection-setting.ts';

interface CallWebhook extends JsonObject {
  readonly connection: string;
  readonly values: readonly { readonly name: string /** FEEL */; readonly value: string }[];
}

/**
 * Posts named values to another system once the record is written. The answer is only looked at for whether it took
 * them. Sent again after a failure with the same `Idempotency-Key`.
 */
export const callWebhook: ActionType<CallWebhook> = {
  type: 'call-webhook',
  title: { en: 'Call a webhook', zh: '调用网络接口' },
  description: { en: 'Send values to another system.', zh: '把数据发送到其他系统（Webhook）。' },
  icon: 'SendOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['connection', 'values'],
    additionalProperties: false,
    properties: {
      connection: connectionSetting('web-call'),
      values: {
        type: 'array',
        title: { en: 'Values', zh: '数据' },
        maxItems: 50,
        items: {
          type: 'object',
          required: ['name', 'value'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', minLength: 1, maxLength: 100, title: { en: 'Name', zh: '名称' } },
            value: {
              type: 'string',
              minLength: 1,
              maxLength: 10_000,
              title: { en: 'Value', zh: '值' },
              widget: 'feel',
            },
          },
        },
      },
    },
  },
  initial: () => ({ connection: '', values: [] }),
  check(settings, context) {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    for (const [index, { name, value }] of settings.values.entries()) {
      if (seen.has(name)) problems.push(ruleProblem('RULE_KEY_TWICE', `/values/${index}/name`, { key: name }));
      seen.add(name);
      findExpression(context, value, { type: 'any' }, `/values/${index}/value`, problems);
    }
    return problems;
  },
  sentence: ({ connection, values }, names) =>
    names.language === 'zh'
      ? `向${names.connection(connection)}发送 ${values.length} 项数据`
      : `Send ${values.length} ${values.length === 1 ? 'value' : 'values'} to ${names.connection(connection)}`,
  connection: ({ connection }) => connection,
  writes: () => [],
  compile(settings, context) {
    const reads: (readonly string[])[] = [];
    const steps: { name: string; evaluate: (environment: Environment) => JsonValue }[] = [];
    for (const { name, value } of settings.values) {
      const expression = findExpression(context, value, { type: 'any' }, '', []);
      if (expression === null) continue;
      const evaluate = compileExpression(expression);
      reads.push(...expression.reads);
      steps.push({ name, evaluate: (environment) => fromFeel(evaluate(environment)) });
    }
    return {
      reads,
      constants: null,
      async run(targets, { app, rule, form, beyond }) {
        const { connection } = settings;
        const at = beyond.now.toISOString();
        const letters = targets.map(({ id, environment }) => {
          const values = Object.fromEntries(steps.map(({ name, evaluate }) => [name, evaluate(environment)]));
          const body = { app, form: form.key, record: id, rule, at, values };
          return { record: id, kind: 'web-call', request: { connection, body } };
        });
        await beyond.send(letters);
        // The values stay out of the trace: they may be hidden from who reads it.
        const title = await beyond.connectionTitle(connection);
        for (const target of targets) {
          target.note({ en: `Calls ${textIn(title, 'en')}`, zh: `调用 ${textIn(title, 'zh')}` });
        }
      },
    };
  },
};
