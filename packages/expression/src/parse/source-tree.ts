import type { SyntaxNode } from '@lezer/common';
import type { ProblemList } from '../ast/problem-list.ts';
import { anyType } from '../types/feel-type.ts';
import type { ComparisonOperator } from '../values/feel-value.ts';
import { normalName } from './name.ts';
import type { NormalText } from './normalise.ts';
import { syntaxHint } from './syntax-hint.ts';

/** Thrown and caught while a tree is read: it cannot be read on. The problem is in the list. */
export class Unreadable extends Error {}

/** What the nodes of the parser's tree say in the text they were read from, and where in the text as it was written. */
export class SourceTree {
  readonly normal: NormalText;
  readonly written: string;
  readonly list: ProblemList;

  constructor(normal: NormalText, written: string, list: ProblemList) {
    this.normal = normal;
    this.written = written;
    this.list = list;
  }

  /** Says what cannot be read, as well as can be guessed. */
  refuse(from: number, to: number): never {
    const at = { from: this.offset(from), to: this.offset(to) };
    const rest = this.written.slice(at.from).trim();
    const before = this.written.slice(0, at.from).trimEnd();
    const single = /'[^']*'/.exec(this.written);
    const not = /^[!！]\s*([\p{L}\p{N}_.]*)/u.exec(rest);
    if (not !== null && !rest.startsWith('!=')) {
      const start = this.written.indexOf(not[0], at.from);
      this.list.add('EXPR_NOT_BRACKETS', { from: start, to: start + not[0].length }, { rest: not[1] as string });
    } else if (single !== null) {
      this.list.add('EXPR_TEXT_QUOTES', { from: single.index, to: single.index + single[0].length });
    } else if (rest === '') {
      this.list.add('EXPR_SYNTAX_END', { from: before.length, to: this.written.length }, { near: before.slice(-20) });
    } else {
      const near = (/^(?:[\p{L}\p{N}_]+|\S)/u.exec(rest) ?? [rest])[0].slice(0, 20);
      const start = this.written.indexOf(near, at.from);
      const place = { from: start, to: Math.max(at.to, start + near.length) };
      this.list.add('EXPR_SYNTAX', place, { near }, syntaxHint(before, rest));
    }
    throw new Unreadable();
  }

  operator(node: SyntaxNode): ComparisonOperator {
    return this.text(node.getChild('CompareOp') ?? node) as ComparisonOperator;
  }

  nameOf(node: SyntaxNode): string {
    const text = this.text(node).trim();
    return text.startsWith('`') && text.endsWith('`') && text.length > 2 ? text.slice(1, -1) : normalName(text);
  }

  text(node: SyntaxNode): string {
    return this.normal.text.slice(node.from, node.to);
  }

  /** Children that carry meaning: no signs, no words of the grammar, no comments. */
  children(node: SyntaxNode): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (/^[A-Z?]/.test(child.name) && !silent.has(child.name)) children.push(child);
      else if (child.name === 'null') children.push(child);
    }
    return children;
  }

  private offset(at: number): number {
    return this.normal.offsets[Math.min(at, this.normal.offsets.length - 1)] ?? this.written.length;
  }

  range(node: SyntaxNode): { from: number; to: number } {
    return { from: this.offset(node.from), to: Math.max(this.offset(node.to), this.offset(node.from)) };
  }

  span(node: SyntaxNode) {
    return { ...this.range(node), feel: anyType };
  }
}

const silent = new Set([
  'CompareOp',
  'ArithOp',
  'LineComment',
  'BlockComment',
  'Type',
  'PathName',
  'DateTimeConstructor',
]);
