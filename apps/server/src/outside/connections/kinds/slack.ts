import type { ChatKind } from './connection-kind.ts';

/**
 * An incoming webhook of Slack, and of what speaks like it (Mattermost, Rocket.Chat). Source: api.slack.com, "Sending
 * messages using incoming webhooks": `{ "text": ... }`; refusals are statuses.
 */
export const slack: ChatKind = {
  kind: 'slack',
  use: 'chat',
  title: { en: 'Slack webhook', zh: 'Slack Webhook' },
  help: {
    en: 'An "incoming webhook" of Slack, Mattermost or Rocket.Chat: copy its address.',
    zh: 'Slack、Mattermost 或 Rocket.Chat 的 Incoming Webhook：复制其地址。',
  },
  secretTitle: null,
  message: (text, { url }) => ({ url, body: JSON.stringify({ text: escaped(text) }) }),
  refusal: () => null,
};

/** Slack reads these three as its own signs. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
