import { type LocalText, localTextSchema } from '@tangram/schema';
import { textIn } from '@tangram/schema';
import type { MomentType } from './moment-type.ts';
import { wokenBy } from '../../../run/own-occasion.ts';

interface Button {
  readonly type: 'button';
  readonly title: LocalText;
  readonly confirm?: LocalText;
}

/** Somebody who may change the record presses a button on its page. */
export const button: MomentType<Button> = {
  type: 'button',
  title: { en: 'Somebody presses a button', zh: '点击按钮时' },
  settings: {
    required: ['title'],
    properties: {
      title: { ...localTextSchema, title: { en: 'Text of the button', zh: '按钮文字' }, widget: 'local-text' },
      confirm: {
        ...localTextSchema,
        title: { en: 'Question asked before', zh: '执行前的确认提示' },
        widget: 'local-text',
      },
    },
  },
  initial: () => ({ type: 'button', title: { en: 'Do it', zh: '执行' } }),
  check: () => [],
  sentence: ({ title }, { language }) =>
    language === 'zh' ? `点击按钮“${textIn(title, 'zh')}”时` : `When the button "${textIn(title, 'en')}" is pressed`,
  compile: ({ title, confirm }, context) => ({
    ...wokenBy('~button', context),
    button: { title, confirm: confirm ?? null },
  }),
};
