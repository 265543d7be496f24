import type { AppDefinition } from './app.ts';
import type { FlowDefinition } from './flow.ts';
import type { FormDefinition } from './form.ts';
import type { DashboardDefinition, ReportDefinition } from './report.ts';
import type { RoleDefinition } from './role.ts';
import type { RuleDefinition } from './rule.ts';

/** Every kind of definition and its document. The file of one stands in `<folder of its kind>/<key>.json`. */
export interface Definitions {
  readonly app: AppDefinition;
  readonly form: FormDefinition;
  readonly flow: FlowDefinition;
  readonly rule: RuleDefinition;
  readonly report: ReportDefinition;
  readonly dashboard: DashboardDefinition;
  readonly role: RoleDefinition;
}

export type DefinitionKind = keyof Definitions;

/** In the order of installing: what comes later may speak of what comes before. */
export const definitionKinds = [
  'app',
  'form',
  'role',
  'rule',
  'flow',
  'report',
  'dashboard',
] as const satisfies readonly DefinitionKind[];

/** One definition by its address. */
export interface DefinitionAddress {
  readonly app: string;
  readonly kind: DefinitionKind;
  readonly key: string;
}

/** The published definitions of one application, ready to be asked. */
export interface AppModel {
  readonly app: AppDefinition;
  readonly forms: ReadonlyMap<string, FormDefinition>;
  readonly roles: ReadonlyMap<string, RoleDefinition>;
  readonly rules: ReadonlyMap<string, RuleDefinition>;
  readonly flows: ReadonlyMap<string, FlowDefinition>;
  readonly reports: ReadonlyMap<string, ReportDefinition>;
  readonly dashboards: ReadonlyMap<string, DashboardDefinition>;
}
