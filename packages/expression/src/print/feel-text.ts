import type { Argument, Iteration, Node, TypeName } from '../ast/node.ts';
import type { Top } from '../parse/lezer-parser.ts';
import { nameText } from '../parse/name.ts';
import { testedName } from '../parse/name.ts';
import { stringLiteral } from '../parse/string-literal.ts';
import { FeelFunction, FeelRange, type FeelValue, isContext, isList } from '../values/feel-value.ts';
import { isFeelNumber, numberText } from '../values/number.ts';
import { valueText } from '../values/value-text.ts';

/** Canonical FEEL: one space around operators, brackets only where they change the meaning. Reading it gives the same tree. */
export function feelText(ast: Node, top: Top = 'Expression'): string {
  if (top === 'Expression') return write(ast, 0);
  if (ast.type === 'literal' && ast.value === true) return '-';
  return ast.type === 'in' ? testsText(ast.tests, ast.isNegated) : write(ast, 0);
}

function testsText(tests: readonly Node[], isNegated: boolean): string {
  const text = tests.map((test) => write(test, 0)).join(', ');
  return isNegated ? `not(${text})` : text;
}

/** How tightly a node holds its parts; a part that holds less tightly than its place asks for gets brackets. */
export const levels = {
  lowest: 0,
  or: 1,
  and: 2,
  comparison: 3,
  sum: 4,
  product: 5,
  power: 6,
  sign: 7,
  instance: 8,
  path: 9,
} as const;

export function levelOf(node: Node): number {
  switch (node.type) {
    case 'if':
    case 'for':
    case 'quantified':
    case 'function':
      return levels.lowest;
    case 'logic':
      return node.operator === 'or' ? levels.or : levels.and;
    case 'comparison':
    case 'between':
    case 'in':
    case 'test':
      return levels.comparison;
    case 'arithmetic':
      return node.operator === '**'
        ? levels.power
        : node.operator === '+' || node.operator === '-'
          ? levels.sum
          : levels.product;
    case 'negation':
      return levels.sign;
    case 'literal':
      return isFeelNumber(node.value) && numberText(node.value).startsWith('-') ? levels.sign : levels.path + 1;
    case 'instance-of':
      return levels.instance;
    default:
      return levels.path + 1;
  }
}

function write(node: Node, place: number): string {
  const text = bare(node);
  return levelOf(node) < place ? `(${text})` : text;
}

function bare(node: Node): string {
  switch (node.type) {
    case 'literal':
      return literalText(node.value);
    case 'name':
      return node.name === testedName || node.binding === 'function' ? node.name : nameText(node.name);
    case 'member':
      return `${write(node.base, levels.path)}.${nameText(node.member)}`;
    case 'arithmetic': {
      const level = levelOf(node);
      return `${write(node.left, level)} ${node.operator} ${write(node.right, level + 1)}`;
    }
    case 'negation':
      return `-${write(node.operand, levels.sign + 1)}`;
    case 'comparison':
      return `${write(node.left, levels.sum)} ${node.operator} ${write(node.right, levels.sum)}`;
    case 'logic':
      return node.operands.map((operand) => write(operand, levelOf(node) + 1)).join(` ${node.operator} `);
    case 'between':
      return `${write(node.value, levels.sum)} between ${write(node.low, levels.sum)} and ${write(node.high, levels.sum)}`;
    case 'in': {
      const [only] = node.tests;
      const value = write(node.value, levels.sum);
      const isBare =
        node.tests.length === 1 &&
        only !== undefined &&
        (only.type === 'list' || only.type === 'range' || only.type === 'name' || only.type === 'member');
      return isBare ? `${value} in ${write(only, levels.sum)}` : `${value} in (${testsText(node.tests, false)})`;
    }
    case 'test':
      return `${node.operator} ${write(node.operand, levels.sum)}`;
    case 'if':
      return `if ${write(node.condition, 0)} then ${write(node.consequent, 0)} else ${write(node.alternative, 0)}`;
    case 'for':
      return `for ${iterationsText(node.iterations)} return ${write(node.body, 0)}`;
    case 'quantified':
      return `${node.quantifier} ${iterationsText(node.iterations)} satisfies ${write(node.body, 0)}`;
    case 'list':
      return `[${node.elements.map((element) => write(element, 0)).join(', ')}]`;
    case 'context':
      return `{${node.entries.map((entry) => `${keyText(entry.name)}: ${write(entry.value, 0)}`).join(', ')}}`;
    case 'range': {
      const [open, close] = [node.isLowIncluded ? '[' : '(', node.isHighIncluded ? ']' : ')'];
      return `${open}${write(node.low, levels.sum)}..${write(node.high, levels.sum)}${close}`;
    }
    case 'filter':
      return `${write(node.base, levels.path)}[${write(node.filter, 0)}]`;
    case 'call':
      return `${write(node.callee, levels.path)}(${argumentsText(node.arguments)})`;
    case 'function': {
      const parameters = node.parameters.map(({ name, of }) =>
        of === null ? nameText(name) : `${nameText(name)}: ${typeText(of)}`,
      );
      return `function(${parameters.join(', ')}) ${write(node.body, 0)}`;
    }
    case 'instance-of':
      return `${write(node.value, levels.instance)} instance of ${typeText(node.of)}`;
  }
}

export function literalText(value: FeelValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (isFeelNumber(value)) return numberText(value);
  if (isList(value)) return `[${value.map(literalText).join(', ')}]`;
  if (isContext(value) || value instanceof FeelRange || value instanceof FeelFunction)
    return valueText(value) ?? 'null';
  return `@"${value.toString()}"`;
}

function keyText(name: string): string {
  const text = nameText(name);
  return text.startsWith('`') ? stringLiteral(name) : text;
}

function argumentsText(list: readonly Argument[]): string {
  return list.map(({ name, value }) => (name === null ? write(value, 0) : `${name}: ${write(value, 0)}`)).join(', ');
}

function iterationsText(iterations: readonly Iteration[]): string {
  return iterations
    .map(({ name, over, until }) => {
      const domain =
        until === null ? write(over, levels.sum) : `${write(over, levels.sum)}..${write(until, levels.sum)}`;
      return `${nameText(name)} in ${domain}`;
    })
    .join(', ');
}

function typeText(type: TypeName): string {
  switch (type.type) {
    case 'named':
      return type.name;
    case 'list':
    case 'range':
      return `${type.type}<${typeText(type.of)}>`;
    case 'context':
      return `context<${type.members.map(([name, member]) => `${nameText(name)}: ${typeText(member)}`).join(', ')}>`;
    case 'function':
      return `function<${type.parameters.map(typeText).join(', ')}> -> ${typeText(type.result)}`;
  }
}
