/**
 * Names of cached answers. What live events refresh hangs on their first parts, so every feature makes its keys here:
 * `useQuery({ queryKey: keys.records('crm', 'lead', 'list', query), ... })`.
 */
export const keys = {
  apps: ['apps'] as const,
  templates: ['templates'] as const,
  app: (app: string) => ['app', app] as const,
  definitions: (app: string, ...rest: readonly unknown[]) => ['definitions', app, ...rest] as const,
  /** Refreshed when records of the form change. */
  records: (app: string, form: string, ...rest: readonly unknown[]) => ['records', app, form, ...rest] as const,
  /** Refreshed when records of any form of the application change: answers of report queries. */
  reports: (app: string, ...rest: readonly unknown[]) => ['reports', app, ...rest] as const,
  /** Refreshed when something for this person comes, goes or is read. */
  inbox: (...rest: readonly unknown[]) => ['inbox', ...rest] as const,
  people: ['people'] as const,
  groups: ['groups'] as const,
  departments: ['departments'] as const,
  connections: ['connections'] as const,
  deliveries: ['deliveries'] as const,
  hooks: (app: string, form: string) => ['hooks', app, form] as const,
};
