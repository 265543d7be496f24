import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { booleanType, type FeelType, listOf, numberType, textType } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { type FeelNumber, wholePart } from '../values/number.ts';
import { compilePattern } from '../values/pattern.ts';
import { codePointLength, letterTable, lowerCase, substringOf, upperCase } from '../values/text.ts';
import type { FunctionEntry, LiteralProblem, Run, Signature } from './function-entry.ts';
import { inApp, inAppReasons, optional, optionalNullable, parameter, sqlOf } from './signature.ts';

type Sql = RawBuilder<unknown>;

/** A function of texts that PostgreSQL computes from their SQL. */
function ofTexts(
  names: readonly string[],
  returns: FeelType,
  evaluate: (...texts: string[]) => FeelValue,
  write: (...texts: Sql[]) => Sql,
): Signature {
  return {
    parameters: names.map((name) => parameter(name, textType)),
    returns,
    evaluate: (values) => evaluate(...(values as string[])),
    toSql: sqlOf((operands, writer) => write(...operands.map((operand) => writer.value(operand)))),
  };
}

/** Section 10.3.4.3. */
export const textFunctions: readonly FunctionEntry[] = [
  {
    name: 'substring',
    group: 'text',
    section: '10.3.4.3',
    title: {
      en: 'A part of a text, from a position (from 1; negative from the end)',
      zh: '从指定位置起的子文本(从 1 计数,负数从末尾计)',
    },
    signatures: [
      {
        parameters: [
          parameter('string', textType),
          parameter('start position', numberType),
          optional('length', numberType),
        ],
        returns: textType,
        evaluate: ([text, position, length]) => {
          const count = length === null ? null : wholePart(length as FeelNumber);
          if (count !== null && count < 1) return null;
          return substringOf(text as string, wholePart(position as FeelNumber), count);
        },
        toSql: sqlOf(([text, position, length], writer) => {
          const count = length === undefined ? sql`null::numeric` : sql`trunc(${writer.value(length)})`;
          const rows = sql`select ${writer.value(text as Node)} as t, trunc(${writer.value(position as Node)}) as p, ${count} as n offset 0`;
          const start = sql`case when s.p > 0 then s.p else char_length(s.t) + s.p + 1 end`;
          const cut =
            length === undefined
              ? sql`substr(s.t, s.b::integer)`
              : sql`case when s.n >= 1 then substr(s.t, s.b::integer, least(s.n, 1000000000)::integer) end`;
          return sql`(select case when s.b between 1 and char_length(s.t) and s.p <> 0 then ${cut} end from (select s.*, ${start} as b from (${rows}) s offset 0) s)`;
        }),
      },
    ],
  },
  {
    name: 'string length',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'Number of characters', zh: '字符数' },
    signatures: [ofTexts(['string'], numberType, codePointLength, (text) => sql`char_length(${text})::numeric`)],
  },
  {
    name: 'upper case',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'The text in capital letters', zh: '转为大写' },
    signatures: [ofTexts(['string'], textType, upperCase, (text) => changedLetters(text, 'upper'))],
  },
  {
    name: 'lower case',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'The text in small letters', zh: '转为小写' },
    signatures: [ofTexts(['string'], textType, lowerCase, (text) => changedLetters(text, 'lower'))],
  },
  {
    name: 'trim',
    group: 'text',
    section: 'Tangram',
    title: { en: 'The text without white space at its ends', zh: '去掉首尾空白' },
    signatures: [
      ofTexts(
        ['string'],
        textType,
        (text) => text.replaceAll(trimPattern, ''),
        (text) => sql`btrim(${text}, ${sql.lit(` \t\n\r\u00a0\u3000`)})`,
      ),
    ],
  },
  {
    name: 'substring before',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'What stands before the first occurrence', zh: '首次出现之前的文本' },
    signatures: [
      ofTexts(
        ['string', 'match'],
        textType,
        (text, match) => text.slice(0, Math.max(0, text.indexOf(match))),
        (text, match) =>
          sql`(select case when s.m is not null then left(s.t, greatest(strpos(s.t, s.m) - 1, 0)) end from (select ${text} as t, ${match} as m offset 0) s)`,
      ),
    ],
  },
  {
    name: 'substring after',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'What stands after the first occurrence', zh: '首次出现之后的文本' },
    signatures: [
      ofTexts(
        ['string', 'match'],
        textType,
        (text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : ''),
        (text, match) =>
          sql`(select case when strpos(s.t, s.m) > 0 then substr(s.t, strpos(s.t, s.m) + char_length(s.m)) when s.t is not null and s.m is not null then '' end from (select ${text} as t, ${match} as m offset 0) s)`,
      ),
    ],
  },
  {
    name: 'contains',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'Whether the text contains another', zh: '是否包含' },
    signatures: [
      ofTexts(
        ['string', 'match'],
        booleanType,
        (text, match) => text.includes(match),
        (text, match) => sql`(strpos(${text}, ${match}) > 0)`,
      ),
    ],
  },
  {
    name: 'starts with',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'Whether the text begins with another', zh: '是否以其开头' },
    signatures: [
      ofTexts(
        ['string', 'match'],
        booleanType,
        (text, match) => text.startsWith(match),
        (text, match) => sql`starts_with(${text}, ${match})`,
      ),
    ],
  },
  {
    name: 'ends with',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'Whether the text ends with another', zh: '是否以其结尾' },
    signatures: [
      ofTexts(
        ['string', 'match'],
        booleanType,
        (text, match) => text.endsWith(match),
        (text, match) =>
          sql`(select right(s.t, char_length(s.m)) = s.m from (select ${text} as t, ${match} as m offset 0) s)`,
      ),
    ],
  },
  {
    name: 'matches',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'Whether a pattern (regular expression) is found in the text', zh: '文本是否匹配模式(正则表达式)' },
    signatures: [
      {
        parameters: [parameter('input', textType), parameter('pattern', textType), optionalNullable('flags', textType)],
        returns: booleanType,
        evaluate: ([text, pattern, flags], run) => patternOf(text, pattern, flags, run)?.test(text as string) ?? null,
        toSql: inApp(inAppReasons.pattern),
        checkLiterals: ([, pattern, flags]) => patternProblem(pattern, flags),
      },
    ],
  },
  {
    name: 'replace',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'The text with what matches a pattern replaced', zh: '替换匹配模式的部分' },
    signatures: [
      {
        parameters: [
          parameter('input', textType),
          parameter('pattern', textType),
          parameter('replacement', textType),
          optionalNullable('flags', textType),
        ],
        returns: textType,
        evaluate: ([text, pattern, replacement, flags], run) => {
          const regExp = patternOf(text, pattern, flags, run);
          if (regExp === null || regExp.test('')) return null;
          const isQuoted = typeof flags === 'string' && flags.includes('q');
          const by = replacementText(replacement as string, isQuoted, groupsOf(regExp));
          if (by === null) return null;
          return (text as string).replace(new RegExp(regExp.source, `${regExp.flags}g`), by);
        },
        toSql: inApp(inAppReasons.pattern),
        checkLiterals: ([, pattern, replacement, flags]) =>
          patternProblem(pattern, flags) ?? replacementProblem(pattern, replacement, flags),
      },
    ],
  },
  {
    name: 'split',
    group: 'text',
    section: '10.3.4.3',
    title: { en: 'The parts of a text between matches of a pattern', zh: '按模式拆分文本' },
    signatures: [
      {
        parameters: [parameter('string', textType), parameter('delimiter', textType)],
        returns: listOf(textType),
        evaluate: ([text, pattern], run) => {
          const regExp = patternOf(text, pattern, null, run);
          return regExp === null ? null : splitBy(text as string, regExp);
        },
        toSql: inApp(inAppReasons.pattern),
        checkLiterals: ([, pattern]) => patternProblem(pattern, null),
      },
    ],
  },
  {
    name: 'string join',
    group: 'text',
    section: '10.3.4.4',
    title: { en: 'The texts of a list as one text', zh: '将列表中的文本连接为一个文本' },
    signatures: [
      {
        parameters: [parameter('list', listOf(textType)), optionalNullable('delimiter', textType)],
        returns: textType,
        evaluate: ([list, delimiter]) =>
          (list as readonly (string | null)[]).filter((each) => each !== null).join((delimiter as string | null) ?? ''),
        toSql: sqlOf(([list, delimiter], writer) => {
          const by = delimiter === undefined ? sql`''` : sql`coalesce(${writer.value(delimiter)}, '')`;
          return sql`array_to_string(${writer.value(list as Node)}, ${by})`;
        }),
      },
    ],
  },
];

