import { FeelFunction, FeelRange, type FeelValue, isContext, isList, kindOf, memberOf } from '../values/feel-value.ts';
import { type FeelType, fits, membersOf } from './feel-type.ts';

/** Whether a value is of a type. Blank is of every type inside lists and contexts, and of none when asked alone. */
export function conforms(value: FeelValue, type: FeelType): boolean {
  if (value === null) return type.type === 'null';
  switch (type.type) {
    case 'any':
      return true;
    case 'list':
      return isList(value) && value.every((each) => each === null || conforms(each, type.of));
    case 'range':
      return (
        value instanceof FeelRange &&
        [value.low, value.high].every((end) => end === null || conforms(end, type.of)) &&
        (value.low !== null || value.high !== null)
      );
    case 'context':
    case 'reference': {
      if (!isContext(value)) return false;
      if (type.type === 'reference') return true;
      return Object.entries(membersOf(type) ?? {}).every(([name, member]) => {
        const own = memberOf(value, name);
        return own !== undefined && (own === null || conforms(own, member));
      });
    }
    case 'function':
      return value instanceof FeelFunction && isCallableAs(value, type);
    default:
      return kindOf(value) === type.type;
  }
}

/** It takes as many values, takes each as it is asked to (or was not declared), and gives what is asked for. */
function isCallableAs(value: FeelFunction, type: FeelType & { type: 'function' }): boolean {
  if (value.parameters.length !== type.parameters.length) return false;
  const declared = value.type;
  if (declared?.type !== 'function') return true;
  return (
    type.parameters.every((parameter, index) => fits(parameter, declared.parameters[index] ?? parameter)) &&
    fits(declared.result, type.result)
  );
}
