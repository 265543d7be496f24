import { expect, test } from 'vitest';
import { compileClosure } from './compile/closure.ts';
import { localizeProblem } from '@tangram/schema';
import { expressionErrors } from './errors.ts';
import { maxLength } from './limits.ts';
import { RandomSource } from './differential/random-source.ts';
import { randomExpression } from './differential/random-expression.ts';
import { columns, randomRow, scope as randomScope } from './differential/random-rows.ts';
import { readExpression, readUnaryTests } from './read-expression.ts';
import {
  booleanType,
  dateTimeType,
  type FeelType,
  listOf,
  numberType,
  type Scope,
  textType,
  userType,
} from './types/feel-type.ts';
import { fromFeel, toFeel } from './values/wire.ts';

const account: FeelType = {
  type: 'reference',
  form: 'account',
  members: () => ({ sector: textType, parent: account }),
};
const scope: Scope = {
  variables: {
    amount: numberType,
    金额: numberType,
    stage: textType,
    open: booleanType,
    tags: listOf(textType),
    created_at: dateTimeType,
    account,
    owner: { type: 'reference', form: 'person', members: () => ({}) },
    user: userType,
    '年收入(万元)': numberType,
  },
};

const mistakes: readonly (readonly [text: string, code: string, from: number, to: number])[] = [
  ['', 'EXPR_EMPTY', 0, 0],
  ['amount >', 'EXPR_SYNTAX_END', 8, 8],
  ['amount > > 1', 'EXPR_SYNTAX', 9, 12],
  ['amount < > 1', 'EXPR_SYNTAX', 9, 12],
  ['not open', 'EXPR_NOT_BRACKETS', 0, 8],
  ['stage not in ("a", "b")', 'EXPR_NOT_IN', 0, 9],
  ["stage = 'won'", 'EXPR_TEXT_QUOTES', 8, 13],
  ['stage = "won', 'EXPR_TEXT_OPEN', 8, 12],
  ['amuont > 1', 'EXPR_NAME_UNKNOWN', 0, 6],
  ['account.secto = "x"', 'EXPR_MEMBER_UNKNOWN', 0, 13],
  ['constructor = 1', 'EXPR_NAME_UNKNOWN', 0, 11],
  ['account.__proto__ = 1', 'EXPR_MEMBER_UNKNOWN', 0, 17],
  ['strlen(stage) > 1', 'EXPR_FUNCTION_UNKNOWN', 0, 6],
  ['amount(1)', 'EXPR_NOT_A_FUNCTION', 0, 6],
  ['contains(stage)', 'EXPR_ARGUMENTS', 0, 15],
  ['contains(stage, 5)', 'EXPR_ARGUMENT_TYPE', 16, 17],
  ['stage > 3', 'EXPR_TYPE_CLASH', 0, 9],
  ['stage + 1', 'EXPR_TYPE_CLASH', 0, 9],
  ['created_at > today()', 'EXPR_TYPE_CLASH', 0, 20],
  ['amount and open', 'EXPR_TYPE_OPERAND', 0, 6],
  ['if open then 1 else "x"', 'EXPR_TYPE_CLASH', 0, 23],
  ['date("2026-02-30") = null', 'EXPR_DATE_TEXT', 0, 18],
  ['@"2026-13-01" = null', 'EXPR_DATE_TEXT', 0, 13],
  ['matches(stage, "(a+)+")', 'EXPR_PATTERN', 0, 23],
  ['matches(stage, "[a")', 'EXPR_PATTERN', 0, 20],
  ['amount > 1e7000', 'EXPR_NUMBER_RANGE', 9, 15],
  ['replace(stage, "a*", "b") = stage', 'EXPR_PATTERN', 0, 25],
  ['replace(stage, "a", "$") = stage', 'EXPR_PATTERN', 0, 24],
  ['amount instance of nombre', 'EXPR_TYPE_UNKNOWN', 0, 25],
  ['{a: 1, a: 2}', 'EXPR_DUPLICATE_NAME', 7, 8],
  ['? > 1', 'EXPR_TESTS_ONLY', 0, 1],
  [`${'('.repeat(500)}1${')'.repeat(500)}`, 'EXPR_TOO_DEEP', 200, 201],
  [`max(${'1,'.repeat(1000)}1)`, 'EXPR_TOO_MANY', 2003, 2004],
  [`{${'a:1,'.repeat(200)}b:1}`, 'EXPR_TOO_MANY', 800, 801],
  [`open${' or open'.repeat(300)}`, 'EXPR_TOO_MANY', 2397, 2398],
  ['if open then 1 else '.repeat(201) + '1', 'EXPR_TOO_DEEP', 4000, 4001],
  ['for i in [1] return '.repeat(201) + 'i', 'EXPR_TOO_DEEP', 4000, 4001],
  [`amount${' + amount'.repeat(250)}`, 'EXPR_TOO_DEEP', 0, 456],
  [`amount${' + amount'.repeat(1000)}`, 'EXPR_TOO_MANY', 3598, 3599],
  ['-'.repeat(9000) + '1', 'EXPR_TOO_DEEP', 200, 201],
  [`words${'[1]'.repeat(202)}`, 'EXPR_TOO_DEEP', 608, 609],
  [`open${' and words[1] = "a"'.repeat(150)} and ${'words[1][2] + '.repeat(80)}1`, 'EXPR_TOO_MANY_FILTERS', 3914, 3915],
  ['date( ] '.repeat(400), 'EXPR_TOO_DEEP', 804, 805],
  ['a '.repeat(101), 'EXPR_TOO_MANY_WORDS', 200, 201],
  ['a /* b */ '.repeat(101), 'EXPR_TOO_MANY_WORDS', 1000, 1001],
  ['amount > "\ud800"', 'EXPR_SYNTAX', 10, 11],
  ['amount (amount /* '.repeat(300), 'EXPR_COMMENT_OPEN', 15, 5400],
  ['amount /*/', 'EXPR_COMMENT_OPEN', 7, 10],
  [' '.repeat(maxLength + 1), 'EXPR_TOO_LONG', 0, maxLength + 1],
];

