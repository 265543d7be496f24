import type { LocalText } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { aggregateSource } from '../ast/aggregate.ts';
import { type Arithmetic, type Call, type In, isNodes, type Member, type Node } from '../ast/node.ts';
import { feelText } from '../print/feel-text.ts';
import { isTested } from '../check/check-expression.ts';
import { isComparable, isRecord } from '../check/operator-type.ts';
import { testedName } from '../parse/name.ts';
import { type FeelType, membersOf, type RelatedList, textType } from '../types/feel-type.ts';
import type { ComparisonOperator } from '../values/feel-value.ts';
import type { WorkCalendar } from '../values/work-calendar.ts';
import { parseZone, utc, type Zone } from '../values/zone.ts';
import { NotInSqlError } from './not-in-sql.ts';
import { type RelatedRows, type RowSource, sqlAggregate, sqlExists } from './sql-aggregate.ts';
import { sqlArithmetic } from './sql-arithmetic.ts';
import { sqlLiteral } from './sql-literal.ts';
import { sqlProperty } from './sql-property.ts';
import { sqlTypeOf } from './sql-type.ts';
import { sqlWhole } from './sql-whole.ts';

type Sql = RawBuilder<unknown>;

/**
 * Where an expression's names stand in a statement. Columns are of the PostgreSQL type that belongs to their FEEL type:
 * text, numeric, boolean, date, timestamptz, time, numeric seconds, integer months, uuid for references, arrays for lists.
 */
export interface SqlTarget extends RowSource {
  /** IANA name of the workspace's zone. */
  readonly zone: string;
  readonly now: Date;
  /** Which days are worked; Monday to Friday when missing. */
  readonly calendar?: WorkCalendar;
}

/** A name bound inside an aggregate. */
export interface RowFrame {
  readonly name: string;
  /** In a filter: the members of the record are names too. */
  readonly isItem: boolean;
  readonly type: FeelType;
  readonly rows: RelatedRows;
  /** Where the name stands for a value taken of the record. */
  readonly value: Sql | null;
}

/** A column: a path from a record that the statement has at hand. */
interface Place {
  readonly source: RowSource;
  readonly path: readonly string[];
}

/** Writes the SQL of nodes. What it cannot write throws `NotInSqlError`. */
export class SqlWriter {
  readonly target: SqlTarget;
  readonly zone: Zone;
  /** The node that stands for `?` while a table cell is written. */
  private tested: Node | null = null;
  /** Names bound around the node, innermost first. */
  private frames: readonly RowFrame[] = [];

  constructor(target: SqlTarget) {
    this.target = target;
    this.zone = parseZone(`@${target.zone}`) ?? utc;
  }

  /** SQL with exactly the value that the closure computes. */
  value(node: Node): Sql {
    const whole = sqlWhole(node, this);
    if (whole !== null) return sql`${whole}::numeric`;
    if (node.type === 'call' || node.type === 'quantified') {
      const source = aggregateSource(node);
      if (source !== null) return sqlAggregate(node, source, this);
    }
    switch (node.type) {
      case 'literal':
        return sqlLiteral(node.value, this.zone) ?? this.refuse(node, feelText(node), reasons.value);
      case 'name':
        return this.name(node);
      case 'member':
        return this.member(node);
      case 'arithmetic':
        return this.arithmetic(node);
      case 'negation':
        // A blank that is written out has no type, and PostgreSQL several signs to choose from.
        return node.operand.feel.type === 'null' ? sql`null` : sql`(- ${this.value(node.operand)})`;
      case 'comparison':
        return this.comparison(node, node.operator, node.left, node.right);
      case 'logic': {
        const operands = node.operands.map((operand) => this.boolean(operand));
        return sql`(${sql.join(operands, node.operator === 'and' ? sql` and ` : sql` or `)})`;
      }
      case 'between': {
        const [low, high] = [
          this.comparison(node, '>=', node.value, node.low),
          this.comparison(node, '<=', node.value, node.high),
        ];
        return sql`(${low} and ${high})`;
      }
      case 'in':
        return this.in(node);
      case 'if': {
        const [condition, then, otherwise] = [
          this.truth(node.condition),
          this.value(node.consequent),
          this.value(node.alternative),
        ];
        return sql`(case when ${condition} then ${then} else ${otherwise} end)`;
      }
      case 'list': {
        const type = sqlTypeOf(node.feel);
        if (type === null) return this.refuse(node, '[ ]', reasons.mixed);
        return sql`array[${sql.join(node.elements.map((element) => this.value(element)))}]::${sql.raw(type)}`;
      }
      case 'call':
        return this.call(node);
      case 'for':
      case 'quantified':
      case 'filter':
        return this.refuse(
          node,
          node.type === 'filter' ? '[ ]' : node.type === 'for' ? 'for' : node.quantifier,
          reasons.loop,
        );
      case 'context':
      case 'range':
      case 'test':
      case 'function':
      case 'instance-of':
        return this.refuse(node, words[node.type], reasons.value);
    }
  }

