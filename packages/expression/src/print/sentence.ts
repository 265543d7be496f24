import type { Language } from '@tangram/schema';
import { aggregateName, aggregateSource, type AggregateSource } from '../ast/aggregate.ts';
import type { Call, In, Node, Quantified } from '../ast/node.ts';
import { type FeelType, membersOf } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { durationParts, DaysDuration, MonthsDuration } from '../values/duration.ts';
import { compareNumbers, isFeelNumber, numberText } from '../values/number.ts';
import { FeelDate, FeelDateTime } from '../values/temporal.ts';
import { stringLiteral } from '../parse/string-literal.ts';
import { feelText, levelOf, levels, literalText } from './feel-text.ts';
import { say, words } from './words.ts';

export interface SentenceOptions {
  readonly language: Language;
  /**
   * What people call a field: `account.sector` -> `Sector of Account`, `activity[].done` (of a record of a related list)
   * -> `Done`. Without it, or for undefined, the key.
   */
  readonly titleOf?: ((path: string) => string | undefined) | undefined;
  /** What people call a value of a field: an option's title, a person's name. Without it, the value. */
  readonly labelOf?: ((path: string, value: FeelValue) => string | undefined) | undefined;
}

/**
 * The expression read aloud: `Source is Website and Amount is greater than 1000`, `来源是“官网”，且金额大于1000`. What has
 * no words of its own stays FEEL. Without labels of values, a Chinese sentence reads as the same tree; what it says of
 * related records is for reading only.
 */
export function sentence(ast: Node, options: SentenceOptions): string {
  if (ast.type === 'literal' && typeof ast.value === 'boolean')
    return say(options.language, ast.value ? 'always' : 'never');
  return new Speaker(options).speak(ast, null);
}

/** The record before the change, in the scopes of rules and flows. */
const previousName = 'previous';

interface SpokenRow {
  /** `activity[]`: a record of the list. */
  readonly path: string;
  readonly name: string;
  readonly type: FeelType;
  /** Only the name is bound, not the record's members. */
  readonly isRow?: boolean;
}

function recordOf({ list }: AggregateSource): FeelType {
  return list.feel.type === 'list' ? list.feel.of : list.feel;
}

class Speaker {
  private readonly options: SentenceOptions;
  /** The records of related lists that the node is about, innermost first. */
  private rows: readonly SpokenRow[] = [];

  constructor(options: SentenceOptions) {
    this.options = options;
  }

  private say(key: string, parts: { readonly [part: string]: string } = {}): string {
    return say(this.options.language, key, parts);
  }

  /**
   * `about` is the path that values beside it are labelled by; `place` how tightly the place holds its parts: what holds
   * less tightly stands in brackets, so that the sentence reads as the same tree.
   */
  speak(node: Node, about: string | null, place: number = levels.lowest): string {
    const text = this.bare(node, about);
    return sentenceLevel(node) < place ? bracketed(text, this.options.language) : text;
  }

  private bare(node: Node, about: string | null): string {
    switch (node.type) {
      case 'literal':
        return this.value(node.value, about);
      case 'name':
      case 'member': {
        const path = this.path(node);
        return path === null ? feelText(node) : this.title(path);
      }
      case 'comparison':
        return this.comparison(node.operator, node.left, node.right);
      case 'between': {
        const path = this.pathText(node.value);
        return this.say('between', {
          a: this.speak(node.value, null, levels.sum),
          b: this.speak(node.low, path, levels.sum),
          c: this.speak(node.high, path, levels.sum),
        });
      }
      case 'in':
        return this.in(node, node.isNegated);
      case 'logic':
        return node.operands.map((operand) => this.speak(operand, null, levels.and + 1)).join(this.say(node.operator));
      case 'if':
        return this.say('if', {
          a: this.speak(node.condition, null),
          b: this.speak(node.consequent, about),
          c: this.speak(node.alternative, about),
        });
      case 'call':
      case 'quantified':
        return this.aggregate(node) ?? (node.type === 'call' ? this.call(node) : feelText(node));
      case 'arithmetic': {
        const level = levelOf(node);
        return `${this.speak(node.left, null, level)} ${node.operator} ${this.speak(node.right, null, level + 1)}`;
      }
      case 'list':
        return `[${node.elements.map((element) => this.listed(element, about)).join(this.say('list'))}]`;
      default:
        return feelText(node);
    }
  }

