import { nearest } from '@tangram/schema';
import {
  type Call,
  childrenOf,
  type Filter,
  type In,
  type Iteration,
  type Member,
  type Name,
  type Node,
} from '../ast/node.ts';
import { type Hint, nearHint, type ProblemList } from '../ast/problem-list.ts';
import type { ExpressionCode } from '../errors.ts';
import { functionNamed, functionNames } from '../functions/registry.ts';
import type { FieldLabel } from '../parse/sentence-names.ts';
import { testedName } from '../parse/name.ts';
import { describeType, typeParams } from '../types/describe-type.ts';
import {
  anyType,
  booleanType,
  type FeelType,
  fits,
  listOf,
  membersOf,
  nullType,
  numberType,
  rangeOf,
  type Scope,
  unite,
} from '../types/feel-type.ts';
import { type NamedTypes, typeOfName } from '../types/type-name.ts';
import { typeOfValue } from '../types/type-of-value.ts';
import { propertyTypes } from '../values/property.ts';
import { checkCall } from './check-call.ts';
import { arithmeticType, isComparable, isOrdered } from './operator-type.ts';
import { findLocal, findName, namesIn, type TypeFrame } from './type-frames.ts';

export interface CheckOptions {
  readonly scope: Scope;
  /** The type of `?`, in unary tests. */
  readonly input: FeelType | null;
  /** Types that `instance of` may name beside those of the standard. */
  readonly types: NamedTypes;
  /** What people call the fields: a label that is no name stands for the field's key. */
  readonly labels: readonly FieldLabel[];
  /** Refuse what the standard answers with null. */
  readonly isStrict: boolean;
}

/** Resolves names and types of a tree, in place; returns the variable paths it reads. Mistakes go to `list`. */
export function checkExpression(ast: Node, options: CheckOptions, list: ProblemList): readonly (readonly string[])[] {
  const checker = new Checker(options, list);
  const frame: TypeFrame | null =
    options.input === null ? null : { names: { [testedName]: options.input }, outer: null };
  checker.check(ast, frame);
  const isRelated = ([name]: readonly string[]) => {
    const type = name === undefined ? undefined : options.scope.variables[name];
    return type?.type === 'list' && type.related !== undefined;
  };
  // Related records are no values of the record: whoever counts them says so by an aggregate.
  return [...checker.reads.values()].filter((path) => !isRelated(path));
}

export class Checker {
  readonly reads = new Map<string, readonly string[]>();
  readonly isStrict: boolean;
  private readonly besideText = new Set<Node>();
  private readonly options: CheckOptions;
  private readonly list: ProblemList;

  constructor(options: CheckOptions, list: ProblemList) {
    this.options = options;
    this.list = list;
    this.isStrict = options.isStrict;
  }

  /** Fills in `node.feel` and everything below; `frame` holds the names bound around the node. */
  check(node: Node, frame: TypeFrame | null): FeelType {
    const type = this.typeOf(node, frame);
    node.feel = type;
    return type;
  }

  /** A mistake that the standard answers with null: a problem in strict mode, else nothing. */
  clash(
    code: ExpressionCode,
    node: { from: number; to: number },
    params: { [name: string]: string },
    hint?: Hint,
  ): FeelType {
    if (this.isStrict) this.list.add(code, node, params, hint);
    return anyType;
  }