  /** A condition: a yes/no value, or blank. */
  boolean(node: Node): Sql {
    if (node.feel.type === 'null') return sql`null::boolean`;
    if (node.feel.type !== 'boolean') return this.refuse(node, 'and', reasons.type);
    return this.value(node);
  }

  /** A condition of which only `true` counts: `case` takes blank for false, so the tests for blank can stay away. */
  truth(node: Node): Sql {
    const source = node.type === 'quantified' ? aggregateSource(node) : null;
    if (node.type === 'quantified' && source !== null) return sqlExists(node, source, this);
    const plain =
      node.type === 'logic'
        ? sql`(${sql.join(
            node.operands.map((operand) => this.truth(operand)),
            node.operator === 'and' ? sql` and ` : sql` or `,
          )})`
        : node.type === 'comparison' && node.operator === '='
          ? this.literalTest('=', node.left, node.right)
          : node.type === 'in' && !node.isNegated
            ? this.inLiterals(node, hashedFrom)?.list
            : undefined;
    return plain ?? this.boolean(node);
  }

  refuse(node: Node, what: string, reason: LocalText): never {
    throw new NotInSqlError(what, reason, node);
  }

  /** The zone as SQL text, for `at time zone`. */
  get zoneName(): Sql {
    return sql`${this.target.zone}::text`;
  }

  /** What `write` writes while the names of `frame` are bound. */
  within(frame: RowFrame, write: () => Sql): Sql {
    const outer = this.frames;
    this.frames = [frame, ...outer];
    const written = write();
    this.frames = outer;
    return written;
  }

  /** The rows of a list of related records. */
  relatedRows(list: Node, related: RelatedList): RelatedRows {
    const place = list.type === 'member' ? this.place(list.base) : this.place(list);
    const isOwn = place !== null && place.path.length === (list.type === 'member' ? 0 : 1);
    const rows = isOwn ? place.source.related?.(related) : undefined;
    return rows ?? this.refuse(list, feelText(list), reasons.list);
  }

  private name(node: Node & { type: 'name' }): Sql {
    if (node.name === testedName && this.tested !== null) return this.value(this.tested);
    const bound = node.binding === 'local' ? this.frames.find((frame) => binds(frame, node.name)) : undefined;
    if (bound?.value != null && bound.name === node.name) return bound.value;
    const place = this.place(node);
    return place === null ? this.refuse(node, node.name, reasons.value) : this.column(place, node);
  }

  private member(node: Member): Sql {
    const place = this.place(node);
    const base = node.base.feel;
    if (place !== null && (base.type === 'context' || base.type === 'reference')) return this.column(place, node);
    return sqlProperty(node, this) ?? this.refuse(node, node.member, reasons.value);
  }

  private column({ source, path }: Place, node: Node): Sql {
    if (sqlTypeOf(node.feel) === null) return this.refuse(node, path.join('.'), reasons.type);
    return source.column(path, node.feel);
  }

  /** Where a chain of members begins and leads: at a variable of the scope, or at a record inside an aggregate. */
  private place(node: Node): Place | null {
    if (node.type === 'member') {
      const base = this.place(node.base);
      return base === null ? null : { source: base.source, path: [...base.path, node.member] };
    }
    if (node.type !== 'name') return null;
    if (node.binding === 'scope') return { source: this.target, path: [node.name] };
    const bound = node.binding === 'local' ? this.frames.find((frame) => binds(frame, node.name)) : undefined;
    if (bound === undefined) return null;
    if (bound.name !== node.name) return { source: bound.rows, path: [node.name] };
    return bound.value === null ? { source: bound.rows, path: [] } : null;
  }

  /** Whether an index may serve the node, so that it should stand plainly. */
  private isColumn(node: Node): boolean {
    return this.place(node) !== null;
  }

  private arithmetic(node: Arithmetic): Sql {
    return sqlArithmetic(node, this) ?? this.refuse(node, node.operator, reasons.operator);
  }