/** The white space that keyboards write, also the full-width space of Chinese ones. */
const trimPattern = /^[ \t\n\r\u00a0\u3000]+|[ \t\n\r\u00a0\u3000]+$/g;

/** ASCII letters by PostgreSQL's "C" rules, others by the same table as in closures: locales differ, this does not. */
function changedLetters(text: Sql, direction: 'upper' | 'lower'): Sql {
  const { from, to } = letterTable(direction);
  const change = sql.raw(direction);
  const ascii = sql`${change}(s.t collate "C")`;
  return sql`(select case when s.t ~ ${sql.lit(casedPattern)} then translate(${ascii}, ${from}::text, ${to}::text) else ${ascii} end from (select ${text} as t offset 0) s)`;
}

/** Scripts with cases outside ASCII; Chinese text need not go through the table. */
const casedPattern =
  '[\u00b5-\u0587\u10a0-\u10ff\u13a0-\u13fd\u1c80-\u1cbf\u1d79-\u1fff\u2126-\u2184\u24b6-\u24e9\u2c00-\u2d2d\ua640-\ua7ff\uab53-\uabbf\uff21-\uff5a\u{10400}-\u{1e943}]';

/** Null, with a warning, for a pattern that cannot be used, or not on a text of this length. */
function patternOf(
  text: FeelValue | undefined,
  pattern: FeelValue | undefined,
  flags: FeelValue | undefined,
  run: Run,
): RegExp | null {
  const result = compilePattern(pattern as string, typeof flags === 'string' ? flags : '');
  const limit = 'pattern' in result ? result.pattern.maxText : 0;
  if ('pattern' in result && (text as string).length <= limit) return result.pattern.regExp;
  const reason = 'reason' in result ? result.reason : `It is looked for in at most ${limit} characters.`;
  run.warn('EXPR_RESULT_BLANK', { what: pattern as string, reason });
  return null;
}

