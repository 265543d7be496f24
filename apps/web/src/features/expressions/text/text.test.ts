import { dateType, listOf, numberType, readExpression, type Scope, textType } from '@tangram/expression';
import { describe, expect, test } from 'vitest';
import { fieldSpans } from './field-spans.ts';
import { pinyinInitials } from './pinyin-initials.ts';
import { fixOf } from './problem-fix.ts';
import { scanText } from './scan-text.ts';
import { signatureAt } from './signature-at.ts';

const scope: Scope = {
  variables: {
    stage: textType,
    金额: numberType,
    amount: numberType,
    tags: listOf(textType),
    'year end': dateType,
    due: dateType,
    account: { type: 'reference', form: 'account', members: () => ({ sector: textType }) },
  },
};

function spansOf(text: string): string[] {
  const ast = readExpression(text, scope).expression?.ast ?? null;
  return fieldSpans(text, scope, ast).map(({ from, to, path }) => `${path}@${text.slice(from, to)}`);
}

describe('fields in a text', () => {
  test.each([
    ['amount > 1 and stage = "amount"', ['amount@amount', 'stage@stage']],
    ['account.sector = "x"', ['account.sector@account.sector']],
    ['金额＞100', ['金额@金额']],
    ['`year end` > today()', ['year end@`year end`']],
    ['account. sector = "x', ['account.sector@account. sector']],
    ['account.nothing = 1', ['account@account']],
    ['stage = "x" // amount', ['stage@stage']],
    ['{ amount: 1 }.amount', []],
    ['some stage in tags satisfies stage = "x"', ['tags@tags']],
    ['some stage in tags satisfies stage =', ['tags@tags']],
    ['amounts > 1', []],
  ])('%s', (text, spans) => {
    expect(spansOf(text)).toEqual(spans);
  });
});

test('tokens cover every sign but white space, whatever is unfinished', () => {
  const text = 'a  <= "x\\" and `b c';
  expect(scanText(text).map(({ type, from, to }) => [type, text.slice(from, to)])).toEqual([
    ['name', 'a'],
    ['sign', '<='],
    ['string', '"x\\" and `b c'],
  ]);
});

describe('the call around a place', () => {
  test.each([
    ['contains(|', 'contains', 0],
    ['contains(stage, |', 'contains', 1],
    ['string length(|', 'string length', 0],
    ['min(1, max(2, 3), |', 'min', 2],
    ['min(1, (2 + |', 'min', 1],
    ['contains（stage，|', 'contains', 1],
    ['contains("a, (b", |', 'contains', 1],
  ])('%s', (marked, name, argument) => {
    const place = marked.indexOf('|');
    expect(signatureAt(marked.replace('|', ''), place)).toMatchObject({ entry: { name }, argument });
  });

  test.each(['(1 + |', 'stage(|', 'today()|', '|contains(stage, "x")'])('none at %s', (marked) => {
    expect(signatureAt(marked.replace('|', ''), marked.indexOf('|'))).toBeNull();
  });
});

describe('one click mends', () => {
  const titles = new Map([['阶段', 'stage']]);
  const mended = (text: string) => {
    const { problems, notes } = readExpression(text, scope);
    const [problem] = [...problems, ...notes];
    const fix = problem === undefined ? null : fixOf(problem, text, (title) => titles.get(title));
    return fix === null ? null : text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
  };
  test.each([
    ['amuont > 1', 'amount > 1'],
    ['account.sectr = "x"', 'account.sector = "x"'],
    ['contians(stage, "x")', 'contains(stage, "x")'],
    ['阶段 = "x"', 'stage = "x"'],
    ['not stage', 'not(stage)'],
    ["stage = 'x'", 'stage = "x"'],
    ['金额＞100', '金额>100'],
    ['amount == 1', 'amount = 1'],
    ['stage = “x"y”', String.raw`stage = "x\"y"`],
    ['stage = ‘x’', 'stage = "x"'],
    ['due > today', 'due > today()'],
    ['amount > nothingalike', null],
    ['amount >', null],
  ])('%s', (text, better) => {
    expect(mended(text)).toBe(better);
  });
});

test.each([
  ['合同金额', 'htje'],
  ['客户来源 A1', 'khlya1'],
  ['微信', 'wx'],
  ['', ''],
])('pinyin initials of %s are %s', (text, initials) => {
  expect(pinyinInitials(text)).toBe(initials);
});