  /** `=` never gives null; a field beside a literal stays a plain `=`, so that an index serves it. */
  comparison(at: Node, operator: ComparisonOperator, left: Node, right: Node): Sql {
    if (operator === '=' || operator === '!=') return this.equality(at, operator, left, right);
    const [a, b] = [this.ordered(left), this.ordered(right)];
    return sql`(${a} ${sql.raw(orderOperators[operator])} ${b})`;
  }

  private ordered(node: Node): Sql {
    const value = this.value(node);
    return node.feel.type === 'text' ? sql`${value} collate "C"` : value;
  }

  private equality(at: Node, operator: '=' | '!=', left: Node, right: Node): Sql {
    const isEqual = operator === '=';
    if (right.feel.type === 'null')
      return sql`(${this.side(left, left.feel)} ${sql.raw(isEqual ? 'is null' : 'is not null')})`;
    if (left.feel.type === 'null') return this.equality(at, operator, right, left);
    const hasType = sqlTypeOf(left.feel) !== null || isRecord(left.feel);
    if (!hasType || !isComparable(left.feel, right.feel)) return this.refuse(at, operator, reasons.type);
    const test = this.literalTest(isEqual ? '=' : '<>', left, right);
    const field = right.type === 'literal' ? left : right;
    if (test !== undefined) return isEqual ? this.orFalse(test, field) : this.orTrue(test, field);
    const [a, b] = [this.side(left, right.feel), this.side(right, left.feel)];
    return sql`(${a} ${sql.raw(isEqual ? 'is not distinct from' : 'is distinct from')} ${b})`;
  }

  /** `field = $1`, blank for a blank field; undefined when neither side is a literal with a value. */
  private literalTest(operator: '=' | '<>', left: Node, right: Node): Sql | undefined {
    const [field, literal] = right.type === 'literal' ? [left, right] : [right, left];
    if (literal.type !== 'literal' || literal.value === null || field.feel.type === 'null') return undefined;
    if (sqlTypeOf(field.feel) === null && !isRecord(field.feel)) return undefined;
    return sql`${this.side(field, literal.feel)} ${sql.raw(operator)} ${this.side(literal, field.feel)}`;
  }

  /** A test that is blank only for a blank field, made false there. A column's index still serves the test. */
  private orFalse(test: Sql, field: Node): Sql {
    return this.isColumn(field)
      ? sql`(${test} and ${this.side(field, field.feel)} is not null)`
      : sql`coalesce(${test}, false)`;
  }

  private orTrue(test: Sql, field: Node): Sql {
    return this.isColumn(field)
      ? sql`(${test} or ${this.side(field, field.feel)} is null)`
      : sql`coalesce(${test}, true)`;
  }

  /** One side of an equality: records are compared by their ids. */
  private side(node: Node, other: FeelType): Sql {
    if (node.feel.type === 'context') {
      const place = this.place(node);
      if (place === null) return this.refuse(node, '=', reasons.type);
      return sql`${place.source.column([...place.path, 'id'], textType)}::text::uuid`;
    }
    if (node.feel.type === 'text' && isRecord(other)) return this.id(node);
    return this.value(node);
  }

  /** Text that should be an id: what is no id equals no record, and must not end the statement. */
  private id(node: Node): Sql {
    const text = this.value(node);
    const pattern = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
    if (node.type === 'literal' && typeof node.value === 'string') {
      return sql`${new RegExp(pattern).test(node.value) ? node.value : impossibleId}::uuid`;
    }
    return sql`(case when ${text} is null then null when ${text} ~ ${sql.lit(pattern)} then ${text} else ${sql.lit(impossibleId)} end)::uuid`;
  }

  private in(node: In): Sql {
    const literals = this.inLiterals(node);
    if (literals !== undefined) {
      return node.isNegated ? this.orTrue(literals.notList, node.value) : this.orFalse(literals.list, node.value);
    }
    const written = node.tests.map((test) => this.test(node.value, test));
    const any = written.length === 1 ? (written[0] as Sql) : sql`(${sql.join(written, sql` or `)})`;
    return node.isNegated ? sql`(not ${any})` : any;
  }