const habits: readonly (readonly [text: string, code: string, from: number, to: number, hint: string | undefined])[] = [
  ['+ amount', 'EXPR_SYNTAX', 0, 8, undefined],
  ['amount ++ 1', 'EXPR_SYNTAX', 8, 11, undefined],
  ['amount % 2', 'EXPR_SYNTAX', 7, 8, undefined],
  ['!open', 'EXPR_NOT_BRACKETS', 0, 5, undefined],
  ['open and not open', 'EXPR_NOT_BRACKETS', 9, 17, undefined],
  ['！open', 'EXPR_NOT_BRACKETS', 0, 5, undefined],
  ['amount > 1,000', 'EXPR_SYNTAX', 10, 11, 'Write numbers in plain digits: 1000000, and 0.5 for 50 %.'],
  ['金额 > 50％', 'EXPR_SYNTAX', 7, 8, 'Write numbers in plain digits: 1000000, and 0.5 for 50 %.'],
  ['stage is null', 'EXPR_SYNTAX', 9, 13, 'Write "=" or "!=": stage = null asks whether it is blank.'],
  [
    'stage contains "x"',
    'EXPR_SYNTAX',
    15,
    16,
    'Write it as a function: contains(stage, "x"), starts with(stage, "x").',
  ],
  ['stage = won', 'EXPR_NAME_UNKNOWN', 8, 11, 'If a text is meant, write "won" in quotes.'],
  ['date(created_at) > today', 'EXPR_FUNCTION_BRACKETS', 19, 24, 'Write today().'],
  ['date(created_at) = "2026-01-01"', 'EXPR_TYPE_CLASH', 0, 31, 'Write a date as @"2026-11-22".'],
  ['contains(string: stage, mach: "x")', 'EXPR_PARAMETER_UNKNOWN', 0, 34, 'Did you mean "match"?'],
  ['contins(stage, "x")', 'EXPR_FUNCTION_UNKNOWN', 0, 7, 'Did you mean "contains"?'],
  ['user.nam = "x"', 'EXPR_MEMBER_UNKNOWN', 0, 8, 'Did you mean "name"?'],
  ['amount += 1', 'EXPR_TYPE_CLASH', 0, 11, undefined],
  ['stage = "won”', 'EXPR_TEXT_OPEN', 8, 13, undefined],
];

test.each(habits)('refuses %j with %s at %d to %d and says %s', (text, code, from, to, hint) => {
  const { expression, problems } = readExpression(text, scope);
  expect(expression).toBeNull();
  expect(problems[0]).toMatchObject({ code, params: { from, to } });
  expect(problems[0]?.hint).toBe(hint);
  const zh = problems[0] && localizeProblem(problems[0], expressionErrors, 'zh');
  expect(zh?.message).toMatch(/[\u4e00-\u9fff]/);
  if (hint !== undefined) expect(zh?.hint).toMatch(/[\u4e00-\u9fff]/);
});