function patternProblem(pattern: FeelValue | undefined, flags: FeelValue | undefined): LiteralProblem | null {
  if (typeof pattern !== 'string') return null;
  const result = compilePattern(pattern, typeof flags === 'string' ? flags : '');
  return 'pattern' in result ? null : { code: 'EXPR_PATTERN', params: { pattern, reason: result.reason } };
}

/**
 * XPath's replacement (`$1`, `\\$`, `\\\\`) as JavaScript's; null for a lone `$` or `\\` (FORX0004). Of `$12` only as many
 * digits count as make the number of a group; a group that does not exist is no text.
 */
function replacementText(text: string, isQuoted: boolean, groups: number): string | null {
  if (isQuoted) return text.replaceAll('$', '$$$$');
  const plain = text.replaceAll(/\\[\\$]/g, '');
  if (/\$(?!\d)|\\/.test(plain)) return null;
  return text.replaceAll(/\\([\\$])|\$(\d+)/g, (_whole, sign: string | undefined, digits: string | undefined) => {
    if (sign !== undefined) return sign === '$' ? '$$' : sign;
    return groupText(digits as string, groups);
  });
}

function groupText(digits: string, groups: number): string {
  let size = digits.length;
  while (size > 1 && Number(digits.slice(0, size)) > groups) size -= 1;
  const group = Number(digits.slice(0, size));
  const text = group === 0 ? '$&' : group > groups ? '' : `$${String(group).padStart(2, '0')}`;
  return `${text}${digits.slice(size)}`;
}

/** How many groups a pattern has. */
function groupsOf(regExp: RegExp): number {
  return (new RegExp(`${regExp.source}|`, regExp.flags).exec('')?.length ?? 1) - 1;
}

/** A pattern that also matches no text at all would be found everywhere (FORX0003). */
function replacementProblem(
  pattern: FeelValue | undefined,
  replacement: FeelValue | undefined,
  flags: FeelValue | undefined,
): LiteralProblem | null {
  const given = typeof flags === 'string' ? flags : '';
  if (typeof pattern === 'string') {
    const result = compilePattern(pattern, given);
    if ('pattern' in result && result.pattern.regExp.test('')) {
      return { code: 'EXPR_PATTERN', params: { pattern, reason: 'It also matches no text at all.' } };
    }
  }
  if (typeof replacement !== 'string' || replacementText(replacement, given.includes('q'), 99) !== null) return null;
  const reason = 'A "$" must be followed by the number of a group; write "\\$" for the sign.';
  return { code: 'EXPR_PATTERN', params: { pattern: replacement, reason } };
}

/** Groups of the pattern are not parts, unlike in JavaScript's own `split`. */
function splitBy(text: string, regExp: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(new RegExp(regExp.source, `${regExp.flags}g`))) {
    if (match[0] === '') continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  return [...parts, text.slice(start)];
}
