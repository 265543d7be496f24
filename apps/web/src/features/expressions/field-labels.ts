import { type FieldLabel, membersOf, type Scope } from '@tangram/expression';
import type { ConditionNames } from './condition-field.ts';

/** What people call the names of a scope and the members of its references, so that titles can be typed for keys. */
export function fieldLabels(scope: Scope, names: ConditionNames | undefined): readonly FieldLabel[] {
  const labels: FieldLabel[] = [];
  const add = (path: string) => {
    const label = names?.titleOf?.(path);
    if (label !== undefined && label !== path) labels.push({ label, path });
  };
  for (const [name, type] of Object.entries(scope.variables)) {
    add(name);
    for (const member of Object.keys(membersOf(type) ?? {})) add(`${name}.${member}`);
  }
  return labels;
}
