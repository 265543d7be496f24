import type { LocalText } from '@tangram/schema';
import type { RawBuilder } from 'kysely';
import type { Node } from '../ast/node.ts';
import type { ExpressionCode } from '../errors.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import type { FeelType } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import type { WorkCalendar } from '../values/work-calendar.ts';
import type { Zone } from '../values/zone.ts';

/** What a run hands to functions: its clock and zone, fixed once, and where warnings go. */
export interface Run {
  readonly now: Date;
  readonly zone: Zone;
  /** Which days are worked. */
  readonly calendar: WorkCalendar;
  /** Date-times without a zone are placed in the run's zone and read on its clocks (always, except in conformance cases). */
  readonly isZoned: boolean;
  warn(
    code: 'EXPR_ARGUMENT_WRONG' | 'EXPR_RESULT_BLANK' | 'EXPR_CALENDAR_YEAR',
    params: { readonly [name: string]: string },
  ): void;
}

export interface Parameter {
  readonly name: string;
  readonly type: FeelType;
  /** May be left out; the function then receives undefined as null. */
  readonly isOptional?: boolean;
  /** May be blank without the result being blank. */
  readonly isNullable?: boolean;
  /** The last parameter may: the call gives any number of values, which arrive as one list. */
  readonly isVariadic?: boolean;
}

/** One way of calling a function. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** May depend on the arguments' types, and on those that are literals (undefined where one is not). */
  readonly returns: FeelType | ((types: readonly FeelType[], literals: readonly (FeelValue | undefined)[]) => FeelType);
  /** Receives one value per parameter, of its type (null where optional and left out, or nullable and blank). */
  readonly evaluate: (values: readonly FeelValue[], run: Run) => FeelValue;
  /** The same in PostgreSQL, exactly; or why it runs in the application only. */
  readonly toSql: ToSql | NotInSql;
  /** What is wrong with arguments that are literals (undefined where one is not), found when the expression is saved. */
  readonly checkLiterals?: (values: readonly (FeelValue | undefined)[]) => LiteralProblem | null;
}

/** Receives one operand per parameter: null where it is left out, a list of nodes for a variadic one. */
export type ToSql = (operands: readonly (Node | null | readonly Node[])[], writer: SqlWriter) => RawBuilder<unknown>;

export interface LiteralProblem {
  readonly code: ExpressionCode;
  readonly params: { readonly [name: string]: string };
}

export interface NotInSql {
  readonly reason: LocalText;
}

/** A built-in function. */
export interface FunctionEntry {
  readonly name: string;
  readonly group: FunctionGroup;
  /** Section of DMN 1.5, or `Tangram` for one of ours. */
  readonly section: string;
  readonly title: LocalText;
  readonly signatures: readonly Signature[];
}

export type FunctionGroup =
  | 'conversion'
  | 'boolean'
  | 'text'
  | 'list'
  | 'number'
  | 'date'
  | 'range'
  | 'context'
  | 'sort';
