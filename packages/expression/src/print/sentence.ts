import type { Language } from '@tangram/schema';
import { scopePath } from '../check/check-expression.ts';
import type { Call, In, Node } from '../ast/node.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { durationParts, DaysDuration, MonthsDuration } from '../values/duration.ts';
import { isFeelNumber, numberText } from '../values/number.ts';
import { FeelDateTime } from '../values/temporal.ts';
import { feelText } from './feel-text.ts';
import { say, words } from './words.ts';

export interface SentenceOptions {
  readonly language: Language;
  /** What people call a field: `account.sector` -> `Sector of Account`. Without it, or for undefined, the key. */
  readonly titleOf?: ((path: string) => string | undefined) | undefined;
  /** What people call a value of a field: an option's title, a person's name. Without it, the value. */
  readonly labelOf?: ((path: string, value: FeelValue) => string | undefined) | undefined;
}

/**
 * The expression read aloud: `Source is Website and Amount is greater than 1000`, `来源是官网,且金额大于1000`. What has no
 * words of its own stays FEEL.
 */
export function sentence(ast: Node, options: SentenceOptions): string {
  if (ast.type === 'literal' && typeof ast.value === 'boolean')
    return say(options.language, ast.value ? 'always' : 'never');
  return new Speaker(options).speak(ast, null);
}

/** The record before the change, in the scopes of rules and flows. */
const previousName = 'previous';

class Speaker {
  private readonly options: SentenceOptions;

  constructor(options: SentenceOptions) {
    this.options = options;
  }

  private say(key: string, parts: { readonly [part: string]: string } = {}): string {
    return say(this.options.language, key, parts);
  }

  /** `about` is the path that values beside it are labelled by. */
  speak(node: Node, about: string | null): string {
    switch (node.type) {
      case 'literal':
        return this.value(node.value, about);
      case 'name':
      case 'member': {
        const path = scopePath(node);
        return path === null ? feelText(node) : this.title(path);
      }
      case 'comparison':
        return this.comparison(node.operator, node.left, node.right);
      case 'between': {
        const path = pathText(node.value);
        return this.say('between', {
          a: this.speak(node.value, null),
          b: this.speak(node.low, path),
          c: this.speak(node.high, path),
        });
      }
      case 'in':
        return this.in(node, node.isNegated);
      case 'logic': {
        const parts = node.operands.map((operand) => {
          const text = this.speak(operand, null);
          return operand.type === 'logic' ? bracketed(text, this.options.language) : text;
        });
        return parts.join(this.say(node.operator));
      }
      case 'if':
        return this.say('if', {
          a: this.speak(node.condition, null),
          b: this.speak(node.consequent, about),
          c: this.speak(node.alternative, about),
        });
      case 'call':
        return this.call(node);
      case 'arithmetic':
        return `${this.operand(node.left)} ${node.operator} ${this.operand(node.right)}`;
      case 'list':
        return node.elements.map((element) => this.speak(element, about)).join(this.say('list'));
      default:
        return feelText(node);
    }
  }

  private operand(node: Node): string {
    const text = this.speak(node, null);
    return node.type === 'arithmetic' ? `(${text})` : text;
  }

  private title(path: readonly string[]): string {
    const text = path.join('.');
    const known = this.options.titleOf?.(text);
    if (known !== undefined && known !== '') return known;
    if (text === 'user') return this.say('user');
    if (path[0] === previousName && path.length > 1) return this.say('before', { a: this.title(path.slice(1)) });
    const own = path.at(-1) as string;
    return path.length === 1 ? own : this.say('of', { a: this.title(path.slice(0, -1)), b: own });
  }

  private comparison(operator: string, left: Node, right: Node): string {
    const a = this.speak(left, pathText(right));
    if (
      right.type === 'literal' &&
      (right.value === null || typeof right.value === 'boolean') &&
      (operator === '=' || operator === '!=')
    ) {
      const value = right.value === null ? 'null' : String(operator === '=' ? right.value : !right.value);
      // `(a or b) != true` asks for the opposite of a whole condition, not for a yes or no field.
      if (value === 'false' && left.type === 'logic') return this.say('not', { a });
      return this.say(right.value === null ? `${operator} null` : `= ${value}`, { a });
    }
    const [path, other] = [pathText(left), pathText(right)];
    if (path !== null && other === `${previousName}.${path}` && (operator === '=' || operator === '!=')) {
      return this.say(operator === '!=' ? 'changed' : 'unchanged', { a });
    }
    const isTemporal = left.feel.type === 'date' || left.feel.type === 'date-time' || left.feel.type === 'time';
    const key = isTemporal && words.en[`date ${operator}`] !== undefined ? `date ${operator}` : operator;
    return this.say(key, { a, b: this.speak(right, pathText(left)) });
  }

  private in(node: In, isNegated: boolean): string {
    const about = pathText(node.value);
    const tests = node.tests.map((test) => {
      if (test.type === 'test') return this.comparison(test.operator, node.value, test.operand);
      if (test.type === 'range') return feelText(test);
      return this.speak(test, about);
    });
    const [only] = node.tests;
    if (node.tests.length === 1 && only !== undefined && only.type === 'test' && !isNegated) return tests[0] as string;
    return this.say(isNegated ? 'not in' : 'in', { a: this.speak(node.value, null), b: tests.join(this.say('list')) });
  }

  private call(node: Call): string {
    const name = node.callee.type === 'name' ? node.callee.name : '';
    const args = node.arguments.map((argument) => argument.value);
    const [first, second] = args;
    if (name === 'not' && first !== undefined) return this.negation(first);
    if ((name === 'today' || name === 'now') && args.length === 0) return this.say(name);
    if (first !== undefined && second !== undefined && args.length === 2 && words.en[name] !== undefined) {
      return this.say(name, { a: this.speak(first, null), b: this.speak(second, pathText(first)) });
    }
    return `${name}(${args.map((argument) => this.speak(argument, null)).join(', ')})`;
  }

  private negation(node: Node): string {
    if (node.type === 'in') return this.in(node, true);
    if (node.type === 'name' || node.type === 'member') return this.say('= false', { a: this.speak(node, null) });
    if (node.type === 'call' && node.callee.type === 'name' && words.en[`not ${node.callee.name}`] !== undefined) {
      const [a, b] = node.arguments.map((argument) => argument.value);
      if (a !== undefined && b !== undefined) {
        return this.say(`not ${node.callee.name}`, { a: this.speak(a, null), b: this.speak(b, pathText(a)) });
      }
    }
    return this.say('not', { a: this.speak(node, null) });
  }

  private value(value: FeelValue, about: string | null): string {
    const label = about === null ? undefined : this.options.labelOf?.(about, value);
    if (label !== undefined) return label;
    if (value === null) return this.say('null');
    if (typeof value === 'boolean') return this.say(String(value));
    if (typeof value === 'string') return this.options.language === 'zh' ? `“${value}”` : `"${value}"`;
    if (isFeelNumber(value)) return numberText(value);
    if (value instanceof DaysDuration) return daysText(value, this.options.language);
    if (value instanceof MonthsDuration) return monthsText(value, this.options.language);
    return value instanceof FeelDateTime
      ? value.toString().replace('T', ' ')
      : feelText({ type: 'literal', value, from: 0, to: 0, feel: { type: 'any' } }).replaceAll(/^@"|"$/g, '');
  }
}

function pathText(node: Node): string | null {
  return scopePath(node)?.join('.') ?? null;
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
