import { expect, test } from 'vitest';
import { readExpression } from '../read-expression.ts';
import {
  booleanType,
  dateTimeType,
  dateType,
  type FeelType,
  listOf,
  numberType,
  type Scope,
  textType,
  userType,
} from '../types/feel-type.ts';

const account: FeelType = {
  type: 'reference',
  form: 'account',
  members: () => ({ sector: textType, 是否: booleanType, parent: account, founded: dateTimeType, 日期: dateType }),
};
const fields = {
  a: booleanType,
  b: booleanType,
  amount: numberType,
  金额: numberType,
  stage: textType,
  来源: textType,
  open: booleanType,
  tags: listOf(textType),
  due: dateType,
  created_at: dateTimeType,
  account,
  owner: userType,
};
const scope: Scope = { variables: { ...fields, user: userType, previous: { type: 'context', members: fields } } };
const titles: readonly (readonly [label: string, path: string])[] = [
  ['合同额', 'amount'],
  ['Contract value', 'amount'],
  ['年收入（万元）', 'amount'],
  ['大于标准额', 'amount'],
  ['是否有效', 'open'],
  ['标签', 'tags'],
  ['到期日', 'due'],
  ['创建时刻', 'created_at'],
  ['客户', 'account'],
  ['客户的行业', 'account.sector'],
  ['负责人', 'owner'],
  ['阶段', 'stage'],
  ['阶段', '来源'],
];
const labels = titles.map(([label, path]) => ({ label, path }));

const typed: readonly (readonly [written: string, feel: string])[] = [
  ['IF(AND(amount>1000,stage="won"),20,0)', 'if amount > 1000 and stage = "won" then 20 else 0'],
  ['IFS(amount>1,"a",amount>2,"b")', 'if amount > 1 then "a" else if amount > 2 then "b" else null'],
  ['SWITCH(stage,"a",1,"b",2,0)', 'if stage = "a" then 1 else if stage = "b" then 2 else 0'],
  ['COALESCE(stage,来源,"x")', 'if stage != null then stage else if 来源 != null then 来源 else "x"'],
  ['NOT(ISBLANK(stage))', 'not(stage = null)'],
  ['LEN(stage)>3 AND open', 'string length(stage) > 3 and open'],
  ['IF amount > 1 THEN 2 ELSE 3', 'if amount > 1 then 2 else 3'],
  ['a AND (b OR open)', 'a and (b or open)'],
  ['if AND(a,b) then 1 else 2', 'if a and b then 1 else 2'],
  ['RIGHT(stage,4)', 'if string length(stage) <= 4 then stage else substring(stage, -4)'],
  ['LEFT(stage)', 'substring(stage, 1, 1)'],
  ['ROUND(amount/3,2)', 'round half up(amount / 3, 2)'],
  ['YEAR(due)=2026', 'due.year = 2026'],
  ['SUBSTITUTE(stage,"a","b")', 'replace(stage, "a", "b", "q")'],
  ['TRUE', 'true'],
  ['stage = NULL', 'stage = null'],
  ['"a""b" = stage', '"a\\"b" = stage'],
  ['BETWEEN(amount,1,2)', 'amount between 1 and 2'],
  ['IN(stage,"a","b")', 'stage in ("a", "b")'],
  ['IN(amount,(>3),[1..5])', 'amount in (> 3, [1..5])'],
  ['合同额 > 3', 'amount > 3'],
  ['Contract value > 3', 'amount > 3'],
  ['来源是“官网”，且金额大于1000', '来源 = "官网" and 金额 > 1000'],
  ['来源属于“a”、“b”', '来源 in ("a", "b")'],
  ['来源不属于“a”、“b”，或是否有效为是', 'not(来源 in ("a", "b")) or open = true'],
  ['到期日不晚于今天 + 7天', 'due <= today() + @"P7D"'],
  ['created_at不晚于now() - 0.5天', 'created_at <= now() - @"PT12H"'],
  ['created_at大于now() - 1天1.25小时0.5秒', 'created_at > now() - @"P1DT1H15M0.5S"'],
  ['来源为空，或是否有效为是', '来源 = null or open = true'],
  ['（是否有效，或金额小于1），且来源不包含“x”', '(open or 金额 < 1) and not(contains(来源, "x"))'],
  ['如果金额不低于10，那么20，否则0', 'if 金额 >= 10 then 20 else 0'],
  ['客户的sector是“medical”', 'account.sector = "medical"'],
  ['客户的是否为是', 'account.是否 = true'],
  ['客户的行业是“medical”', 'account.sector = "medical"'],
  ['年收入（万元）大于1', 'amount > 1'],
  ['大于标准额大于1', 'amount > 1'],
  ['金额介于1和10之间，且a', '金额 between 1 and 10 and a'],
  ['来源以“开头”开头，且标签包含“x”', 'starts with(来源, "开头") and list contains(tags, "x")'],
  ['来源不以“a”结尾', 'not(ends with(来源, "a"))'],
  ['标签含有“x”', 'list contains(tags, "x")'],
  ['金额发生变化', '金额 != previous.金额'],
  ['修改前的金额大于1', 'previous.金额 > 1'],
  ['并非（a，且b）', 'not(a and b)'],
  ['到期日早于2026-11-22', 'due < @"2026-11-22"'],
  ['created_at的日期是今天', 'date(created_at) = today()'],
  [
    '金额大于1，且创建时刻的日期介于今天和2026年12月1日',
    '金额 > 1 and date(created_at) between today() and @"2026-12-01"',
  ],
  ['account的parent的founded的日期早于今天', 'date(account.parent.founded) < today()'],
  ['客户的日期早于今天', 'account.日期 < today()'],
  ['created_at晚于2026-11-22 09:30:00', 'created_at > @"2026-11-22T09:30:00"'],
  ['created_at大于等于2026-11-22T09:30:00Z', 'created_at >= @"2026-11-22T09:30:00Z"'],
  ['金额属于大于3、[1..5)、7', '金额 in (> 3, [1..5), 7)'],
  ['金额属于(1..5)、3', '金额 in ((1..5), 3)'],
  ['总是', 'true'],
  ['金额 大于 1 且 a 。', '金额 > 1 and a'],
  ['account.是否 = true', 'account.是否 = true'],
  ['金额是 1，且 来源 是 ‘官网’', '金额 = 1 and 来源 = "官网"'],
  ['a为是且b为否', 'a = true and b = false'],
  ['a 是 是', 'a = true'],
  ['如果a，那么如果b，那么1，否则2，否则3', 'if a then if b then 1 else 2 else 3'],
  ['string length(来源)大于3', 'string length(来源) > 3'],
  ['count(标签)大于1', 'count(tags) > 1'],
  ['来源包含“或”，或来源包含"，且"', 'contains(来源, "或") or contains(来源, "，且")'],
  ['a 且 b 或 open', 'a and b or open'],
  ['金额 加 1 乘以 2 大于 3', '金额 + 1 * 2 > 3'],
  ['负责人是当前用户', 'owner = user'],
];

