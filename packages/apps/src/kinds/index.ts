import type { DefinitionKind } from '@tangram/schema';
import { appKind } from './app-kind.ts';
import { dashboardKind, reportKind } from './report-kinds.ts';
import { flowKind } from './flow-kind.ts';
import { formKind } from './form-kind.ts';
import type { Kind } from './kind.ts';
import { roleKind } from './role-kind.ts';
import { ruleKind } from './rule-kind.ts';

/** In the order of installing. */
export const kinds: readonly Kind[] = [appKind, formKind, roleKind, ruleKind, flowKind, reportKind, dashboardKind];

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

export function kindNamed(kind: DefinitionKind): Kind {
  return byName.get(kind) as Kind;
}
