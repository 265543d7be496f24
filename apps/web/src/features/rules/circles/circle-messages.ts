import type { Messages } from '../../../app/i18n.ts';

export const circleMessages = {
  en: {
    title_one: 'A circle of rules that wake each other',
    title_other: 'Circles of rules that wake each other',
    own: 'this rule',
    and: ' and ',
    wakes: 'changes {{fields}}, which wakes',
    back: 'changes {{fields}}, and it begins again',
    settles: { name: 'Comes to rest.', why: 'Each always sets the same, so the second time round nothing changes.' },
    bounded: {
      name: 'Ends by a condition.',
      why: 'It goes round until a condition no longer holds, ten times at most; then it stops and the trace says so.',
    },
    never: { name: 'Goes on without end.', why: 'Whatever the record: it cannot be published like this.' },
  },
  zh: {
    title_one: '互相触发的规则（循环）',
    title_other: '互相触发的规则（循环）',
    own: '本规则',
    and: '、',
    wakes: '改变{{fields}}，触发',
    back: '改变{{fields}}，回到开头',
    settles: { name: '会自行停止。', why: '每条规则写入的值始终相同，第二轮不再有变化。' },
    bounded: { name: '由条件结束。', why: '循环到某个条件不再成立为止，最多十轮；超过即停止，并记入规则日志。' },
    never: { name: '无休止。', why: '无论记录内容如何都不会停止，不能这样发布。' },
  },
} satisfies Messages;
