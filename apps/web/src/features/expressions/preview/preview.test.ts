import type { Me } from '@tangram/client';
import { booleanType, compileClosure, explain, readExpression, userType } from '@tangram/expression';
import { type FormModel, modelForm } from '@tangram/forms';
import type { FormDefinition } from '@tangram/schema';
import { expect, test } from 'vitest';
import { decisiveParts } from './decisive-parts.ts';
import { pathsToRead, recordEnvironment, unknownHere } from './record-environment.ts';

const account: FormDefinition = {
  type: 'object',
  form: { title: 'Account', layout: [] },
  properties: {
    name: { type: 'string', field: { type: 'text', title: 'Name' } },
    sector: { type: 'string', field: { type: 'text', title: 'Sector' } },
  },
};
const deal: FormDefinition = {
  type: 'object',
  form: { title: 'Deal', layout: [] },
  properties: {
    name: { type: 'string', field: { type: 'text', title: 'Name' } },
    amount: { type: 'number', field: { type: 'number', title: 'Amount' } },
    account: { type: 'string', field: { type: 'reference', title: 'Account', settings: { form: 'account' } } },
  },
};
const form: FormModel = modelForm('crm', 'deal', deal, (app, key) =>
  key === 'account' ? modelForm(app, key, account, () => undefined) : undefined,
);
const scope = form.scopeWith({
  previous: { type: 'context', members: form.scope.variables },
  user: userType,
});
const me: Me = {
  id: 'p1',
  name: 'Ann',
  email: 'ann@example.com',
  absent_from: null,
  absent_until: null,
  language: 'en',
  isAdministrator: true,
  workspace: { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'CNY' },
};
const now = new Date('2026-11-27T20:00:00Z');

function read(text: string) {
  const { expression, problems } = readExpression(text, scope);
  if (expression === null) throw new Error(JSON.stringify(problems));
  return expression;
}

test('asks for what the expression reads: fields, paths through relations, the record before as it is', () => {
  const expression = read('account.sector = "x" and previous.amount != amount and account.id != null and owner = user');
  expect([...pathsToRead(expression, form)].sort()).toEqual(['account', 'account.sector', 'amount', 'owner']);
  expect(unknownHere(expression, form)).toEqual(['previous']);
  expect(unknownHere(read('list contains(user.groups, "a")'), form)).toEqual(['person']);
});

test.each([
  ['account.sector + "/" + name', 'retail/A'],
  ['if account = null then "none" else account.title', 'Shop'],
  ['if amount != previous.amount then "moved" else "same"', 'same'],
  ['user.name', 'Ann'],
  // In the workspace's zone it is already the next day.
  ['string(today())', '2026-11-28'],
])('evaluates %s over a record as the server answers it', (text, value) => {
  const row = {
    id: 'r1',
    version: 1,
    name: 'A',
    amount: 12,
    account: { id: 'a1', title: 'Shop' },
    'account.sector': 'retail',
  };
  expect(compileClosure(read(text))(recordEnvironment(row, form, me, now))).toBe(value);
});

test('a blank relation has blank fields', () => {
  const row = { id: 'r1', version: 1, name: 'A', account: null, 'account.sector': null };
  expect(compileClosure(read('account.sector = null'))(recordEnvironment(row, form, me, now))).toBe(true);
});

test('tells the parts that decide from those that do not, with the values they looked at', () => {
  const { expression } = readExpression('amount > 10 and (name = "B" or not(contains(name, "A")))', scope, {
    expects: booleanType,
  });
  if (expression === null) throw new Error('does not read');
  const row = { id: 'r1', version: 1, name: 'A', amount: 12 };
  const parts = decisiveParts(explain(expression, recordEnvironment(row, form, me, now)));
  expect(parts.map(({ text, holds, isDecisive }) => ({ text, holds, isDecisive }))).toEqual([
    { text: 'amount > 10', holds: true, isDecisive: false },
    { text: 'name = "B"', holds: false, isDecisive: true },
    { text: 'not(contains(name, "A"))', holds: false, isDecisive: true },
  ]);
  expect(parts[0]?.values).toEqual([{ text: 'amount', value: 12 }]);
});
