import type { Call, Node } from '../ast/node.ts';
import { nameText } from '../parse/name.ts';
import { spreadsheetFunctions } from '../parse/spreadsheet-functions.ts';
import { stringLiteral } from '../parse/string-literal.ts';
import { feelText, levelOf, levels } from './feel-text.ts';

/**
 * The expression as people know it from spreadsheets: `IF(AND(amount>1000,stage="won"),20,0)`. What a spreadsheet has no
 * form for stays FEEL. Reading the text gives the same tree.
 */
export function spreadsheetText(node: Node, titleOf?: (path: string) => string | undefined): string {
  const write = (child: Node) => spreadsheetText(child, titleOf);
  const call = (name: string, ...operands: readonly Node[]) => `${name}(${operands.map(write).join(',')})`;
  switch (node.type) {
    case 'literal':
      if (node.value === null) return 'BLANK()';
      if (typeof node.value === 'boolean') return node.value ? 'TRUE' : 'FALSE';
      return typeof node.value === 'string' ? doubledQuotes(node.value) : feelText(node);
    case 'name':
    case 'member': {
      const title = node.type === 'name' && node.binding === 'scope' ? titleOf?.(node.name) : undefined;
      return title === undefined || title.trim() === '' ? feelText(node) : nameText(title);
    }
    case 'arithmetic':
      return `${operand(node.left, write)}${node.operator === '**' ? '^' : node.operator}${operand(node.right, write)}`;
    case 'negation':
      return `-${operand(node.operand, write)}`;
    case 'comparison': {
      const isBlank = node.right.type === 'literal' && node.right.value === null;
      if (isBlank && node.operator === '=') return call('ISBLANK', node.left);
      return `${operand(node.left, write)}${node.operator === '!=' ? '<>' : node.operator}${operand(node.right, write)}`;
    }
    case 'logic':
      return call(node.operator === 'and' ? 'AND' : 'OR', ...node.operands);
    case 'between':
      return call('BETWEEN', node.value, node.low, node.high);
    case 'in': {
      const tests = node.tests.map((test) => (test.type === 'test' ? `(${testText(test, write)})` : write(test)));
      const text = `IN(${[write(node.value), ...tests].join(',')})`;
      return node.isNegated ? `NOT(${text})` : text;
    }
    case 'if':
      return call('IF', node.condition, node.consequent, node.alternative);
    case 'call': {
      const name = spreadsheetName(node);
      return name === undefined ? feelText(node) : call(name, ...node.arguments.map((argument) => argument.value));
    }
    default:
      return feelText(node);
  }
}

/** A text with its quotes doubled, as spreadsheets write them. */
function doubledQuotes(text: string): string {
  const parts = text.split('"').map((part) => stringLiteral(part).slice(1, -1));
  return `"${parts.join('""')}"`;
}

function testText(test: Node & { type: 'test' }, write: (node: Node) => string): string {
  return `${test.operator === '!=' ? '<>' : test.operator}${operand(test.operand, write)}`;
}

/** What is no call and no plain value stands in brackets beside an operator. */
function operand(node: Node, write: (node: Node) => string): string {
  const text = write(node);
  const isCall = ['logic', 'between', 'in', 'if'].includes(node.type);
  return !isCall && levelOf(node) < levels.path ? `(${text})` : text;
}

/** The name under which the function takes these arguments in spreadsheets, or undefined. */
function spreadsheetName(node: Call): string | undefined {
  const feel = node.callee.type === 'name' && node.callee.binding === 'function' ? node.callee.name : '';
  const name = Object.hasOwn(namesOfFunctions, feel) ? namesOfFunctions[feel] : undefined;
  if (name === undefined || node.arguments.some((argument) => argument.name !== null)) return undefined;
  const read = spreadsheetFunctions[name]?.write(node.arguments.map((argument) => argument.value));
  return read?.type === 'call' && read.arguments.length === node.arguments.length ? name : undefined;
}

const namesOfFunctions: { readonly [name: string]: string | undefined } = {
  not: 'NOT',
  sum: 'SUM',
  min: 'MIN',
  max: 'MAX',
  mean: 'AVERAGE',
  median: 'MEDIAN',
  count: 'COUNTA',
  abs: 'ABS',
  modulo: 'MOD',
  sqrt: 'SQRT',
  'round half up': 'ROUND',
  'round up': 'ROUNDUP',
  'round down': 'ROUNDDOWN',
  'string length': 'LEN',
  'upper case': 'UPPER',
  'lower case': 'LOWER',
  substring: 'MID',
  string: 'TEXT',
  number: 'VALUE',
  floor: 'INT',
  ceiling: 'CEILING',
  product: 'PRODUCT',
  stddev: 'STDEV',
  odd: 'ISODD',
  even: 'ISEVEN',
  exp: 'EXP',
  log: 'LN',
  contains: 'CONTAINS',
  'starts with': 'STARTSWITH',
  'ends with': 'ENDSWITH',
  trim: 'TRIM',
  'week of year': 'ISOWEEKNUM',
  date: 'DATE',
  today: 'TODAY',
  now: 'NOW',
};
