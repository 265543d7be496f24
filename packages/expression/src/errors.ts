import { type ErrorTable, problemsOf, type Sentence } from '@tangram/schema';

/** Mistakes in expressions. Every problem has the params `from` and `to`: offsets into the text as written. */
export const expressionErrors = {
  EXPR_EMPTY: {
    kind: 'invalid',
    message: { en: 'The expression is empty.', zh: '表达式为空。' },
  },
  EXPR_SYNTAX: {
    kind: 'invalid',
    message: { en: 'The expression cannot be read at "{near}".', zh: '表达式在“{near}”处无法识别。' },
  },
  EXPR_SYNTAX_END: {
    kind: 'invalid',
    message: {
      en: 'The expression ends too early: something is missing after "{near}".',
      zh: '表达式不完整：“{near}”之后缺少内容。',
    },
  },
  EXPR_TOO_LONG: {
    kind: 'too-large',
    message: {
      en: 'The expression is {length} characters long; at most {limit} are allowed.',
      zh: '表达式有 {length} 个字符，最多允许 {limit} 个。',
    },
  },
  EXPR_TOO_DEEP: {
    kind: 'too-large',
    message: { en: 'The expression is nested more than {limit} levels deep.', zh: '表达式嵌套超过 {limit} 层。' },
  },
  EXPR_TOO_MANY: {
    kind: 'too-large',
    message: {
      en: 'More than {limit} values stand side by side here.',
      zh: '此处并列的值超过 {limit} 个。',
    },
  },
  EXPR_TOO_MANY_FILTERS: {
    kind: 'too-large',
    message: {
      en: 'The expression has more than {limit} filters in square brackets.',
      zh: '表达式中方括号筛选超过 {limit} 个。',
    },
  },
  EXPR_TOO_MANY_WORDS: {
    kind: 'too-large',
    message: {
      en: 'More than {limit} words stand here with no sign between them.',
      zh: '此处连续出现超过 {limit} 个词，中间没有运算符。',
    },
  },
  EXPR_NAME_UNKNOWN: {
    kind: 'invalid',
    message: { en: '"{name}" is not known here.', zh: '此处没有“{name}”。' },
  },
  EXPR_LABEL_AMBIGUOUS: {
    kind: 'invalid',
    message: {
      en: 'Several fields are called "{name}": write the key of one, {keys}.',
      zh: '有多个字段叫“{name}”，请写其中一个的标识：{keys}。',
    },
  },
  EXPR_MEMBER_UNKNOWN: {
    kind: 'invalid',
    message: { en: '"{name}" has no "{member}".', zh: '“{name}”中没有“{member}”。' },
  },
  EXPR_FUNCTION_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no function "{name}".', zh: '没有名为“{name}”的函数。' },
  },
  EXPR_NOT_A_FUNCTION: {
    kind: 'invalid',
    message: { en: '"{name}" is not a function and cannot be called.', zh: '“{name}”不是函数，不能调用。' },
  },
  EXPR_ARGUMENTS: {
    kind: 'invalid',
    message: {
      en: 'The function "{name}" is called with other arguments: {expected}.',
      zh: '函数“{name}”的参数应为：{expected}。',
    },
  },
  EXPR_PARAMETER_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'The function "{name}" has no argument "{parameter}".',
      zh: '函数“{name}”没有名为“{parameter}”的参数。',
    },
  },
  EXPR_FUNCTION_BRACKETS: {
    kind: 'invalid',
    message: { en: '"{name}" is a function and needs brackets.', zh: '“{name}”是函数，需要括号。' },
  },
  EXPR_ARGUMENT_TYPE: {
    kind: 'invalid',
    message: {
      en: 'The function "{name}" needs {expected} as "{parameter}", not {actual}.',
      zh: '函数“{name}”的参数“{parameter}”应为{expectedZh}，而不是{actualZh}。',
    },
  },
  EXPR_TYPE_CLASH: {
    kind: 'invalid',
    message: {
      en: '"{operator}" cannot join {left} and {right}.',
      zh: '“{operator}”不能用于{leftZh}与{rightZh}之间。',
    },
  },
  EXPR_TYPE_OPERAND: {
    kind: 'invalid',
    message: {
      en: '"{operator}" needs {expected}, not {actual}.',
      zh: '“{operator}”需要{expectedZh}，而不是{actualZh}。',
    },
  },
  EXPR_TYPE_RESULT: {
    kind: 'invalid',
    message: {
      en: 'The expression gives {actual}, but {expected} is needed here.',
      zh: '表达式的结果是{actualZh}，此处需要{expectedZh}。',
    },
  },
  EXPR_NOT_BRACKETS: {
    kind: 'invalid',
    message: { en: '"not" needs brackets: not({rest}).', zh: '“not”需要括号：not({rest})。' },
  },
  EXPR_NOT_IN: {
    kind: 'invalid',
    message: {
      en: '"{name} not in" is not FEEL: write not({name} in (...)).',
      zh: 'FEEL 中没有“{name} not in”，请写成 not({name} in (...))。',
    },
  },
  EXPR_TEXT_QUOTES: {
    kind: 'invalid',
    message: { en: "Text stands in double quotes, not in '...'.", zh: '文本应使用双引号，不能使用单引号。' },
  },
  EXPR_COMMENT_OPEN: {
    kind: 'invalid',
    message: { en: 'A comment begins here and never ends: "*/" is missing.', zh: '注释缺少结束符“*/”。' },
  },
  EXPR_TEXT_OPEN: {
    kind: 'invalid',
    message: { en: 'A text begins here and never ends: a closing quote is missing.', zh: '文本缺少结尾的引号。' },
  },
  EXPR_DATE_TEXT: {
    kind: 'invalid',
    message: {
      en: '"{text}" is not a date, time or duration that exists.',
      zh: '“{text}”不是有效的日期、时间或时长。',
    },
  },
  EXPR_NUMBER_RANGE: {
    kind: 'invalid',
    message: { en: 'The number "{text}" is too large.', zh: '数字“{text}”过大。' },
  },
  EXPR_PATTERN: {
    kind: 'invalid',
    message: { en: 'The pattern "{pattern}" cannot be used: {reason}', zh: '模式“{pattern}”无法使用：{reason}' },
  },
  EXPR_TYPE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no type "{name}".', zh: '没有名为“{name}”的类型。' },
  },
  EXPR_DUPLICATE_NAME: {
    kind: 'invalid',
    message: { en: 'The name "{name}" is given twice.', zh: '名称“{name}”重复。' },
  },
  EXPR_TESTS_ONLY: {
    kind: 'invalid',
    message: { en: '"?" stands only in the cells of decision tables.', zh: '“?”只能用于决策表的单元格。' },
  },
  EXPR_NOTE_NORMALISED: {
    kind: 'invalid',
    message: { en: '"{written}" was read as "{read}".', zh: '“{written}”已按“{read}”处理。' },
  },
  EXPR_NOT_IN_SQL: {
    kind: 'invalid',
    message: {
      en: '"{what}" runs in the application, not in the database: {reason}',
      zh: '“{what}”只能在应用中运行，不能在数据库中运行：{reasonZh}',
    },
  },
  EXPR_ARGUMENT_WRONG: {
    kind: 'invalid',
    message: {
      en: 'The function "{name}" got {actual} as "{parameter}"; the result is blank.',
      zh: '函数“{name}”的参数“{parameter}”为{actualZh}，结果为空。',
    },
  },
  EXPR_RESULT_BLANK: {
    kind: 'invalid',
    message: { en: '"{what}" has no result: {reason}', zh: '“{what}”没有结果：{reason}' },
  },
  EXPR_CALENDAR_YEAR: {
    kind: 'invalid',
    message: {
      en: 'The public holidays of {year} are not known: Monday to Friday are counted.',
      zh: '没有 {year} 年的节假日数据，按周一至周五计算。',
    },
  },
  EXPR_LOOP_LIMIT: {
    kind: 'limited',
    message: {
      en: 'The expression repeats more than {limit} times; it was stopped.',
      zh: '表达式重复超过 {limit} 次，已停止。',
    },
  },
  EXPR_RELATED_ONLY: {
    kind: 'invalid',
    message: {
      en: '"{name}" are the records that refer to this one: they can only be counted, added up or tested here.',
      zh: '“{name}”是关联到本记录的多条记录，此处只能对它们计数、求和或判断。',
    },
    hint: {
      en: 'Write count({name}[...]), sum({name}.field), min, max, mean, or some ... in {name} satisfies ...',
      zh: '请写成 count({name}[...])、sum({name}.字段)、min、max、mean，或 some ... in {name} satisfies ...',
    },
  },
  EXPR_RELATED_HERE: {
    kind: 'invalid',
    message: {
      en: '"{name}" cannot be counted here: what is kept or shown here would not follow when those records change.',
      zh: '此处不能统计“{name}”：关联记录变化时，这里的结果不会随之更新。',
    },
    hint: {
      en: 'Count them in a rule or in the filter of a list or report; a rule can write the number to a field.',
      zh: '可在规则、列表筛选或报表筛选中统计；也可用规则把结果写入字段。',
    },
  },
  EXPR_RELATED_NAME: {
    kind: 'invalid',
    message: {
      en: '"{name}" cannot be used within a count of related records.',
      zh: '统计关联记录时不能使用“{name}”。',
    },
    hint: {
      en: 'Use fields of the records, user, today() or now() there.',
      zh: '可使用记录的字段、user、today() 或 now()。',
    },
  },
  EXPR_RELATED_NOT_IN_SQL: {
    kind: 'invalid',
    message: {
      en: 'Related records are counted in the database, where "{what}" does not run: {reason}',
      zh: '关联记录在数据库中统计，而“{what}”不能在数据库中运行：{reasonZh}',
    },
  },
  EXPR_RELATED_LIMIT: {
    kind: 'too-large',
    message: {
      en: 'At most {most} counts of related records may stand in one expression, {depth} deep.',
      zh: '一个表达式中最多有 {most} 个关联记录统计，最多嵌套 {depth} 层。',
    },
  },
} as const satisfies ErrorTable;

