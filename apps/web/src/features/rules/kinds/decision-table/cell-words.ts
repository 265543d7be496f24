import {
  constantOf,
  type Expression,
  literalText,
  type Node,
  readExpression,
  readUnaryTests,
  type Scope,
} from '@tangram/expression';
import type { Language } from '@tangram/schema';
import { booleanWord, type TableColumn } from './table-columns.ts';

/**
 * A cell as people read it: `"website", "phone"` as `Website, Phone`, `>= 18` as `≥ 18`, `[10..20]` as `10 – 20`. What has
 * no plainer words stays FEEL.
 */
export function cellWords(text: string, column: TableColumn, scope: Scope, language: Language): string {
  if (column.side === 'annotation') return text;
  if (text.trim() === '' || text.trim() === '-') return '';
  const { expression } =
    column.side === 'input'
      ? readUnaryTests(text, scope, column.feel)
      : readExpression(text, scope, { expects: column.feel });
  if (expression === null) return text;
  const words = new CellSpeaker(expression, column, language).speak(expression.ast);
  return words ?? text;
}

const signs: Readonly<Record<string, string>> = { '=': '', '!=': '≠ ', '<': '< ', '<=': '≤ ', '>': '> ', '>=': '≥ ' };

class CellSpeaker {
  private readonly expression: Expression;
  private readonly column: TableColumn;
  private readonly language: Language;

  constructor(expression: Expression, column: TableColumn, language: Language) {
    this.expression = expression;
    this.column = column;
    this.language = language;
  }

  /** Null where there are no plain words. */
  speak(node: Node): string | null {
    switch (node.type) {
      case 'in': {
        const parts = node.tests.map((test) => this.speak(test));
        if (parts.includes(null)) return null;
        const joined = parts.join(this.language === 'zh' ? '、' : ', ');
        return node.isNegated ? `${this.language === 'zh' ? '非 ' : 'not '}${joined}` : joined;
      }
      case 'test': {
        const value = this.value(node.operand);
        return value === null ? null : `${signs[node.operator] ?? ''}${value}`;
      }
      case 'range': {
        const [low, high] = [this.value(node.low), this.value(node.high)];
        if (low === null || high === null) return null;
        if (node.isLowIncluded && node.isHighIncluded) return `${low} – ${high}`;
        return `${node.isLowIncluded ? '[' : '('}${low}, ${high}${node.isHighIncluded ? ']' : ')'}`;
      }
      default:
        return this.value(node);
    }
  }

  private value(node: Node): string | null {
    const value = constantOf(this.expression, node);
    if (value === undefined) return null;
    if (value === null) return this.language === 'zh' ? '空' : 'blank';
    if (typeof value === 'boolean') return booleanWord(value, this.language);
    const literal = literalText(value);
    const choice = this.column.choices.find((one) => one.literal === literal);
    if (choice !== undefined) return choice.label;
    if (typeof value === 'string') return value === '' ? literal : value;
    return literal.replace(/^@"(.*)"$/, '$1');
  }
}
