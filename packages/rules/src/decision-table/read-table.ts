import {
  anyType,
  type DeclaredType,
  type Expression,
  type FeelDate,
  type FeelType,
  type Mode,
  type NamedTypes,
  parseDate,
  readExpression,
  type Reading,
  readUnaryTests,
  type Scope,
} from '@tangram/expression';
import {
  type DecisionTable,
  didYouMean,
  nearest,
  type Problem,
  problemAt,
  type TableInput,
  type TableOutput,
  type TableRow,
} from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { columnTypeNamed, type DeclaredTypes } from './column-type.ts';

/** A table with every text read; what evaluates, runs in SQL and judges health all begin here. */
export interface ReadTable {
  readonly hitPolicy: DecisionTable['hitPolicy'];
  readonly mode: Mode;
  readonly inputs: readonly ReadInput[];
  readonly outputs: readonly ReadOutput[];
  /** The enabled rows. */
  readonly rows: readonly ReadRow[];
}

export interface ReadInput {
  readonly key: string;
  readonly expression: Expression;
  /** What the cells are tests of: the declared type, else that of the expression. */
  readonly type: DeclaredType;
  readonly allowed: Expression | null;
}

export interface ReadOutput {
  readonly key: string;
  readonly type: DeclaredType;
  readonly allowed: Expression | null;
  readonly default: Expression | null;
}

export interface ReadRow {
  readonly key: string;
  /** Position among all rows of the document, from 0. */
  readonly index: number;
  /** One per input; null holds for every value. */
  readonly tests: readonly (Expression | null)[];
  /** One per output; null is blank. */
  readonly outputs: readonly (Expression | null)[];
  readonly from: FeelDate | null;
  readonly to: FeelDate | null;
}

export interface TableOptions {
  /** `strict` when missing; `standard` for tables of DMN models. */
  readonly mode?: Mode;
  readonly types?: NamedTypes;
  readonly declared?: DeclaredTypes;
}

export interface TableReading {
  /** Null when there is any problem. */
  readonly table: ReadTable | null;
  /** Every mistake (`EXPR_*`, `RULE_*`), each with the JSON Pointer of its cell. */
  readonly problems: readonly Problem[];
}

/**
 * Reads tables of one scope. It remembers what it has read: a table of 1,600 cells of which one was changed is read
 * again in a millisecond, so an editor keeps one reader for as long as the scope stays.
 */
export class TableReader {
  private readonly scope: Scope;
  private readonly options: Required<TableOptions>;
  private readonly known = new Map<string, Reading>();

  constructor(scope: Scope, options: TableOptions = {}) {
    this.scope = scope;
    this.options = { mode: 'strict', types: {}, declared: () => undefined, ...options };
  }

  read(document: DecisionTable): TableReading {
    const problems: Problem[] = [];
    const inputs = document.inputs.map((column, index) => this.input(column, `/inputs/${index}`, problems));
    const outputs = document.outputs.map((column, index) => this.output(column, `/outputs/${index}`, problems));
    const rows = document.rows.flatMap((row, index) =>
      row.enabled === false ? [] : [this.row(row, index, inputs, outputs, problems)],
    );
    for (const part of ['inputs', 'outputs', 'rows'] as const) repeatedKeys(document[part], `/${part}`, problems);
    const { hitPolicy } = document;
    const isGood = problems.length === 0;
    return { table: isGood ? { hitPolicy, mode: this.options.mode, inputs, outputs, rows } : null, problems };
  }

  private input(column: TableInput, path: string, problems: Problem[]): ReadInput {
    const declared = this.declared(column.type, path, problems);
    const expression = this.expression(column.expression, declared?.feel, `${path}/expression`, problems);
    const type = declared ?? { feel: expression.type };
    // Of a list, each element is held against them.
    const of = type.feel.type === 'list' ? type.feel.of : type.feel;
    const allowed = isBlank(column.allowed) ? null : this.tests(column.allowed, of, `${path}/allowed`, problems);
    return { key: column.key, expression, type, allowed };
  }

  private output(column: TableOutput, path: string, problems: Problem[]): ReadOutput {
    const type = this.declared(column.type, path, problems) ?? { feel: anyType };
    const allowed = isBlank(column.allowed) ? null : this.tests(column.allowed, type.feel, `${path}/allowed`, problems);
    const written = column.default;
    const value = isBlank(written) ? null : this.expression(written, type.feel, `${path}/default`, problems);
    return { key: column.key, type, allowed, default: value };
  }