/** What may be said beside a problem; `{near}` is the name that was probably meant. */
const hints = {
  near: { en: 'Did you mean "{near}"?', zh: '是否想写“{near}”？' },
  date: { en: 'Write date(...) around the date and time.', zh: '请在日期时间外面写 date(...)。' },
  string: { en: 'Write string(...) around the number.', zh: '请在数字外面写 string(...)。' },
  number: {
    en: 'Write number(...) around the text, or "..." around the number.',
    zh: '请在文本外面写 number(...)，或给数字加上双引号。',
  },
  dateText: { en: 'Write a date as @"2026-11-22".', zh: '日期请写成 @"2026-11-22"。' },
  equal: {
    en: 'Write "=" or "!=": stage = null asks whether it is blank.',
    zh: '请使用“=”或“!=”：stage = null 判断是否为空。',
  },
  call: {
    en: 'Write it as a function: contains(stage, "x"), starts with(stage, "x").',
    zh: '请写成函数：contains(stage, "x")、starts with(stage, "x")。',
  },
  digits: {
    en: 'Write numbers in plain digits: 1000000, and 0.5 for 50 %.',
    zh: '数字请只写数字本身：1000000；50% 写作 0.5。',
  },
  brackets: { en: 'Write {near}().', zh: '请写成 {near}()。' },
  quotes: { en: 'If a text is meant, write "{near}" in quotes.', zh: '如果是文本，请加引号："{near}"。' },
  duration: { en: 'Write a duration: @"P1D" is one day.', zh: '请写成时长：@"P1D" 表示一天。' },
} as const satisfies { [name: string]: Sentence };

export type HintName = keyof typeof hints;

export function hintText(name: HintName, near = ''): Sentence {
  const { en, zh } = hints[name];
  return { en: en.replace('{near}', near), zh: zh.replace('{near}', near) };
}

export type ExpressionCode = keyof typeof expressionErrors;

export const expressionProblem = problemsOf(expressionErrors);
