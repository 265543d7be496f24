import {
  anyType,
  coerced,
  compileClosure,
  contextOf,
  type DeclaredType,
  type Expression,
  type FeelContext,
  FeelFunction,
  type FeelType,
  type FeelValue,
  isContext,
  isList,
  listOf,
  membersOf,
  readExpression,
  type Scope,
} from '@tangram/expression';
import { PlatformError } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { compileBoxedTable } from './boxed-table.ts';
import type {
  Boxed,
  BoxedConditional,
  BoxedContext,
  BoxedFilter,
  BoxedFor,
  BoxedFunction,
  BoxedInvocation,
  BoxedList,
  BoxedLiteral,
  BoxedQuantified,
  BoxedRelation,
  DmnType,
} from './model.ts';
import type { ModelTypes } from './model-types.ts';

/** What a whole evaluation of a model shares. */
export interface ModelRun {
  readonly now: Date;
  readonly zone: string;
  /** How deep functions call each other at this moment. */
  depth: number;
}

/** A boxed expression as a closure over the names around it. */
export interface Compiled {
  /** `any` where it is only known when it runs. */
  readonly type: FeelType;
  evaluate(variables: FeelContext, run: ModelRun): FeelValue;
}

/** Far more calls within calls than people write, far fewer than the stack holds. */
const maxCallDepth = 200;

/** Runs the body of a function; one that calls itself for ever ends with `RULE_DMN_TOO_DEEP`. */
export function nested(run: ModelRun, body: () => FeelValue): FeelValue {
  if (run.depth >= maxCallDepth)
    throw new PlatformError('limited', [ruleProblem('RULE_DMN_TOO_DEEP', '', { limit: maxCallDepth })]);
  run.depth += 1;
  try {
    return body();
  } finally {
    run.depth -= 1;
  }
}

/**
 * Compiles a boxed expression (DMN 1.5, section 7.3). What cannot be read has the value null, as the standard says.
 * `expected` is the type of the place where it stands, for what its own type leaves open.
 */
export function compileBoxed(boxed: Boxed, scope: Scope, types: ModelTypes, expected?: DmnType): Compiled {
  const compiled = compileUntyped(boxed, scope, types, expected);
  return boxed.type === undefined ? compiled : typed(compiled, types.declared(boxed.type));
}

/** The same, its value brought to a declared type: null where it does not conform. */
export function typed(compiled: Compiled, type: DeclaredType): Compiled {
  return {
    type: type.feel.type === 'any' ? compiled.type : type.feel,
    evaluate: (variables, run) => coerced(compiled.evaluate(variables, run), type) ?? null,
  };
}

export function withNames(scope: Scope, names: { readonly [name: string]: FeelType }): Scope {
  return { variables: { ...scope.variables, ...names } };
}

function withValues(variables: FeelContext, entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  return contextOf([...Object.entries(variables), ...entries]);
}

function compileUntyped(boxed: Boxed, scope: Scope, types: ModelTypes, expected: DmnType | undefined): Compiled {
  switch (boxed.k) {
    case 'literal':
      return literal(boxed, scope, types);
    case 'context':
      return context(boxed, scope, types);
    case 'invocation':
      return invocation(boxed, scope, types);
    case 'function':
      return functionDefinition(boxed, scope, types);
    case 'list':
      return list(boxed, scope, types);
    case 'relation':
      return relation(boxed, scope, types);
    case 'if':
      return conditional(boxed, scope, types);
    case 'filter':
      return filter(boxed, scope, types);
    case 'for':
      return loop(boxed, scope, types);
    case 'some':
    case 'every':
      return quantified(boxed, scope, types);
    case 'table':
      return compileBoxedTable(boxed, scope, types, boxed.type ?? expected);
    default:
      // A model is data from outside: a box of a kind that is not known here has no value.
      return { type: anyType, evaluate: () => null };
  }
}

function literal({ text }: BoxedLiteral, scope: Scope, types: ModelTypes): Compiled {
  const { expression } = readExpression(text, scope, { mode: 'standard', types: types.named });
  if (expression === null) return { type: anyType, evaluate: () => null };
  const closure = compileClosure(expression);
  return { type: expression.type, evaluate: (variables, { now, zone }) => closure({ variables, now, zone }) };
}

