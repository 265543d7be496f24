import { anyType } from '@tangram/expression';
import { eventName } from '../../../events/event-name.ts';
import type { MomentType } from './moment-type.ts';

/** Another system tells that something happened to the record; the condition may ask `event.<data>`. */
export const receivedEvent: MomentType<{ readonly type: 'event'; readonly name: string }> = {
  type: 'event',
  title: { en: 'An event arrives from another system', zh: '收到外部事件时' },
  settings: {
    required: ['name'],
    properties: {
      name: {
        type: 'string',
        pattern: eventName,
        widget: 'event-name',
        maxLength: 100,
        title: { en: 'Name of the event', zh: '事件名称' },
        description: {
          en: 'As it is sent to the events interface: pricing-visit, download, mail-opened.',
          zh: '与发送到事件接口的名称一致：pricing-visit、download、mail-opened。',
        },
      },
    },
  },
  initial: () => ({ type: 'event', name: '' }),
  check: () => [],
  sentence: ({ name }, { language }) =>
    language === 'zh' ? `收到事件“${name || '…'}”时` : `When the event "${name || '…'}" arrives`,
  events: ({ name }) => [name],
  variables: { event: anyType },
  compile: ({ name }) => ({
    kinds: new Set(),
    fields: null,
    occasion: (occasion) => occasion.name === name,
    sample: { name, data: {} },
  }),
};
