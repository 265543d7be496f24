import type { TypeName } from '../ast/node.ts';
import { anyType, type FeelType, listOf, rangeOf, type SimpleType } from './feel-type.ts';

/** Types that a document defines, by name. */
export interface NamedTypes {
  readonly [name: string]: FeelType;
}

/** The type a name stands for; `unknown` is the first name that stands for none. */
export function typeOfName(name: TypeName, types: NamedTypes): { type: FeelType; unknown: string | null } {
  switch (name.type) {
    case 'named': {
      const simple = Object.hasOwn(simpleNames, name.name) ? simpleNames[name.name] : undefined;
      if (simple !== undefined) return { type: simple, unknown: null };
      const own = Object.hasOwn(types, name.name) ? types[name.name] : undefined;
      return own === undefined ? { type: anyType, unknown: name.name } : { type: own, unknown: null };
    }
    case 'list':
    case 'range': {
      const of = typeOfName(name.of, types);
      return { type: name.type === 'list' ? listOf(of.type) : rangeOf(of.type), unknown: of.unknown };
    }
    case 'context': {
      const members = name.members.map(([key, member]) => [key, typeOfName(member, types)] as const);
      return {
        type: { type: 'context', members: Object.fromEntries(members.map(([key, member]) => [key, member.type])) },
        unknown: members.find(([, member]) => member.unknown !== null)?.[1].unknown ?? null,
      };
    }
    case 'function': {
      const parameters = name.parameters.map((parameter) => typeOfName(parameter, types));
      const result = typeOfName(name.result, types);
      return {
        type: { type: 'function', parameters: parameters.map((each) => each.type), result: result.type },
        unknown: [...parameters, result].find((each) => each.unknown !== null)?.unknown ?? null,
      };
    }
  }
}

const simple = (type: SimpleType): FeelType => ({ type });

const simpleNames: { readonly [name: string]: FeelType } = {
  Any: anyType,
  Null: simple('null'),
  string: simple('text'),
  number: simple('number'),
  boolean: simple('boolean'),
  date: simple('date'),
  time: simple('time'),
  'date and time': simple('date-time'),
  dateTime: simple('date-time'),
  'days and time duration': simple('days-duration'),
  dayTimeDuration: simple('days-duration'),
  'years and months duration': simple('months-duration'),
  yearMonthDuration: simple('months-duration'),
  list: listOf(anyType),
  context: { type: 'context', members: {} },
  range: rangeOf(anyType),
};
