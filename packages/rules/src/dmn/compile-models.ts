import {
  anyType,
  coerced,
  contextOf,
  type DeclaredType,
  type FeelContext,
  type FeelType,
  type FeelValue,
} from '@tangram/expression';
import { type Compiled, compileBoxed, functionOf, type ModelRun, nested, typed } from './boxed.ts';
import type { DmnDecision, DmnKnowledgeModel, DmnModel, DmnRequirements, DmnService, DmnVariable } from './model.ts';
import { ModelTypes } from './model-types.ts';

/** One evaluation: what was given, and what was found out so far. */
interface Session {
  readonly inputs: FeelContext;
  /** Decisions whose results are given: the input decisions of a service. */
  readonly given: ReadonlyMap<CompiledDecision, FeelValue>;
  readonly results: Map<CompiledDecision, FeelValue>;
  readonly run: ModelRun;
}

/** A name that logic may use, with its value in a session. */
interface Known {
  readonly type: FeelType;
  value(session: Session): FeelValue;
}

type Names = { readonly [name: string]: Known };

interface CompiledDecision {
  readonly name: string;
  readonly type: FeelType;
  value(session: Session): FeelValue;
}

/**
 * A model with all that its imports lead to, ready to be asked (DMN 1.5, sections 6.3 and 10.4). Logic is compiled when
 * it is first needed.
 */
export class CompiledModel {
  readonly types: ModelTypes;
  private readonly model: DmnModel;
  private readonly modelOf: (namespace: string) => CompiledModel | undefined;
  private readonly decisions = new Map<string, CompiledDecision>();
  private readonly knowledge = new Map<string, Known>();

  constructor(model: DmnModel, modelOf: (namespace: string) => CompiledModel | undefined) {
    this.model = model;
    this.modelOf = modelOf;
    this.types = new ModelTypes(model, (prefix) => this.imported(prefix)?.types);
  }

  /** The value of a decision for these inputs; null where there is no such decision. */
  decide(name: string, inputs: FeelContext, at: { now: Date; zone: string }): FeelValue {
    const run = { ...at, depth: 0 };
    return this.decision(name)?.value({ inputs, given: new Map(), results: new Map(), run }) ?? null;
  }

  /** The result of a decision service; `output` picks one of several. */
  serve(name: string, output: string, inputs: FeelContext, at: { now: Date; zone: string }): FeelValue {
    const service = find(this.model.services, name);
    if (service === undefined) return null;
    const given = this.parametersOf(service).map((each) =>
      Object.hasOwn(inputs, each) ? (inputs[each] ?? null) : null,
    );
    const result = this.callService(service, given, { ...at, depth: 0 });
    return service.outputs.length > 1 && service.outputs.includes(output)
      ? ((result as FeelContext)[output] ?? null)
      : result;
  }

  private imported(prefix: string): CompiledModel | undefined {
    const found = this.model.imports?.find((each) => each.name === prefix);
    return found === undefined ? undefined : this.modelOf(found.ns);
  }

  decision(name: string): CompiledDecision | undefined {
    const known = this.decisions.get(name);
    if (known !== undefined) return known;
    const definition = find(this.model.decisions, name);
    if (definition === undefined) return undefined;
    // Stands for the decision while it is compiled: one that requires itself has no value.
    this.decisions.set(name, { name, type: anyType, value: () => null });
    const compiled = this.compileDecision(definition);
    this.decisions.set(name, compiled);
    return compiled;
  }

  private compileDecision(definition: DmnDecision): CompiledDecision {
    const { name, logic } = definition;
    const declared = this.types.declared(definition.type);
    const names = logic === undefined ? {} : this.namesFor(definition.requires);
    const body =
      logic === undefined ? null : typed(compileBoxed(logic, scopeOf(names), this.types, definition.type), declared);
    const decision: CompiledDecision = {
      name,
      type: body?.type ?? declared.feel,
      value(session) {
        const given = session.given.get(decision);
        if (given !== undefined) return given;
        if (body === null) return inputValue(session, name, declared);
        const known = session.results.get(decision);
        if (known !== undefined) return known;
        const value = body.evaluate(valuesOf(names, session), session.run);
        session.results.set(decision, value);
        return value;
      },
    };
    return decision;
  }

  /** The names that requirements bring into scope; those of other models stand under the name of their import. */
  private namesFor(requires: DmnRequirements = {}): Names {
    const names: { [name: string]: Known } = {};
    const foreign = new Map<string, { [name: string]: Known }>();
    const add = (reference: string, find: (model: CompiledModel, name: string) => Known | undefined) => {
      const { namespace, name } = readReference(reference);
      const isOwn = namespace === null || namespace === this.model.namespace;
      const model = isOwn ? this : this.modelOf(namespace);
      const known = model === undefined ? undefined : find(model, name);
      if (known === undefined) return;
      const prefix = isOwn ? '' : (this.model.imports?.find((each) => each.ns === namespace)?.name ?? '');
      if (prefix === '') names[name] = known;
      else foreign.set(prefix, { ...foreign.get(prefix), [name]: known });
    };
    for (const each of requires.inputs ?? []) add(each, (model, name) => model.input(name));
    for (const each of requires.decisions ?? []) add(each, (model, name) => model.decision(name));
    for (const each of requires.bkms ?? []) add(each, (model, name) => model.invocable(name));
    for (const [prefix, members] of foreign) names[prefix] = grouped(members);
    return names;
  }

  input(name: string): Known | undefined {
    const definition = find(this.model.inputs, name);
    if (definition === undefined) return undefined;
    const declared = this.types.declared(definition.type);
    return { type: declared.feel, value: (session) => inputValue(session, name, declared) };
  }

