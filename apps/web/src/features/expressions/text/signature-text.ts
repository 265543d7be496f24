import type { FunctionEntry, Parameter, Signature } from '@tangram/expression';

/** `substring(string, start, [length])`: brackets for what may be left out, dots for what may be repeated. */
export function signatureText(entry: FunctionEntry, signature: Signature | undefined): string {
  return `${entry.name}(${(signature?.parameters ?? []).map(parameterText).join(', ')})`;
}

export function parameterText(parameter: Parameter): string {
  const name = parameter.isVariadic === true ? `${parameter.name}...` : parameter.name;
  return parameter.isOptional === true ? `[${name}]` : name;
}