  private typeOf(node: Node, frame: TypeFrame | null): FeelType {
    switch (node.type) {
      case 'literal':
        return typeOfValue(node.value);
      case 'name': {
        const type = this.name(node, frame, true);
        if (node.binding === 'function') {
          this.clash('EXPR_FUNCTION_BRACKETS', node, { name: node.name }, { name: 'brackets', near: node.name });
        }
        return type;
      }
      case 'member':
        return this.member(node, frame, true);
      case 'arithmetic': {
        const [left, right] = [this.check(node.left, frame), this.check(node.right, frame)];
        const type = arithmeticType(node.operator, left, right);
        return type ?? this.typeClash(node, node.operator, left, right, hintFor(node.operator, left, right));
      }
      case 'negation':
        return this.operand(node.operand, frame, '-', ['number', 'days-duration', 'months-duration']);
      case 'comparison': {
        const left = this.check(node.left, frame);
        if (left.type === 'text') this.besideText.add(node.right);
        const right = this.check(node.right, frame);
        this.compared(node, node.operator, left, right);
        return booleanType;
      }
      case 'logic':
        for (const operand of node.operands) this.operand(operand, frame, node.operator, ['boolean']);
        return booleanType;
      case 'between': {
        const value = this.check(node.value, frame);
        for (const end of [node.low, node.high]) this.compared(end, '<=', value, this.check(end, frame));
        return booleanType;
      }
      case 'in':
        return this.in(node, frame);
      case 'test':
        return rangeOf(this.check(node.operand, frame));
      case 'if': {
        this.operand(node.condition, frame, 'if', ['boolean']);
        const [then, otherwise] = [this.check(node.consequent, frame), this.check(node.alternative, frame)];
        const type = unite(then, otherwise);
        if (type.type === 'any' && then.type !== 'any' && otherwise.type !== 'any') {
          return this.typeClash(node, 'if', then, otherwise);
        }
        return type;
      }
      case 'for': {
        const inner = this.iterations(node.iterations, frame);
        const body = this.check(node.body, { names: { partial: listOf(anyType) }, outer: inner });
        return listOf(body);
      }
      case 'quantified': {
        const inner = this.iterations(node.iterations, frame);
        this.operand(node.body, inner, 'satisfies', ['boolean']);
        return booleanType;
      }
      case 'list':
        return listOf(node.elements.map((each) => this.check(each, frame)).reduce(unite, nullType));
      case 'context': {
        const members = Object.create(null) as { [name: string]: FeelType };
        for (const entry of node.entries) {
          if (Object.hasOwn(members, entry.name)) {
            this.clash('EXPR_DUPLICATE_NAME', entry, { name: entry.name });
          }
          members[entry.name] = this.check(entry.value, { names: { ...members }, outer: frame });
        }
        return { type: 'context', members };
      }
      case 'range': {
        const [low, high] = [this.check(node.low, frame), this.check(node.high, frame)];
        if (!isOrdered(low, high)) this.typeClash(node, '..', low, high);
        return rangeOf(unite(low, high));
      }
      case 'filter':
        return this.filter(node, frame);
      case 'call':
        return this.call(node, frame);
      case 'function': {
        const types = node.parameters.map((parameter) =>
          parameter.of === null ? anyType : this.named(parameter.of, node),
        );
        const names = Object.fromEntries(
          node.parameters.map((parameter, index) => [parameter.name, types[index] ?? anyType]),
        );
        return { type: 'function', parameters: types, result: this.check(node.body, { names, outer: frame }) };
      }
      case 'instance-of':
        this.check(node.value, frame);
        this.named(node.of, node);
        return booleanType;
    }
  }

  private named(name: Parameters<typeof typeOfName>[0], at: Node): FeelType {
    const { type, unknown } = typeOfName(name, this.options.types);
    if (unknown !== null) this.list.add('EXPR_TYPE_UNKNOWN', at, { name: unknown });
    return type;
  }

  private name(node: Name, frame: TypeFrame | null, isRead: boolean): FeelType {
    const { found, isOpen } = findLocal(frame, node.name);
    const outer = found ?? findName(this.options.scope.variables, node.name);
    if (outer !== null) {
      node.name = outer.name;
      node.binding = isOpen ? 'dynamic' : found === null ? 'scope' : 'local';
      if (found === null && isRead) this.read([outer.name]);
      return isOpen ? anyType : outer.type;
    }
    if (isOpen) {
      node.binding = 'dynamic';
      return anyType;
    }
    const entry = functionNamed(node.name);
    if (entry !== undefined) {
      node.binding = 'function';
      return anyType;
    }
    const labelled = this.options.labels.filter(({ label }) => label.trim() === node.name);
    const keys = new Set(
      labelled.map(({ path }) => path).filter((path) => findName(this.options.scope.variables, path)),
    );
    const [key] = keys;
    if (key !== undefined && keys.size === 1) {
      node.name = key;
      return this.name(node, frame, isRead);
    }
    if (keys.size > 1) this.list.add('EXPR_LABEL_AMBIGUOUS', node, { name: node.name, keys: [...keys].join(', ') });
    else this.unknownName(node, frame);
    node.binding = 'dynamic';
    return anyType;
  }