test.each(typed)('reads %j as %s', (written, feel) => {
  const { expression, problems } = readExpression(written, scope, { labels });
  expect(problems).toEqual([]);
  expect(expression?.text).toBe(feel);
  expect(readExpression(feel, scope).expression?.text).toBe(feel);
});

test('reads functions whose names hold a word of the grammar', () => {
  for (const text of [
    'days between(due, today())',
    'months between(max(due, due), due) > 1 and amount between 1 and 2',
  ]) {
    expect(readExpression(text, scope).expression?.text).toBe(text);
  }
  expect(readExpression('DATEDIF(due,TODAY(),"Y")', scope).expression?.text).toBe(
    'round down(months between(due, today()) / 12, 0)',
  );
});

const refused: readonly (readonly [written: string, code: string, from: number, to: number])[] = [
  ['IF(amount)', 'EXPR_ARGUMENTS', 0, 10],
  ['SWITCH(stage,"a")', 'EXPR_ARGUMENTS', 0, 17],
  ['LEFT(text: stage)', 'EXPR_ARGUMENTS', 0, 17],
  ['LEN(amount)', 'EXPR_ARGUMENT_TYPE', 4, 10],
  ['IF(amount,1,2)', 'EXPR_TYPE_OPERAND', 3, 9],
  ['阶段 = "x"', 'EXPR_LABEL_AMBIGUOUS', 0, 2],
  ['阶段是“x”', 'EXPR_LABEL_AMBIGUOUS', 0, 2],
  ['到期日大于1', 'EXPR_TYPE_CLASH', 0, 6],
  ['来源是“a”，且金额大于“b”', 'EXPR_TYPE_CLASH', 8, 15],
  ['金额大于', 'EXPR_NAME_UNKNOWN', 0, 4],
  [`${'COALESCE('.repeat(40)}amount${',1)'.repeat(40)}`, 'EXPR_TOO_DEEP', 252, 402],
];

test.each(refused)('refuses %j with %s at %d to %d', (written, code, from, to) => {
  const { problems } = readExpression(written, scope, { labels });
  expect(problems[0]).toMatchObject({ code, params: { from, to } });
});

test('says what a spreadsheet function or a sentence was read as', () => {
  const notes = (text: string) => readExpression(text, scope, { labels }).notes.map((note) => note.message);
  expect(notes('LEN(stage) > 1')).toEqual(['"LEN" was read as "string length".']);
  expect(notes('金额大于1')).toEqual(['"金额大于1" was read as "金额 > 1".']);
});

test('a name of the scope or of the expression itself is no spreadsheet function', () => {
  expect(readExpression('{len: function(x) x, y: len(amount)}.y', scope).problems).toEqual([]);
  expect(readExpression('sum([1, 2])', scope).notes).toEqual([]);
  expect(readExpression('TRUE', { variables: { TRUE: numberType } }).expression?.text).toBe('TRUE');
});