  /** `the number of Activities where Done is no`; null for what looks at no related records. */
  private aggregate(node: Call | Quantified): string | null {
    const source = aggregateSource(node);
    if (source === null) return null;
    const list = this.title(this.path(source.list) ?? [feelText(source.list)]);
    const outer = this.rows;
    const row = { path: `${this.pathText(source.list) ?? feelText(source.list)}[]`, type: source.element.feel };
    this.rows = [{ ...row, name: 'item', type: recordOf(source) }, ...outer];
    const parts = { a: list, b: '', c: this.speak(source.element, null), d: '' };
    if (source.filters.length > 0) {
      parts.b = source.filters.map((filter) => this.speak(filter, null, levels.and + 1)).join(this.say('and'));
    }
    let key = node.type === 'call' ? (aggregateName(node) ?? '') : node.quantifier;
    if (node.type === 'quantified') {
      // A name that stands for a value of the records has no title of its own.
      if (source.element.type !== 'name') key = '';
      else {
        this.rows = [{ ...row, name: node.iterations[0]?.name ?? '', isRow: true }, ...outer];
        parts.d = this.speak(node.body, null, levels.and + 1);
      }
    }
    this.rows = outer;
    if (key === '') return null;
    return this.say(parts.b === '' ? `related ${key}` : `related ${key} where`, parts);
  }

  /** The steps of a chain of members: from the scope, or from a record of a list as `activity[]`. */
  private path(node: Node): readonly string[] | null {
    if (node.type === 'member') {
      const base = this.path(node.base);
      return base === null ? null : [...base, node.member];
    }
    if (node.type !== 'name') return null;
    if (node.binding === 'scope') return [node.name];
    for (const { name, path, type, isRow } of this.rows) {
      if (name === node.name) return [path];
      if (isRow !== true && Object.hasOwn(membersOf(type) ?? {}, node.name)) return [path, node.name];
    }
    return null;
  }

  private pathText(node: Node): string | null {
    return this.path(node)?.join('.') ?? null;
  }

  /** An element of a list: one with a list of its own stands in brackets. */
  private listed(node: Node, about: string | null): string {
    return this.speak(node, about, hasTests(node) ? levels.sum : levels.lowest);
  }

  private title(path: readonly string[]): string {
    const text = path.join('.');
    const known = this.options.titleOf?.(text);
    if (known !== undefined && known !== '') return known;
    if (text === 'user') return this.say('user');
    if (path[0]?.endsWith('[]') === true && path.length > 1) return this.title(path.slice(1));
    if (path[0] === previousName && path.length > 1) return this.say('before', { a: this.title(path.slice(1)) });
    const own = path.at(-1) as string;
    return path.length === 1 ? own : this.say('of', { a: this.title(path.slice(0, -1)), b: own });
  }

  private comparison(operator: string, left: Node, right: Node): string {
    const a = this.speak(left, this.pathText(right), levels.sum);
    const isEquality = operator === '=' || operator === '!=';
    if (isEquality && right.type === 'literal' && (right.value === null || typeof right.value === 'boolean')) {
      return this.say(`${operator} ${String(right.value)}`, { a });
    }
    const [path, other] = [this.pathText(left), this.pathText(right)];
    if (path !== null && other === `${previousName}.${path}` && isEquality) {
      return this.say(operator === '!=' ? 'changed' : 'unchanged', { a });
    }
    return this.say(comparisonKey(operator, left), { a, b: this.speak(right, this.pathText(left), levels.sum) });
  }

  private in(node: In, isNegated: boolean): string {
    const about = this.pathText(node.value);
    const [only] = node.tests;
    if (this.options.language === 'en' && node.tests.length === 1 && only !== undefined && !isNegated) {
      if (only.type === 'test') return this.comparison(only.operator, node.value, only.operand);
      if (only.type === 'list') return this.isOneOf(node, only.elements, isNegated);
    }
    return this.isOneOf(node, node.tests, isNegated, about);
  }

  private isOneOf(node: In, tests: readonly Node[], isNegated: boolean, about = this.pathText(node.value)): string {
    const texts = tests.map((test) => {
      if (test.type !== 'test') return this.speak(test, about, levels.sum);
      const b = this.speak(test.operand, about, levels.sum);
      return this.say(comparisonKey(test.operator, node.value), { a: '', b }).trim();
    });
    const a = this.speak(node.value, null, levels.sum);
    return this.say(isNegated ? 'not in' : 'in', { a, b: texts.join(this.say('list')) });
  }

  private call(node: Call): string {
    const { callee } = node;
    if (callee.type !== 'name' || node.arguments.some((argument) => argument.name !== null)) return feelText(node);
    const { name } = callee;
    const args = node.arguments.map((argument) => argument.value);
    const [first, second] = args;
    if (name === 'not' && first !== undefined) return this.negation(first);
    if ((name === 'today' || name === 'now') && args.length === 0) return this.say(name);
    const moment = name === 'date' && args.length === 1 && first?.feel.type === 'date-time' ? this.path(first) : null;
    if (moment !== null) return this.say('day', { a: this.title(moment) });
    if (first !== undefined && second !== undefined && isSign(node)) return this.sign(name, first, second);
    return `${feelText(callee)}(${args.map((argument) => this.listed(argument, null)).join(', ')})`;
  }