function context({ entries }: BoxedContext, scope: Scope, types: ModelTypes): Compiled {
  let inner = scope;
  const members: { [name: string]: FeelType } = {};
  let result: Compiled | null = null;
  const named: (readonly [string, Compiled])[] = [];
  for (const { name, type, expr } of entries) {
    const value = compileBoxed(expr, inner, types, type);
    const entry = type === undefined ? value : typed(value, types.declared(type));
    if (name === undefined) {
      result = entry;
      continue;
    }
    named.push([name, entry]);
    members[name] = entry.type;
    inner = withNames(inner, { [name]: entry.type });
  }
  const last = result;
  return {
    type: last?.type ?? { type: 'context', members },
    evaluate(variables, run) {
      let around = variables;
      const values: [string, FeelValue][] = [];
      for (const [name, entry] of named) {
        const value = entry.evaluate(around, run);
        values.push([name, value]);
        around = withValues(around, [[name, value]]);
      }
      return last === null ? contextOf(values) : last.evaluate(around, run);
    },
  };
}

/** Arguments are bound by name: a name that is no parameter, or a parameter left out, and the function is not called. */
function invocation({ fn, args }: BoxedInvocation, scope: Scope, types: ModelTypes): Compiled {
  const callee = compileBoxed(fn, scope, types);
  const bindings = args.map(({ name, type, expr }) => {
    const value = compileBoxed(expr, scope, types, type);
    return { name, value: type === undefined ? value : typed(value, types.declared(type)) };
  });
  return {
    type: callee.type.type === 'function' ? callee.type.result : anyType,
    evaluate(variables, run) {
      const called = callee.evaluate(variables, run);
      if (!(called instanceof FeelFunction) || called.parameters.length !== bindings.length) return null;
      const given = new Map(bindings.map(({ name, value }) => [name, value.evaluate(variables, run)]));
      if (!called.parameters.every((name) => given.has(name))) return null;
      return called.call(called.parameters.map((name) => given.get(name) ?? null));
    },
  };
}

function functionDefinition({ kind, params, body }: BoxedFunction, scope: Scope, types: ModelTypes): Compiled {
  if (kind !== undefined && kind !== 'FEEL') return { type: anyType, evaluate: () => null };
  const parameters = params.map(({ name, type }) => ({ name, type: types.declared(type) }));
  const inner = withNames(scope, Object.fromEntries(parameters.map(({ name, type }) => [name, type.feel])));
  const compiled = compileBoxed(body, inner, types);
  return {
    type: { type: 'function', parameters: parameters.map(({ type }) => type.feel), result: compiled.type },
    evaluate: (variables, run) =>
      functionOf(parameters, (entries) => nested(run, () => compiled.evaluate(withValues(variables, entries), run))),
  };
}

/** A function that is not called with a value that does not conform to its parameter (DMN 1.5, 10.3.2.13.1). */
export function functionOf(
  parameters: readonly { readonly name: string; readonly type: DeclaredType }[],
  call: (entries: readonly (readonly [string, FeelValue])[]) => FeelValue,
): FeelFunction {
  return new FeelFunction(
    parameters.map(({ name }) => name),
    (values) => {
      const entries: (readonly [string, FeelValue])[] = [];
      for (const [index, { name, type }] of parameters.entries()) {
        const value = coerced(values[index] ?? null, type);
        if (value === undefined) return null;
        entries.push([name, value]);
      }
      return call(entries);
    },
  );
}

function list({ items }: BoxedList, scope: Scope, types: ModelTypes): Compiled {
  const compiled = items.map((item) => compileBoxed(item, scope, types));
  return {
    type: listOf(anyType),
    evaluate: (variables, run) => compiled.map((item) => item.evaluate(variables, run)),
  };
}

