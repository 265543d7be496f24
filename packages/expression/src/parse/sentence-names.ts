import { functionNames } from '../functions/registry.ts';
import { type FeelType, membersOf, type Scope } from '../types/feel-type.ts';

/** What people call a field in some language, and its path: `{ label: '客户的行业', path: 'account.sector' }`. */
export interface FieldLabel {
  readonly label: string;
  readonly path: string;
  /** The name is only known behind its base: the key of a member. */
  readonly isMember?: boolean;
}

/** How far members are followed: `account.parent.sector`. */
const memberDepth = 2;

/** Every name that may stand in a sentence: labels, keys, members of references, and functions with Chinese names. */
export function sentenceNames(scope: Scope, labels: readonly FieldLabel[]): readonly FieldLabel[] {
  const keys = Object.entries(scope.variables).flatMap(([name, type]) => [
    { label: name, path: name },
    ...memberNames(name, type, memberDepth),
  ]);
  const functions = functionNames()
    .filter((name) => /^\p{Script=Han}/u.test(name))
    .map((name) => ({ label: name, path: name }));
  return [...labels, ...keys, ...functions];
}

function memberNames(path: string, type: FeelType, depth: number): FieldLabel[] {
  if (depth === 0) return [];
  return Object.entries(membersOf(type) ?? {}).flatMap(([name, member]) => [
    { label: name, path: `${path}.${name}`, isMember: true },
    ...memberNames(`${path}.${name}`, member, depth - 1),
  ]);
}
