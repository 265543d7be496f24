import type { Call, Node } from '../ast/node.ts';
import { scopePath } from '../check/check-expression.ts';
import { feelText } from './feel-text.ts';

/**
 * The expression as people know it from spreadsheets: `IF(AND(amount>1000,stage="won"),20,0)`. For reading; what a
 * spreadsheet has no form for stays FEEL.
 */
export function spreadsheetText(node: Node, titleOf?: (path: string) => string | undefined): string {
  const write = (child: Node) => spreadsheetText(child, titleOf);
  const call = (name: string, ...operands: readonly Node[]) => `${name}(${operands.map(write).join(',')})`;
  switch (node.type) {
    case 'literal':
      if (node.value === null) return '""';
      if (typeof node.value === 'boolean') return node.value ? 'TRUE' : 'FALSE';
      return typeof node.value === 'string' ? `"${node.value.replaceAll('"', '""')}"` : feelText(node);
    case 'name':
    case 'member': {
      const path = scopePath(node)?.join('.');
      return (path === undefined ? undefined : titleOf?.(path)) ?? feelText(node);
    }
    case 'arithmetic':
      return `${operand(node.left, write)}${node.operator === '**' ? '^' : node.operator}${operand(node.right, write)}`;
    case 'negation':
      return `-${operand(node.operand, write)}`;
    case 'comparison': {
      const isBlank = node.right.type === 'literal' && node.right.value === null;
      if (isBlank && node.operator === '=') return call('ISBLANK', node.left);
      if (isBlank && node.operator === '!=') return `NOT(${call('ISBLANK', node.left)})`;
      return `${operand(node.left, write)}${node.operator === '!=' ? '<>' : node.operator}${operand(node.right, write)}`;
    }
    case 'logic':
      return call(node.operator === 'and' ? 'AND' : 'OR', ...node.operands);
    case 'between':
      return `AND(${operand(node.value, write)}>=${operand(node.low, write)},${operand(node.value, write)}<=${operand(node.high, write)})`;
    case 'in': {
      const tests = node.tests.map((test) => testText(node.value, test, write));
      const any = tests.length === 1 ? (tests[0] as string) : `OR(${tests.join(',')})`;
      return node.isNegated ? `NOT(${any})` : any;
    }
    case 'if':
      return call('IF', node.condition, node.consequent, node.alternative);
    case 'call': {
      const name = namesOfFunctions[calledName(node)];
      return name === undefined ? feelText(node) : call(name, ...node.arguments.map((argument) => argument.value));
    }
    default:
      return feelText(node);
  }
}

function testText(value: Node, test: Node, write: (node: Node) => string): string {
  if (test.type === 'test')
    return `${write(value)}${test.operator === '!=' ? '<>' : test.operator}${operand(test.operand, write)}`;
  if (test.type === 'range') {
    const [low, high] = [test.isLowIncluded ? '>=' : '>', test.isHighIncluded ? '<=' : '<'];
    return `AND(${write(value)}${low}${operand(test.low, write)},${write(value)}${high}${operand(test.high, write)})`;
  }
  if (test.type === 'list') return `OR(${test.elements.map((element) => testText(value, element, write)).join(',')})`;
  return `${write(value)}=${operand(test, write)}`;
}

function operand(node: Node, write: (node: Node) => string): string {
  const text = write(node);
  return node.type === 'arithmetic' || node.type === 'comparison' ? `(${text})` : text;
}

function calledName(node: Call): string {
  return node.callee.type === 'name' ? node.callee.name : '';
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
  date: 'DATE',
  today: 'TODAY',
  now: 'NOW',
};