  private unknownName(node: Name, frame: TypeFrame | null): void {
    const names = [...Object.keys(this.options.scope.variables), ...namesIn(frame)];
    const not = /^not (.+)$/.exec(node.name);
    const notIn = /^(.+) not$/.exec(node.name);
    if (node.name === testedName) this.list.add('EXPR_TESTS_ONLY', node);
    else if (not !== null) this.list.add('EXPR_NOT_BRACKETS', node, { rest: not[1] as string });
    else if (notIn !== null) this.list.add('EXPR_NOT_IN', node, { name: notIn[1] as string });
    else {
      const known = [...names, ...this.options.labels.map(({ label }) => label), ...functionNames()];
      const near = this.list.isFull ? undefined : nearest(node.name, known);
      this.clash('EXPR_NAME_UNKNOWN', node, { name: node.name }, nearHint(near) ?? this.quotesHint(node));
    }
  }

  private read(path: readonly string[]): void {
    this.reads.set(path.join('\u0000'), path);
  }

  private member(node: Member, frame: TypeFrame | null, isRead: boolean): FeelType {
    const { base } = node;
    const baseType =
      base.type === 'name'
        ? this.name(base, frame, false)
        : base.type === 'member'
          ? this.member(base, frame, false)
          : this.check(base, frame);
    base.feel = baseType;
    const isMapped = baseType.type === 'list';
    const holder = isMapped ? baseType.of : baseType;
    const members = membersOf(holder);
    const path = members === undefined ? null : scopePath(node);
    if (isRead) {
      const read = path ?? scopePath(base);
      if (read !== null) this.read(read);
    }
    if (holder.type === 'any' || holder.type === 'null') return anyType;
    const found = findName(members ?? propertyTypes[holder.type] ?? {}, node.member);
    if (found === null) {
      const near = nearest(node.member, Object.keys(members ?? propertyTypes[holder.type] ?? {}));
      const name = base.type === 'name' ? base.name : base.type === 'member' ? base.member : describeType(holder);
      return this.clash('EXPR_MEMBER_UNKNOWN', node, { name, member: node.member }, nearHint(near));
    }
    node.member = found.name;
    return isMapped ? listOf(found.type) : found.type;
  }

  private operand(node: Node, frame: TypeFrame | null, operator: string, types: readonly FeelType['type'][]): FeelType {
    const type = this.check(node, frame);
    if (type.type === 'any' || type.type === 'null' || types.includes(type.type)) return type;
    return this.clash('EXPR_TYPE_OPERAND', node, {
      operator,
      ...anyOf(types.map((each) => ({ type: each }) as FeelType)),
      ...typeParams('actual', type),
    });
  }

  private compared(node: Node, operator: string, left: FeelType, right: FeelType): void {
    const fit = operator === '=' || operator === '!=' ? isComparable(left, right) : isOrdered(left, right);
    if (!fit) this.typeClash(node, operator, left, right, hintFor(operator, left, right));
  }

  /** An unknown word beside a text is most often a text without its quotes. */
  private quotesHint(node: Name): Hint | undefined {
    return this.besideText.has(node) ? { name: 'quotes', near: node.name } : undefined;
  }

  private typeClash(node: Node, operator: string, left: FeelType, right: FeelType, hint?: Hint): FeelType {
    return this.clash(
      'EXPR_TYPE_CLASH',
      node,
      { operator, ...typeParams('left', left), ...typeParams('right', right) },
      hint,
    );
  }

  private in(node: In, frame: TypeFrame | null): FeelType {
    const value = this.check(node.value, frame);
    for (const test of node.tests) {
      const type = this.check(test, frame);
      if (test.type === 'test') this.compared(test, test.operator, value, type.type === 'range' ? type.of : anyType);
      else if (isTested(test)) {
        if (!fits(type, booleanType))
          this.clash('EXPR_TYPE_OPERAND', test, {
            operator: '?',
            ...typeParams('expected', booleanType),
            ...typeParams('actual', type),
          });
      } else if (!isTestFor(type, value)) this.typeClash(test, 'in', value, type);
    }
    return booleanType;
  }

