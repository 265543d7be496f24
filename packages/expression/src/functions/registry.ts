import { booleanFunctions } from './boolean.ts';
import { chineseFunctions } from './chinese.ts';
import { contextFunctions } from './context.ts';
import { conversionFunctions } from './conversion.ts';
import { dateFunctions } from './date.ts';
import type { FunctionEntry } from './function-entry.ts';
import { listFunctions } from './list.ts';
import { listAggregates } from './list-aggregates.ts';
import { numberFunctions } from './number.ts';
import { rangeFunctions } from './range.ts';
import { similarityFunctions } from './similarity.ts';
import { textFunctions } from './text.ts';
import { workingDayFunctions } from './working-days.ts';

/** Every built-in function, in the order of the standard's chapters. */
export const functions: readonly FunctionEntry[] = [
  ...conversionFunctions,
  ...booleanFunctions,
  ...textFunctions,
  ...listFunctions,
  ...listAggregates,
  ...numberFunctions,
  ...rangeFunctions,
  ...dateFunctions,
  ...contextFunctions,
  ...workingDayFunctions,
  ...chineseFunctions,
  ...similarityFunctions,
];

// Filled on first use: the functions' files and the compiler refer to each other.
let byName: ReadonlyMap<string, FunctionEntry> | undefined;

export function functionNamed(name: string): FunctionEntry | undefined {
  byName ??= new Map(functions.map((entry) => [entry.name, entry]));
  return byName.get(name);
}

let names: readonly string[] | undefined;

export function functionNames(): readonly string[] {
  names ??= functions.map((entry) => entry.name);
  return names;
}