  /**
   * `field in ($1, $2)`, blank for a blank field; undefined when not every test is a literal of the field's type. Texts
   * that are at least `fillFrom` are repeated until they are as many as PostgreSQL looks up by hash.
   */
  private inLiterals(
    { value, tests: given }: In,
    fillFrom = Infinity,
  ): { readonly list: Sql; readonly notList: Sql } | undefined {
    const tests =
      value.feel.type === 'text' && given.length >= fillFrom
        ? Array.from({ length: Math.max(given.length, hashedAt) }, (_, index) => given[index % given.length] as Node)
        : given;
    const isList = tests.length > 1 && sqlTypeOf(value.feel) !== null;
    const fits = (test: Node) => test.type === 'literal' && test.value !== null && test.feel.type === value.feel.type;
    if (!isList || !tests.every(fits)) return undefined;
    const [field, list] = [this.value(value), sql.join(tests.map((test) => this.value(test)))];
    return { list: sql`${field} in (${list})`, notList: sql`${field} not in (${list})` };
  }

  /** `value in test` for one test. */
  test(value: Node, test: Node): Sql {
    if (isTested(test)) {
      const outer = this.tested;
      this.tested = value;
      const written = test.feel.type === 'boolean' ? this.value(test) : this.equality(test, '=', value, test);
      this.tested = outer;
      return written;
    }
    if (test.type === 'test') return this.comparison(test, test.operator, value, test.operand);
    if (test.type === 'range') {
      const low = this.comparison(test, test.isLowIncluded ? '>=' : '>', value, test.low);
      const high = this.comparison(test, test.isHighIncluded ? '<=' : '<', value, test.high);
      return sql`(${low} and ${high})`;
    }
    if (test.type === 'list') {
      if (value.feel.type === 'list') return this.refuse(test, 'in', reasons.type);
      if (test.elements.length === 0) return sql`false`;
      return sql`(${sql.join(
        test.elements.map((element) => sql`coalesce(${this.test(value, element)}, false)`),
        sql` or `,
      )})`;
    }
    if (test.feel.type === 'list') {
      if (value.feel.type === 'list' || sqlTypeOf(test.feel) === null) return this.refuse(test, 'in', reasons.type);
      const [list, element] = [this.value(test), this.side(value, test.feel.of)];
      return sql`(case when ${list} is null then ${element} is null else array_position(${list}, ${element}) is not null end)`;
    }
    return this.equality(test, '=', value, test);
  }

  private call(node: Call): Sql {
    const { entry, candidates } = node;
    const candidate = candidates?.[0];
    if (entry === undefined || candidate === undefined) return this.refuse(node, '( )', reasons.value);
    const { toSql } = candidate.signature;
    if (typeof toSql !== 'function') return this.refuse(node, entry.name, toSql.reason);
    if (candidates !== undefined && candidates.length > 1) return this.refuse(node, entry.name, reasons.type);
    // A blank that is written out has no type in PostgreSQL; where the function does not take it, the answer is known.
    const { parameters } = candidate.signature;
    const isBlank = (operand: Node | null | readonly Node[] | undefined) =>
      operand != null && !isNodes(operand) && operand.feel.type === 'null';
    if (parameters.some((parameter, index) => parameter.isNullable !== true && isBlank(candidate.operands[index]))) {
      return sql`null::${sql.raw(sqlTypeOf(node.feel) ?? 'text')}`;
    }
    return toSql(candidate.operands, this);
  }
}

/** Whether a frame gives the name a meaning. */
function binds(frame: RowFrame, name: string): boolean {
  return frame.name === name || (frame.isItem && Object.hasOwn(membersOf(frame.type) ?? {}, name));
}

/** PostgreSQL looks up a list of as many values by hash (`MIN_ARRAY_SIZE_FOR_HASHED_SAOP`), and compares with each of a shorter one. */
const hashedAt = 9;
/** Within `case`, where no index can serve, that is quicker from so many texts on: measured in `bench -- rules`. */
const hashedFrom = 4;

/** An id that no record has: ids are made with their version digit. */
const impossibleId = '00000000-0000-0000-0000-000000000000';

const orderOperators = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const words = { context: '{ }', range: '..', test: '>', function: 'function', 'instance-of': 'instance of' } as const;

export const reasons = {
  value: { en: 'the database has no such value.', zh: '数据库中没有这种值。' },
  mixed: { en: 'the database keeps lists of one type only.', zh: '数据库中的列表只能包含一种类型。' },
  list: { en: 'these records can only be counted.', zh: '这些记录只能统计。' },
  loop: { en: 'loops over lists run in the application.', zh: '对列表的循环只能在应用中运行。' },
  type: { en: 'its type is known only when it runs.', zh: '它的类型在运行时才能确定。' },
  operator: { en: 'the database computes it with other digits.', zh: '数据库的计算精度不同。' },
  text: { en: 'the database treats such text differently.', zh: '数据库对此类文本的处理方式不同。' },
} as const satisfies { [name: string]: LocalText };