  private iterations(iterations: readonly Iteration[], frame: TypeFrame | null): TypeFrame | null {
    let inner = frame;
    for (const { name, over, until } of iterations) {
      const type = this.check(over, inner);
      let element: FeelType = anyType;
      if (until !== null) {
        element = unite(type, this.check(until, inner));
        if (!fits(element, numberType) && element.type !== 'date') this.typeClash(over, '..', type, until.feel);
      } else if (type.type === 'list' || type.type === 'range') element = type.of;
      else if (type.type !== 'any' && type.type !== 'null') {
        this.clash('EXPR_TYPE_OPERAND', over, {
          operator: 'in',
          ...typeParams('expected', listOf(anyType)),
          ...typeParams('actual', type),
        });
        element = type;
      }
      inner = { names: { [name]: element }, outer: inner };
    }
    return inner;
  }

  private filter(node: Filter, frame: TypeFrame | null): FeelType {
    const base = this.check(node.base, frame);
    const item = base.type === 'list' ? base.of : base;
    if (base.type !== 'list' && base.type !== 'any' && base.type !== 'null') {
      this.clash('EXPR_TYPE_OPERAND', node, {
        operator: '[ ]',
        ...typeParams('expected', listOf(anyType)),
        ...typeParams('actual', base),
      });
    }
    const filter = this.check(node.filter, { names: { item }, item, outer: frame });
    if (filter.type === 'number') return item;
    if (filter.type === 'boolean') return listOf(item);
    if (filter.type !== 'any' && filter.type !== 'null') {
      this.clash('EXPR_TYPE_OPERAND', node.filter, {
        operator: '[ ]',
        ...anyOf([numberType, booleanType]),
        ...typeParams('actual', filter),
      });
    }
    return anyType;
  }

  private call(node: Call, frame: TypeFrame | null): FeelType {
    for (const { value } of node.arguments) {
      // Only an argument may be a function's bare name: `sort(list, before)`.
      if (value.type === 'name') value.feel = this.name(value, frame, true);
      else this.check(value, frame);
    }
    const { callee } = node;
    if (callee.type === 'name') {
      const { found, isOpen } = findLocal(frame, callee.name);
      const variable = found ?? findName(this.options.scope.variables, callee.name);
      const isFunction = variable !== null && (variable.type.type === 'function' || variable.type.type === 'any');
      if (!isFunction && !isOpen) {
        const entry = functionNamed(callee.name);
        if (entry !== undefined) {
          callee.binding = 'function';
          return checkCall(node, entry, this);
        }
        if (variable === null) {
          const near = nearest(callee.name, functionNames());
          callee.binding = 'dynamic';
          return this.clash('EXPR_FUNCTION_UNKNOWN', callee, { name: callee.name }, nearHint(near));
        }
      }
    }
    const type = this.check(callee, frame);
    if (type.type === 'function') return type.result;
    if (type.type === 'any') return anyType;
    return this.clash('EXPR_NOT_A_FUNCTION', callee, {
      name: callee.type === 'name' ? callee.name : describeType(type),
    });
  }
}

function anyOf(types: readonly FeelType[]): { [name: string]: string } {
  return {
    expected: types.map((type) => describeType(type, 'en')).join(', '),
    expectedZh: types.map((type) => describeType(type, 'zh')).join('、'),
  };
}

/** `['account', 'sector']` for a chain of members that begins at a variable of the scope. */
export function scopePath(node: Node): string[] | null {
  if (node.type === 'name') return node.binding === 'scope' ? [node.name] : null;
  if (node.type !== 'member') return null;
  const base = scopePath(node.base);
  return base === null ? null : [...base, node.member];
}

/** A test that speaks of the tested value itself: `? > 5 and ? < 9`. Its own answer counts, not equality with it. */
export function isTested(test: Node): boolean {
  if (test.type === 'name') return test.name === testedName;
  if (test.type === 'literal') return false;
  return childrenOf(test).some(isTested);
}

function isTestFor(test: FeelType, value: FeelType): boolean {
  if (isComparable(test, value)) return true;
  if (test.type === 'range') return isOrdered(test.of, value);
  return test.type === 'list' && isTestFor(test.of, value);
}

function hintFor(operator: string, left: FeelType, right: FeelType): Hint | undefined {
  const types = new Set([left.type, right.type]);
  if (types.has('date') && types.has('date-time')) return { name: 'date' };
  if (types.has('text') && (types.has('date') || types.has('date-time'))) return { name: 'dateText' };
  if (types.has('text') && types.has('number')) {
    return { name: operator === '+' ? 'string' : 'number' };
  }
  if (types.has('number') && (types.has('date') || types.has('date-time'))) return { name: 'duration' };
  return undefined;
}
