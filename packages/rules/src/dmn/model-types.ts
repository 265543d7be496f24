import {
  allowedTest,
  anyType,
  type DeclaredType,
  type FeelType,
  type FeelValue,
  isContext,
  isList,
  listOf,
  type NamedTypes,
  typeOfName,
} from '@tangram/expression';
import type { DmnItemDefinition, DmnModel, DmnType } from './model.ts';

const anything: DeclaredType = { feel: anyType };

/** The types of one model: its item definitions, those of imported models as `import.name`, and those of FEEL. */
export class ModelTypes {
  private readonly definitions: { readonly [name: string]: DmnType };
  private readonly imported: (prefix: string) => ModelTypes | undefined;
  private readonly known = new Map<string, DeclaredType>();

  constructor(model: DmnModel, imported: (prefix: string) => ModelTypes | undefined) {
    this.definitions = model.types ?? {};
    this.imported = imported;
  }

  /** What `instance of` may name. */
  get named(): NamedTypes {
    return Object.fromEntries(Object.keys(this.definitions).map((name) => [name, this.declared(name).feel]));
  }

  /** A type that nobody defines holds every value. */
  declared(type: DmnType | undefined): DeclaredType {
    if (type === undefined) return anything;
    return typeof type === 'string' ? (this.find(type) ?? anything) : this.item(type);
  }

  find(name: string): DeclaredType | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const own = Object.hasOwn(this.definitions, name) ? this.definitions[name] : undefined;
    if (own !== undefined) {
      // A definition that contains itself is open where it does.
      this.known.set(name, anything);
      const type = this.declared(own);
      this.known.set(name, type);
      return type;
    }
    const simple = typeOfName({ type: 'named', name }, {});
    if (simple.unknown === null) return { feel: simple.type };
    const dot = name.indexOf('.');
    return dot < 0 ? undefined : this.imported(name.slice(0, dot))?.find(name.slice(dot + 1));
  }

  /** The item definition behind a name, for what it says beside the type. */
  definition(type: DmnType | undefined): DmnItemDefinition | undefined {
    const own =
      typeof type === 'string' ? (Object.hasOwn(this.definitions, type) ? this.definitions[type] : undefined) : type;
    return typeof own === 'string' ? this.definition(own) : own;
  }

  private item(definition: DmnItemDefinition): DeclaredType {
    const { list, allowed } = definition;
    if (list !== undefined && typeof list !== 'boolean') return listType(this.declared(list));
    const base = this.base(definition);
    const test = allowed === undefined ? null : allowedTest(allowed, base.feel);
    const type = test === null ? base : { feel: base.feel, allows: both(base.allows, test) };
    return list === true ? listType(type) : type;
  }

  private base(definition: DmnItemDefinition): DeclaredType {
    const called = definition.fn ?? definition.function;
    if (called !== undefined) {
      const parameters = (called.params ?? []).map((each) =>
        typeof each === 'object' && 'name' in each ? this.declared(each.type).feel : this.declared(each).feel,
      );
      return { feel: { type: 'function', parameters, result: this.declared(called.returns).feel } };
    }
    const fields = definition.fields ?? definition.context;
    if (fields === undefined) return this.declared(definition.type);
    return contextType(Object.entries(fields).map(([name, type]) => [name, this.declared(type)]));
  }
}

function listType({ feel, allows }: DeclaredType): DeclaredType {
  if (allows === undefined) return { feel: listOf(feel) };
  return {
    feel: listOf(feel),
    allows: (value) => isList(value) && value.every((each) => each === null || allows(each)),
  };
}

function contextType(members: readonly (readonly [string, DeclaredType])[]): DeclaredType {
  const feel: FeelType = {
    type: 'context',
    members: Object.fromEntries(members.map(([name, type]) => [name, type.feel])),
  };
  const limited = members.filter(([, type]) => type.allows !== undefined);
  if (limited.length === 0) return { feel };
  const allows = (value: FeelValue) =>
    isContext(value) && limited.every(([name, type]) => value[name] == null || type.allows?.(value[name]) === true);
  return { feel, allows };
}

type Test = (value: FeelValue) => boolean;

function both(a: Test | undefined, b: Test): Test {
  return a === undefined ? b : (value) => a(value) && b(value);
}