test.each(mistakes)('refuses %j with %s at %d to %d', (text, code, from, to) => {
  const { expression, problems } = readExpression(text, scope, { path: '/form/formula' });
  expect(expression).toBeNull();
  expect(problems[0]).toMatchObject({ code, path: '/form/formula', params: { from, to } });
});

test('reads as many conditions as the limit says', () => {
  const { expression } = readExpression(`open${' or amount > 1'.repeat(299)}`, scope);
  expect(expression?.ast).toMatchObject({ type: 'logic', operands: { length: 300 } });
});

test.each([
  ['ranges whose brackets stand the other way round', ' and amount in ]1..2['],
  ['texts with brackets in them', ' and stage in ["]", "(("]'],
  ['products', ' and amount * 2 + amount * 3 > 4'],
])('reads 299 %s, one after another', (_, part) => {
  const { problems } = readExpression(`open${part.repeat(299)}`, scope);
  expect(problems).toEqual([]);
});

test('what stands in the branches of an if is not joined', () => {
  const { problems } = readExpression(`${'if open and amount > 1 and open then 1 else '.repeat(180)}0`, scope);
  expect(problems).toEqual([]);
});

test('finds several mistakes at once and says what was probably meant', () => {
  const { problems } = readExpression('amuont > 1 and stagee = "x"', scope);
  expect(problems.map((problem) => problem.hint)).toEqual(['Did you mean "amount"?', 'Did you mean "stage"?']);
});

test('says a problem and its hint in Chinese', () => {
  const [problem] = readExpression('stage > 3', scope).problems;
  expect(problem && localizeProblem(problem, expressionErrors, 'zh')).toMatchObject({
    message: '“>”不能用于文本与数字之间。',
    hint: '请在文本外面写 number(...)，或给数字加上双引号。',
  });
});

const corrected: readonly (readonly [written: string, read: string])[] = [
  ['金额＞100', '金额 > 100'],
  ['金额≥１００ and stage ＝ “官网”', '金额 >= 100 and stage = "官网"'],
  ['min（金额，amount）＋1', 'min(金额, amount) + 1'],
  ['stage == "a" || stage <> "b"', 'stage = "a" or stage != "b"'],
  ['stage in （“a”、“b”）', 'stage in ("a", "b")'],
  ['stage = "＞，（）" ', 'stage = "＞，（）"'],
  ['stage = 「他说"好"」', 'stage = "他说\\"好\\""'],
  ['stage = ‘官网’ or stage = 『展会』', 'stage = "官网" or stage = "展会"'],
  ['amount =< 1 and 金额 => 2', 'amount <= 1 and 金额 >= 2'],
  ['amount === 1 or 金额 !== 2', 'amount = 1 or 金额 != 2'],
  ['amount ≧ 1 or 金额 ≦ 2', 'amount >= 1 or 金额 <= 2'],
  ['amount ^ 2 ＞ 4', 'amount ** 2 > 4'],
  ['stage & "x" = "yx"', 'stage + "x" = "yx"'],
  ['［1，2］[1] − 1', '[1, 2][1] - 1'],
  ['｛a：1｝。a', '{a: 1}.a'],
];

test.each(corrected)('reads %j as %j', (written, read) => {
  const { expression, notes } = readExpression(written, scope);
  expect(expression?.text).toBe(read);
  const wasCorrected = written.trim() !== read.trim();
  expect(notes.length > 0).toBe(wasCorrected);
});

const chains: readonly (readonly [written: string, read: string])[] = [
  ['amount in [1..3] and open', '(amount in [1..3]) and open'],
  ['amount in [1..3] and stage in ["a"] or open', '((amount in [1..3]) and (stage in ["a"])) or open'],
  ['open or amount in [1..3] and open', 'open or ((amount in [1..3]) and open)'],
  ['amount in > 3 and open', '(amount in (> 3)) and open'],
  ['stage in tags and not(amount in [1, 2] or open)', '(stage in tags) and not((amount in [1, 2]) or open)'],
];

test.each(chains)('reads the chain %j as %j', (written, bracketed) => {
  const [chain, tree] = [readExpression(written, scope), readExpression(bracketed, scope)];
  expect(chain.problems).toEqual([]);
  expect(chain.expression?.text).toBe(tree.expression?.text);
  expect(readExpression(chain.expression?.text ?? '', scope).expression?.text).toBe(chain.expression?.text);
});