  /** A knowledge model or a decision service as a function. */
  invocable(name: string): Known | undefined {
    const known = this.knowledge.get(name);
    if (known !== undefined) return known;
    const definition = find(this.model.bkms, name);
    const service = find(this.model.services, name);
    const compiled =
      definition !== undefined
        ? this.knowledgeModel(definition)
        : service !== undefined
          ? this.serviceFunction(service)
          : undefined;
    if (compiled !== undefined) this.knowledge.set(name, compiled);
    return compiled;
  }

  /** Its logic is compiled at the first call, so that knowledge models may call themselves and each other. */
  private knowledgeModel(definition: DmnKnowledgeModel): Known {
    const parameters = (definition.params ?? []).map(({ name, type }) => ({ name, type: this.types.declared(type) }));
    const result = this.types.declared(definition.logic?.type ?? definition.type);
    let names: Names | undefined;
    let body: Compiled | undefined;
    return {
      type: { type: 'function', parameters: parameters.map(({ type }) => type.feel), result: result.feel },
      value: (session) =>
        functionOf(parameters, (entries) => {
          const { logic } = definition;
          if (logic === undefined) return null;
          names ??= this.namesFor(definition.requires);
          const types = Object.fromEntries(parameters.map(({ name, type }) => [name, type.feel]));
          const scope = { variables: { ...scopeOf(names).variables, ...types } };
          body ??= typed(compileBoxed(logic, scope, this.types, definition.type), this.resultOf(definition));
          const variables = contextOf([...Object.entries(valuesOf(names, session)), ...entries]);
          const compiled = body;
          return nested(session.run, () => compiled.evaluate(variables, session.run));
        }),
    };
  }

  /** What a function gives: `returns` of a function type, else the type itself. */
  private resultOf({ type }: DmnVariable): DeclaredType {
    const definition = this.types.definition(type);
    const called = definition?.fn ?? definition?.function;
    return this.types.declared(called === undefined ? type : called.returns);
  }

  private serviceFunction(service: DmnService): Known {
    const parameters = this.parametersOf(service).map((name) => ({ name, type: { feel: anyType } }));
    return {
      type: { type: 'function', parameters: parameters.map(() => anyType), result: this.resultOf(service).feel },
      value: ({ run }) =>
        functionOf(parameters, (entries) =>
          nested(run, () =>
            this.callService(
              service,
              entries.map(([, value]) => value),
              run,
            ),
          ),
        ),
    };
  }

  /** Input data first, then input decisions (DMN 1.5, section 10.4). */
  private parametersOf({ inputs = [], inputDecisions = [] }: DmnService): string[] {
    return [...inputs, ...inputDecisions].map((reference) => readReference(reference).name);
  }

  /** A service sees nothing but its parameters; a value that does not conform to its parameter is null there. */
  private callService(service: DmnService, values: readonly FeelValue[], run: ModelRun): FeelValue {
    const { inputs = [], inputDecisions = [], outputs } = service;
    const given = new Map<CompiledDecision, FeelValue>();
    for (const [index, reference] of inputDecisions.entries()) {
      const decision = this.referred(reference);
      const value = values[inputs.length + index] ?? null;
      if (decision !== undefined) given.set(decision, coerced(value, this.decisionType(reference)) ?? null);
    }
    const named = inputs.map((reference, index) => [readReference(reference).name, values[index] ?? null] as const);
    const session: Session = { inputs: contextOf(named), given, results: new Map(), run };
    const results = outputs.map(
      (reference) => [readReference(reference).name, this.referred(reference)?.value(session) ?? null] as const,
    );
    const result = results.length === 1 ? (results[0]?.[1] ?? null) : contextOf(results);
    return coerced(result, this.resultOf(service)) ?? null;
  }

  private referred(reference: string): CompiledDecision | undefined {
    const { namespace, name } = readReference(reference);
    return (namespace === null ? this : this.modelOf(namespace))?.decision(name);
  }

  private decisionType(reference: string): DeclaredType {
    const { namespace, name } = readReference(reference);
    const model = namespace === null ? this : this.modelOf(namespace);
    return model?.types.declared(find(model.model.decisions, name)?.type) ?? { feel: anyType };
  }
}

/** Models that may import each other. */
export function compileModels(models: readonly DmnModel[]): (namespace: string) => CompiledModel | undefined {
  const compiled = new Map<string, CompiledModel>();
  const modelOf = (namespace: string) => compiled.get(namespace);
  for (const model of models) compiled.set(model.namespace, new CompiledModel(model, modelOf));
  return modelOf;
}

function find<Part extends DmnVariable>(parts: readonly Part[] | undefined, name: string): Part | undefined {
  return parts?.find((part) => part.name === name);
}

/** `{namespace}name`, or a name of the model itself. */
function readReference(reference: string): { namespace: string | null; name: string } {
  const match = /^\{(.*?)\}(.*)$/s.exec(reference);
  return match === null
    ? { namespace: null, name: reference }
    : { namespace: match[1] as string, name: match[2] as string };
}

function inputValue(session: Session, name: string, declared: DeclaredType): FeelValue {
  const value = Object.hasOwn(session.inputs, name) ? (session.inputs[name] ?? null) : null;
  return coerced(value, declared) ?? null;
}

function scopeOf(names: Names) {
  return { variables: Object.fromEntries(Object.entries(names).map(([name, known]) => [name, known.type])) };
}

function valuesOf(names: Names, session: Session): FeelContext {
  return contextOf(Object.entries(names).map(([name, known]) => [name, known.value(session)]));
}

function grouped(members: Names): Known {
  return {
    type: { type: 'context', members: scopeOf(members).variables },
    value: (session) => valuesOf(members, session),
  };
}
