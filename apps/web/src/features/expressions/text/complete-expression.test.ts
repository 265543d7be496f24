import { booleanType, dateType, numberType, relatedList, type Scope, textType } from '@tangram/expression';
import { expect, test } from 'vitest';
import { completeExpression } from './complete-expression.ts';

const scope: Scope = {
  variables: {
    stage: textType,
    amount: numberType,
    due: dateType,
    open: booleanType,
    account: { type: 'reference', form: 'account', members: () => ({ sector: textType, size: numberType }) },
  },
};
const titles: { readonly [path: string]: readonly [string, string] } = {
  stage: ['Stage', '跟进阶段'],
  amount: ['Amount', '合同金额'],
  due: ['Due', '到期日'],
  account: ['Account', '客户'],
  'account.sector': ['Account › Sector', '客户的行业'],
};
const names = {
  titleOf: (path: string) => titles[path]?.[0],
  wordsOf: (path: string) => titles[path] ?? [],
  optionsOf: (path: string) =>
    path === 'stage'
      ? [
          { value: 'won', label: 'Won' },
          { value: 'lost "for good"', label: 'Lost' },
        ]
      : undefined,
};

/** The list at `|` in the text. */
function at(marked: string, isAsked = false) {
  const place = marked.indexOf('|');
  return completeExpression(marked.replace('|', ''), place, { scope, names, language: 'en' }, isAsked);
}
const labels = (marked: string, isAsked = false) => at(marked, isAsked)?.suggestions.map(({ label }) => label);

test.each([
  ['am|', 'Amount'],
  ['合同|', 'Amount'],
  ['htje|', 'Amount'],
  ['STA|', 'Stage'],
  ['sector|', 'Account › Sector'],
  ['sum|', 'sum'],
  ['平均|', 'mean'],
])('finds at %s first %s', (marked, first) => {
  expect(labels(marked)?.[0]).toBe(first);
});

test('offers the options of a field after a comparison, written as text', () => {
  expect(at('stage = |')).toMatchObject({ from: 8, to: 8 });
  expect(at('stage = |')?.suggestions.slice(0, 2)).toMatchObject([
    { kind: 'option', label: 'Won', insert: '"won"' },
    { kind: 'option', label: 'Lost', insert: '"lost \\"for good\\""' },
  ]);
  expect(labels('amount > 1 and stage in ("won", |')?.[0]).toBe('Won');
  expect(labels('stage ＝ lo|')?.[0]).toBe('Lost');
});

test('takes the place of a text that is being written, quotes and all', () => {
  expect(at('stage = "w|"')).toMatchObject({ from: 8, to: 11, suggestions: [{ insert: '"won"' }] });
  expect(at('stage = "w|')).toMatchObject({ from: 8, to: 10 });
  expect(at('amount = "w|"')).toBeNull();
});

test('offers what is behind a relation after its dot', () => {
  expect(labels('account.|')).toEqual(['id', 'title', 'Account › Sector', 'size']);
  expect(at('account.sec|')).toMatchObject({ from: 8, to: 11, suggestions: [{ insert: 'sector' }] });
  expect(labels('nothing.|')).toBeUndefined();
});

test('offers operators after a value, by sign and by word', () => {
  expect(labels('amount |', true)).toContain('at least');
  expect(labels('amount 不低|')).toEqual(['at least']);
  expect(labels('stage one|')).toEqual(['one of']);
});

test('stays away where nothing was asked for', () => {
  expect(at('|')).toBeNull();
  expect(at('amount > 1 |')).toBeNull();
  expect(at('amount > 12|')).toBeNull();
  expect(at('// am|')).toBeNull();
  expect(at('due = @"2026|')).toBeNull();
  expect(labels('|', true)?.slice(0, 2)).toEqual(['Stage', 'Amount']);
});

test('puts what suits a comparison first', () => {
  const found = labels('amount > |', true) ?? [];
  expect(found.indexOf('Amount')).toBeLessThan(found.indexOf('Stage'));
});

test('puts the caret between the brackets of a function, behind them where it takes nothing', () => {
  expect(at('contai|')?.suggestions[0]).toMatchObject({ insert: 'contains()', caret: 9 });
  expect(at('toda|')?.suggestions[0]).toMatchObject({ insert: 'today()', caret: 7 });
});

test('offers the fields of related records: behind a dot, and first within the brackets of their list', () => {
  const visit = {
    type: 'reference' as const,
    form: 'crm/visit',
    members: () => ({ done: booleanType, stage: textType, length: numberType }),
  };
  const related = relatedList(visit, { app: 'crm', form: 'visit', field: 'account' });
  const ofList: { readonly [path: string]: string } = { visit: 'Visits', 'visit[].stage': 'Stage of the visit' };
  const around = {
    scope: { variables: { ...scope.variables, visit: related } },
    names: { ...names, titleOf: (path: string) => ofList[path] ?? names.titleOf(path) },
    language: 'en' as const,
  };
  const found = (text: string) => completeExpression(text, text.length, around, true)?.suggestions ?? [];
  expect(found('count(vis')[0]).toMatchObject({ label: 'Visits', insert: 'visit' });
  expect(found('sum(visit.').map(({ insert }) => insert)).toContain('length');
  expect(found('count(visit[don')[0]).toMatchObject({ insert: 'done' });
  expect(found('count(visit[sta')[0]).toMatchObject({ label: 'Stage of the visit', insert: 'stage' });
  // Outside of the brackets they are no names.
  expect(found('count(visit[done]) > len').map(({ insert }) => insert)).not.toContain('length');
});