function relation({ columns, rows }: BoxedRelation, scope: Scope, types: ModelTypes): Compiled {
  const declared = columns.map(({ name, type }) => ({ name, type: types.declared(type) }));
  const cells = rows.map((row) =>
    declared.map(({ name, type }, index) => {
      const cell = row[index];
      const value = cell === undefined ? null : typed(compileBoxed(cell, scope, types), type);
      return { name, value };
    }),
  );
  const members = Object.fromEntries(declared.map(({ name, type }) => [name, type.feel]));
  return {
    type: listOf({ type: 'context', members }),
    evaluate: (variables, run) =>
      cells.map((row) => contextOf(row.map(({ name, value }) => [name, value?.evaluate(variables, run) ?? null]))),
  };
}

function conditional(boxed: BoxedConditional, scope: Scope, types: ModelTypes): Compiled {
  const [condition, then, otherwise] = [boxed.if, boxed.then, boxed.else].map((part) =>
    compileBoxed(part, scope, types),
  ) as [Compiled, Compiled, Compiled];
  return {
    type: anyType,
    evaluate(variables, run) {
      const verdict = condition.evaluate(variables, run);
      if (verdict !== null && typeof verdict !== 'boolean') return null;
      return (verdict === true ? then : otherwise).evaluate(variables, run);
    },
  };
}

/** `item` and, where it is a context, its members are names in the match. */
function filter(boxed: BoxedFilter, scope: Scope, types: ModelTypes): Compiled {
  const source = compileBoxed(boxed.in, scope, types);
  const item = source.type.type === 'list' ? source.type.of : anyType;
  const match = compileBoxed(boxed.match, withNames(scope, { ...membersOf(item), item }), types);
  return {
    type: listOf(item),
    evaluate(variables, run) {
      const value = source.evaluate(variables, run);
      if (value === null) return null;
      const kept: FeelValue[] = [];
      for (const each of isList(value) ? value : [value]) {
        const members = isContext(each) ? Object.entries(each) : [];
        const verdict = match.evaluate(withValues(variables, [...members, ['item', each]]), run);
        if (verdict === true) kept.push(each);
        else if (verdict !== false && verdict !== null) return null;
      }
      return kept;
    },
  };
}

function loop(boxed: BoxedFor, scope: Scope, types: ModelTypes): Compiled {
  const source = compileBoxed(boxed.in, scope, types);
  const inner = withNames(scope, { [boxed.var]: elementType(source.type), partial: listOf(anyType) });
  const body = compileBoxed(boxed.return, inner, types);
  return {
    type: listOf(body.type),
    evaluate(variables, run) {
      const values = domainOf(source.evaluate(variables, run), run);
      if (values === null) return null;
      const results: FeelValue[] = [];
      for (const each of values) {
        const names = [['partial', [...results]] as const, [boxed.var, each] as const];
        results.push(body.evaluate(withValues(variables, names), run));
      }
      return results;
    },
  };
}

/** Every element is asked: one answer that is neither yes, no nor blank leaves the whole without an answer. */
function quantified(boxed: BoxedQuantified, scope: Scope, types: ModelTypes): Compiled {
  const source = compileBoxed(boxed.in, scope, types);
  const inner = withNames(scope, { [boxed.var]: elementType(source.type) });
  const body = compileBoxed(boxed.satisfies, inner, types);
  const decisive = boxed.k === 'some';
  return {
    type: { type: 'boolean' },
    evaluate(variables, run) {
      const values = domainOf(source.evaluate(variables, run), run);
      if (values === null) return null;
      const verdicts = [...values].map((each) => body.evaluate(withValues(variables, [[boxed.var, each]]), run));
      if (verdicts.some((verdict) => verdict !== null && typeof verdict !== 'boolean')) return null;
      if (verdicts.includes(decisive)) return decisive;
      return verdicts.includes(null) ? null : !decisive;
    },
  };
}

function elementType(type: FeelType): FeelType {
  return type.type === 'list' || type.type === 'range' ? type.of : anyType;
}

/** The values that FEEL's own `for` would walk through: of a list, a range, or one value; null where there are none. */
function domainOf(value: FeelValue, { now, zone }: ModelRun): readonly FeelValue[] | null {
  const values = walk({ variables: { domain: value }, now, zone });
  return isList(values) ? values : null;
}

const walk = compileClosure(
  readExpression('for each in domain return each', { variables: { domain: anyType } }, { mode: 'standard' })
    .expression as Expression,
);
