import { didYouMean, keySchema, type LocalText, localTextSchema, nearest, textIn } from '@tangram/schema';
import { ruleProblem } from '../../../errors.ts';
import type { MomentType } from './moment-type.ts';
import { wokenBy } from '../../../run/own-occasion.ts';

interface Button {
  readonly type: 'button';
  readonly title: LocalText;
  readonly confirm?: LocalText;
  readonly roles?: readonly string[];
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
      roles: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: keySchema,
        title: { en: 'Only for these roles', zh: '仅限以下角色' },
        description: {
          en: 'Empty: for everybody who may change the record.',
          zh: '不选则对所有可修改该记录的人可用。',
        },
        widget: 'role',
      },
    },
  },
  initial: () => ({ type: 'button', title: { en: 'Do it', zh: '执行' } }),
  check: ({ roles = [] }, { context, sound }) =>
    roles.flatMap((role, index) => {
      const path = `/when/roles/${index}`;
      if (context.roles === undefined || context.roles.includes(role) || !sound(path)) return [];
      return [ruleProblem('RULE_ROLE_UNKNOWN', path, { role }, didYouMean(nearest(role, context.roles)))];
    }),
  sentence: ({ title }, { language }) =>
    language === 'zh' ? `点击按钮“${textIn(title, 'zh')}”时` : `When the button "${textIn(title, 'en')}" is pressed`,
  compile: ({ title, confirm, roles }, context) => ({
    ...wokenBy('~button', context),
    button: { title, confirm: confirm ?? null, roles: roles ?? null },
  }),
};