  private row(
    row: TableRow,
    index: number,
    inputs: readonly ReadInput[],
    outputs: readonly ReadOutput[],
    problems: Problem[],
  ): ReadRow {
    const path = `/rows/${index}`;
    unknownCells(row.inputs, inputs, `${path}/inputs`, problems);
    unknownCells(row.outputs, outputs, `${path}/outputs`, problems);
    const tests = inputs.map(({ key, type }) => {
      const text = cellOf(row.inputs, key);
      return isBlank(text) || text.trim() === '-'
        ? null
        : this.tests(text, type.feel, `${path}/inputs/${key}`, problems);
    });
    const values = outputs.map(({ key, type }) => {
      const text = cellOf(row.outputs, key);
      return isBlank(text) ? null : this.expression(text, type.feel, `${path}/outputs/${key}`, problems);
    });
    const [from, to] = [dayOf(row.effectiveFrom), dayOf(row.effectiveTo)];
    if (from === undefined || to === undefined || (from !== null && to !== null && from.dayNumber > to.dayNumber)) {
      const days = { from: row.effectiveFrom ?? '', to: row.effectiveTo ?? '' };
      problems.push(ruleProblem('RULE_TABLE_DATES', `${path}/effectiveFrom`, days));
    }
    return { key: row.key, index, tests, outputs: values, from: from ?? null, to: to ?? null };
  }

  private declared(name: string | undefined, path: string, problems: Problem[]): DeclaredType | undefined {
    if (name === undefined) return undefined;
    const type = columnTypeNamed(name, this.options.declared);
    if (type === undefined) problems.push(ruleProblem('RULE_TABLE_TYPE_UNKNOWN', `${path}/type`, { type: name }));
    return type;
  }

  private tests(text: string, type: FeelType, path: string, problems: Problem[]): Expression {
    return this.remembered(`? ${typeKey(type)}\n${text}`, path, problems, () =>
      readUnaryTests(text, this.scope, type, this.options),
    );
  }

  /** In standard mode a value of another type is no mistake: it is converted or becomes null when the table runs. */
  private expression(text: string, type: FeelType | undefined, path: string, problems: Problem[]): Expression {
    const expects = this.options.mode === 'strict' && type !== undefined ? { expects: type } : {};
    return this.remembered(`= ${type === undefined ? '' : typeKey(type)}\n${text}`, path, problems, () =>
      readExpression(text, this.scope, { ...this.options, ...expects }),
    );
  }

  private remembered(key: string, path: string, problems: Problem[], read: () => Reading): Expression {
    let reading = this.known.get(key);
    if (reading === undefined) {
      reading = read();
      // Every key stroke is a new text; what nobody will type again need not be kept for ever.
      if (this.known.size > 20_000) this.known.clear();
      this.known.set(key, reading);
    }
    problems.push(...reading.problems.map((problem) => problemAt(path, problem)));
    return reading.expression ?? unread;
  }
}

/** Reads one table once; see `TableReader`. */
export function readTable(document: DecisionTable, scope: Scope, options: TableOptions = {}): TableReading {
  return new TableReader(scope, options).read(document);
}

/** Stands where a text could not be read; the table is not handed out then. */
const unread = readExpression('null', { variables: {} }).expression as Expression;

/** Types of one table that differ in more than their name have different texts in its columns anyway. */
function typeKey(type: FeelType): string {
  return type.type === 'list' || type.type === 'range' ? `${type.type}<${typeKey(type.of)}>` : type.type;
}

function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}

function cellOf(cells: TableRow['inputs'], key: string): string | undefined {
  return Object.hasOwn(cells, key) ? cells[key] : undefined;
}

/** Undefined for a text that is no date. */
function dayOf(text: string | undefined): FeelDate | null | undefined {
  return text === undefined ? null : (parseDate(text) ?? undefined);
}

function unknownCells(
  cells: TableRow['inputs'],
  columns: readonly { readonly key: string }[],
  path: string,
  problems: Problem[],
): void {
  const keys = columns.map((column) => column.key);
  for (const column of Object.keys(cells)) {
    if (keys.includes(column)) continue;
    const hint = didYouMean(nearest(column, keys));
    problems.push(ruleProblem('RULE_TABLE_COLUMN_UNKNOWN', `${path}/${column}`, { column }, hint));
  }
}

function repeatedKeys(parts: readonly { readonly key: string }[], path: string, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const [index, { key }] of parts.entries()) {
    if (seen.has(key)) problems.push(ruleProblem('RULE_KEY_TWICE', `${path}/${index}/key`, { key }));
    seen.add(key);
  }
}