  private sign(key: string, a: Node, b: Node): string {
    return this.say(key, { a: this.speak(a, null, levels.sum), b: this.speak(b, this.pathText(a), levels.sum) });
  }

  private negation(node: Node): string {
    if (node.type === 'in' && !node.isNegated) return this.in(node, true);
    const [a, b] = node.type === 'call' ? node.arguments.map((argument) => argument.value) : [];
    if (node.type === 'call' && node.callee.type === 'name' && isSign(node) && a !== undefined && b !== undefined) {
      return this.sign(`not ${node.callee.name}`, a, b);
    }
    return this.say('not', { a: this.speak(node, null) });
  }

  private value(value: FeelValue, about: string | null): string {
    const label = about === null ? undefined : this.options.labelOf?.(about, value);
    if (label !== undefined) return label;
    if (value === null) return this.say('null');
    if (typeof value === 'boolean') return this.say(String(value));
    const { language } = this.options;
    if (typeof value === 'string') {
      if (/["\\\n\r\t“”]/.test(value)) return stringLiteral(value);
      return language === 'zh' ? `“${value}”` : `"${value}"`;
    }
    if (isFeelNumber(value)) return numberText(value);
    // A sentence has no negative durations in Chinese.
    if (value instanceof DaysDuration && (language === 'en' || compareNumbers(value.seconds, 0) >= 0)) {
      return daysText(value, language);
    }
    if (value instanceof MonthsDuration && (language === 'en' || value.months >= 0)) return monthsText(value, language);
    if (value instanceof DaysDuration || value instanceof MonthsDuration) return literalText(value);
    // Not 2026-11-22: read without a word beside it, that is a subtraction.
    if (value instanceof FeelDate && language === 'zh' && value.year > 999) {
      return `${value.year}年${value.month}月${value.day}日`;
    }
    return value instanceof FeelDateTime
      ? value.toString().replace('T', ' ')
      : feelText({ type: 'literal', value, from: 0, to: 0, feel: { type: 'any' } }).replaceAll(/^@"|"$/g, '');
  }
}

/** Functions of two values that sentences write between them. */
const signs = new Set(['contains', 'starts with', 'ends with', 'list contains', 'matches']);

function isSign(node: Call): boolean {
  return node.callee.type === 'name' && signs.has(node.callee.name) && node.arguments.length === 2;
}

/** Whether the sentence of the node ends with a list that a comma would continue. */
function hasTests(node: Node): boolean {
  if (node.type === 'in') return true;
  if (node.type === 'logic') return node.operands.some(hasTests);
  if (node.type === 'if') return [node.condition, node.consequent, node.alternative].some(hasTests);
  return node.type === 'call' && isNot(node) && node.arguments.some(({ value }) => value.type === 'in');
}

function isNot(node: Call): boolean {
  return node.callee.type === 'name' && node.callee.name === 'not';
}

/** How tightly the sentence of a node holds its parts. */
function sentenceLevel(node: Node): number {
  if (node.type !== 'call') return levelOf(node);
  const [negated] = isNot(node) ? node.arguments.map(({ value }) => value) : [];
  const isWritten = isSign(node) || negated?.type === 'in' || (negated?.type === 'call' && isSign(negated));
  return isWritten ? levels.comparison : levelOf(node);
}

/** Days and moments are before and after, other values are less and greater. */
function comparisonKey(operator: string, left: Node): string {
  const isTemporal = left.feel.type === 'date' || left.feel.type === 'date-time' || left.feel.type === 'time';
  return isTemporal && words.en[`date ${operator}`] !== undefined ? `date ${operator}` : operator;
}

function bracketed(text: string, language: Language): string {
  return language === 'zh' ? `（${text}）` : `(${text})`;
}

function daysText(duration: DaysDuration, language: Language): string {
  const { days, hours, minutes, seconds } = durationParts(duration);
  const units = language === 'zh' ? ['天', '小时', '分钟', '秒'] : [' days', ' hours', ' minutes', ' seconds'];
  const parts = [days, hours, minutes, seconds]
    .map((part, index) => (part === 0 ? '' : `${numberText(part)}${units[index] as string}`))
    .filter((part) => part !== '');
  return parts.length === 0 ? `0${units[0] as string}` : parts.join(language === 'zh' ? '' : ' ');
}

function monthsText(duration: MonthsDuration, language: Language): string {
  const [years, months] = [Math.trunc(duration.months / 12), duration.months % 12];
  const units = language === 'zh' ? ['年', '个月'] : [' years', ' months'];
  const parts = [years, months]
    .map((part, index) => (part === 0 ? '' : `${part}${units[index] as string}`))
    .filter((part) => part !== '');
  return parts.length === 0 ? `0${units[1] as string}` : parts.join(language === 'zh' ? '' : ' ');
}