test('gives offsets into the text as written, not as corrected', () => {
  const { problems } = readExpression('金额≥1 and amuont≠2', scope);
  expect(problems[0]?.params).toMatchObject({ from: 9, to: 15 });
});

test('writes names that FEEL would not read in backticks, and reads them', () => {
  const { expression } = readExpression('`年收入(万元)` > 100', scope);
  expect(expression?.text).toBe('`年收入(万元)` > 100');
  expect(expression?.reads).toEqual([['年收入(万元)']]);
});

test('reads names with spaces and signs when the scope has them', () => {
  const odd = { variables: { 'Full Name': textType, 'a-b': numberType, a: numberType, b: numberType } };
  expect(readExpression('Full  Name = "x"', odd).expression?.reads).toEqual([['Full Name']]);
  expect(readExpression('a - b', odd).expression?.reads).toEqual([['a-b']]);
});

test.each([
  'date and time((if open then today() else today()), time(date and time(add working days(today(), 1), @"10:00:00")))',
  'max(if open then 1 else 2, abs(working days between(today(), last day of month(add working days(today(), 1)))))',
])('reads names of functions with spaces however deep they stand: %s', (text) => {
  expect(readExpression(text, scope).problems.filter(({ code }) => code === 'EXPR_SYNTAX')).toEqual([]);
});

test('lists the paths that are read, through references too', () => {
  const { expression } = readExpression(
    'account.parent.sector = "x" and created_at.year = 2026 and owner = user',
    scope,
  );
  expect(expression?.reads).toEqual([['account', 'parent', 'sector'], ['created_at'], ['owner'], ['user']]);
});

test('refuses an expression of another type than its place needs', () => {
  expect(readExpression('amount + 1', scope, { expects: booleanType }).problems[0]?.code).toBe('EXPR_TYPE_RESULT');
  expect(readExpression('amount > 1', scope, { expects: booleanType }).problems).toEqual([]);
});

test('reads the cells of a decision table', () => {
  const read = (text: string, type: FeelType) => readUnaryTests(text, scope, type);
  expect(read('-', numberType).expression?.text).toBe('-');
  expect(read('> 10, [1..5]', numberType).expression?.text).toBe('> 10, [1..5]');
  expect(read('not("a", "b")', textType).expression?.text).toBe('not("a", "b")');
  expect(read('? > 5 and ? < amount', numberType).expression?.text).toBe('? > 5 and ? < amount');
  expect(read('> "a"', numberType).problems[0]?.code).toBe('EXPR_TYPE_CLASH');
});

test('prints a text that reads as the same expression', () => {
  const random = new RandomSource(7);
  for (let turn = 0; turn < 300; turn++) {
    const written = randomExpression(random, random.pick(['boolean', 'number', 'text', 'date'] as const), 4);
    const first = readExpression(written, randomScope).expression;
    const again = readExpression(first?.text ?? '', randomScope).expression;
    expect(again?.text, written).toBe(first?.text);
    if (first === null || again === null) continue;
    const row = randomRow(random);
    const variables = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, toFeel(value, columns[name]?.type ?? { type: 'any' })]),
    );
    const environment = { variables, now: new Date('2026-11-22T00:00:00Z'), zone: 'Asia/Shanghai' };
    expect(fromFeel(compileClosure(again)(environment)), written).toEqual(fromFeel(compileClosure(first)(environment)));
  }
});

test('never throws, whatever is typed', () => {
  const random = new RandomSource(3);
  const pieces = [
    'amount',
    'stage',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '`',
    '.',
    '..',
    ',',
    ':',
    '@',
    '?',
    '-',
    '+',
    '*',
    '**',
    '/',
    '<',
    '>',
    '=',
    '!=',
    'and',
    'or',
    'not',
    'in',
    'if',
    'then',
    'else',
    'for',
    'return',
    'some',
    'satisfies',
    'function',
    'null',
    'true',
    '1',
    '1.5',
    ' ',
    '\n',
    '＞',
    '“',
    '”',
    '//',
    '/*',
    '😀',
    'date',
    'instance of',
    'between',
    '\u0000',
  ];
  for (let turn = 0; turn < 1500; turn++) {
    const text = Array.from({ length: 1 + random.below(12) }, () => random.pick(pieces)).join(
      random.chance(0.5) ? ' ' : '',
    );
    const { expression, problems } = readExpression(text, scope);
    expect(expression === null, text).toBe(problems.length > 0);
    if (expression !== null) void expression.inSql;
  }
});
