import { numberType, textType } from '../types/feel-type.ts';
import { amountWords } from '../values/amount-words.ts';
import type { FeelNumber } from '../values/number.ts';
import { pinyinOf } from '../values/pinyin.ts';
import type { FunctionEntry, Run, Signature } from './function-entry.ts';
import { inApp, parameter } from './signature.ts';

const amount: Signature = {
  parameters: [parameter('number', numberType)],
  returns: textType,
  evaluate: ([number], run) => {
    const words = amountWords(number as FeelNumber);
    if (words === null) {
      run.warn('EXPR_RESULT_BLANK', { what: '大写金额', reason: 'The amount is above 9,999,999,999,999.99.' });
    }
    return words;
  },
  toSql: inApp({ en: 'amounts are written out in the application.', zh: '大写金额由应用生成。' }),
};

/** Additions of ours for Chinese text. */
export const chineseFunctions: readonly FunctionEntry[] = [
  {
    name: '大写金额',
    group: 'conversion',
    section: 'Tangram',
    title: {
      en: 'An amount of money in Chinese capital numerals, exact to the fen',
      zh: '人民币大写金额，精确到分',
    },
    signatures: [amount],
  },
  {
    name: 'amount in words',
    group: 'conversion',
    section: 'Tangram',
    title: {
      en: 'The same as 大写金额: an amount of money in Chinese capital numerals',
      zh: '同“大写金额”：人民币大写金额',
    },
    signatures: [amount],
  },
  {
    name: 'pinyin',
    group: 'text',
    section: 'Tangram',
    title: {
      en: 'The Chinese characters of a text as pinyin without tones, with spaces between',
      zh: '文本的拼音(不带声调，以空格分隔)',
    },
    signatures: [spelled('full')],
  },
  {
    name: 'pinyin initials',
    group: 'text',
    section: 'Tangram',
    title: {
      en: 'The first letters of the pinyin of a text',
      zh: '文本的拼音首字母',
    },
    signatures: [spelled('initials')],
  },
];

function spelled(form: 'full' | 'initials'): Signature {
  return {
    parameters: [parameter('text', textType)],
    returns: textType,
    evaluate: ([text], run) => pinyinOf(text as string, form) ?? unspelled(run),
    toSql: inApp({ en: 'the database does not know the readings of characters.', zh: '数据库不知道汉字的读音。' }),
  };
}

function unspelled(run: Run): null {
  run.warn('EXPR_RESULT_BLANK', { what: 'pinyin', reason: 'It is computed on the server.' });
  return null;
}
