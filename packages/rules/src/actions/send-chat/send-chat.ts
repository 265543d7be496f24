import { type JsonObject, type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { readTemplate } from '../../compile/text-template.ts';
import type { ActionType } from '../action-type.ts';
import { connectionSetting } from '../connection-setting.ts';
import { longTextSetting } from '../long-text-setting.ts';

interface SendChat extends JsonObject {
  readonly connection: string;
  /** Text with FEEL in braces. */
  readonly text: LocalText & JsonValue;
  /** Whether a link to the record follows; yes when missing. */
  readonly link?: boolean;
}

/** Posts a message into a group of a chat, in the workspace's language. The chat knows no keys: it may come twice. */
export const sendChat: ActionType<SendChat> = {
  type: 'send-chat',
  title: { en: 'Send a chat message', zh: '发送群消息' },
  description: {
    en: 'Post into a group of DingTalk, WeCom, Feishu or Slack.',
    zh: '向钉钉、企业微信、飞书等群聊发送消息。',
  },
  icon: 'MessageOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['connection', 'text'],
    additionalProperties: false,
    properties: {
      connection: connectionSetting('chat'),
      text: longTextSetting,
      link: { type: 'boolean', default: true, title: { en: 'Link to the record', zh: '附上记录链接' } },
    },
  },
  initial: () => ({ connection: '', text: { en: '', zh: '' } }),
  check: ({ text }, context) => readTemplate(text, context, '/text').problems,
  sentence: ({ connection }, names) =>
    names.language === 'zh'
      ? `向${names.connection(connection)}发送群消息`
      : `Send a message to ${names.connection(connection)}`,
  connection: ({ connection }) => connection,
  writes: () => [],
  compile({ connection, text, link = true }, context) {
    const { template } = readTemplate(text, context, '');
    return {
      reads: template.reads,
      constants: null,
      async run(targets, { app, form, beyond }) {
        const letters = targets.map(({ id, environment }) => ({
          record: id,
          kind: 'chat',
          request: {
            connection,
            text: template.fill(environment) as JsonValue,
            ...(link ? { link: `/apps/${app}/forms/${form.key}/${id}` } : {}),
          },
        }));
        await beyond.send(letters);
        const title = await beyond.connectionTitle(connection);
        for (const target of targets) {
          target.note({ en: `Sends a message to ${textIn(title, 'en')}`, zh: `向 ${textIn(title, 'zh')} 发送群消息` });
        }
      },
    };
  },
};
