import type { ErrorTable } from '@tangram/schema';

/** Scorecards. */
export const scoreErrors = {
  RULE_BAND_ORDER: {
    kind: 'invalid',
    message: {
      en: 'Bands must start at rising points: "{band}" starts at {from}, not above the one before it.',
      zh: '分段的起点应依次升高：“{band}”从 {from} 起，没有高于前一段。',
    },
  },
  RULE_SCORE_GROUP_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'This scorecard has no group "{group}".', zh: '评分卡中没有分组“{group}”。' },
  },
  RULE_SCORE_RANGE: {
    kind: 'invalid',
    message: {
      en: 'The limits cross: at least {min} points and at most {max}.',
      zh: '上下限矛盾：最低 {min} 分，最高 {max} 分。',
    },
  },
  RULE_IDLE_OF_NOTHING: {
    kind: 'invalid',
    message: {
      en: '"{line}" waits for nothing: name the events or fields that end it.',
      zh: '“{line}”没有可等待的内容：请选择能结束闲置的事件或字段。',
    },
  },
  RULE_SCORE_SHARED: {
    kind: 'invalid',
    message: {
      en: '"{field}" is written by the scorecard "{rule}" on every save, which would undo this.',
      zh: '评分卡“{rule}”每次保存都会写入“{field}”，会覆盖这里的结果。',
    },
  },
} as const satisfies ErrorTable;
