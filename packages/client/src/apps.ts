import type {
  AppDefinition,
  DashboardDefinition,
  DefinitionKind,
  Definitions,
  FieldGrant,
  FormDefinition,
  JsonValue,
  LocalText,
  Operation,
  Problem,
  ReportDefinition,
} from '@tangram/schema';
import { type Http, path } from './http.ts';

export interface AppSummary {
  readonly key: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly icon?: string;
  readonly color?: string;
}

/** An application as a member sees it: only the forms they may open, with what they may do there. */
export interface AppForMember {
  readonly app: AppDefinition;
  readonly forms: { readonly [form: string]: { readonly definition: FormDefinition; readonly access: FormAccess } };
  readonly dashboards: { readonly [key: string]: DashboardDefinition };
  readonly reports: { readonly [key: string]: ReportDefinition };
  /** May change the definitions. */
  readonly isDesigner?: boolean;
}

export interface FormAccess {
  readonly operations: readonly Operation[];
  readonly fields: { readonly [field: string]: FieldGrant };
  /** The grant of fields not named in `fields`. */
  readonly otherFields?: FieldGrant;
}

/** A template that can be installed. */
export interface TemplateSummary {
  readonly key: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly icon?: string;
  readonly color?: string;
  readonly version: string;
  readonly installed: boolean;
}

export type DraftState = 'draft' | 'published' | 'changed';

export interface DefinitionSummary {
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly title: LocalText;
  /** `draft`: never published; `changed`: published, with later edits. */
  readonly state: DraftState;
}

export interface DefinitionAnswer<Kind extends DefinitionKind = DefinitionKind> {
  readonly draft: Definitions[Kind] | null;
  readonly published: Definitions[Kind] | null;
  /** Number of the published version; 0 before the first. */
  readonly version: number;
  /** Of the draft; sent back on saving, so that nobody overwrites another's edit. */
  readonly revision: number;
  readonly problems: readonly Problem[];
}

/** One publication of a definition. */
export interface DefinitionVersion {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly title: string } | null;
  /** What differs from the version before: the first ones of `changeCount`. */
  readonly changes: readonly VersionChange[];
  readonly changeCount: number;
}

export interface VersionChange {
  readonly type: 'added' | 'removed' | 'changed';
  readonly path: string;
  readonly title: LocalText | null;
  /** Only of plain values. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** What publishing would do, in words. */
export interface PublishPlan {
  /** Mistakes of the document itself: with any of these it cannot be published. */
  readonly problems: readonly Problem[];
  readonly steps: readonly PlannedStep[];
  /** Other definitions that would break; publishing then needs `accept`. */
  readonly impact: readonly PlannedImpact[];
}

export interface PlannedStep {
  readonly text: LocalText;
  /** `warning`: others wait for the table; `danger`: data is lost, or something breaks. */
  readonly level: 'info' | 'warning' | 'danger';
}

export interface PlannedImpact extends PlannedStep {
  readonly kind: DefinitionKind;
  readonly key: string;
}

export function appRoutes({ send, url }: Http) {
  const definition = (app: string, kind: DefinitionKind, key: string, verb = '') =>
    `${path('api', 'apps', app, 'definitions', kind, key)}${verb}`;
  return {
    apps: () => send<{ rows: readonly AppSummary[] }>('GET', '/api/apps'),
    app: (app: string) => send<AppForMember>('GET', path('api', 'apps', app)),
    createApp: (app: { key?: string; title: LocalText; icon?: string; color?: string }) =>
      send<{ key: string }>('POST', '/api/apps', { json: app }),
    removeApp: (app: string) => send<void>('DELETE', path('api', 'apps', app)),
    templates: () => send<{ rows: readonly TemplateSummary[] }>('GET', '/api/templates'),
    installTemplate: (template: string, options: { sampleData: boolean }) =>
      send<{ key: string }>('POST', `${path('api', 'templates', template)}:install`, { json: options }),
    exportAppUrl: (app: string) => url(path('api', 'apps', app, 'package')),

    definitions: (app: string) =>
      send<{ rows: readonly DefinitionSummary[] }>('GET', path('api', 'apps', app, 'definitions')),
    definition: <Kind extends DefinitionKind>(app: string, kind: Kind, key: string) =>
      send<DefinitionAnswer<Kind>>('GET', definition(app, kind, key)),
    /** Saves the draft. A definition that does not exist yet is created. */
    saveDraft: <Kind extends DefinitionKind>(
      app: string,
      kind: Kind,
      key: string,
      body: { definition: Definitions[Kind]; revision?: number },
    ) => send<{ revision: number; problems: readonly Problem[] }>('PUT', definition(app, kind, key), { json: body }),
    removeDefinition: (app: string, kind: DefinitionKind, key: string, options: { accept?: boolean } = {}) =>
      send<void>('DELETE', definition(app, kind, key), { query: options }),
    /** With `remove`: what taking the definition away would do. */
    plan: (app: string, kind: DefinitionKind, key: string, options: { remove?: boolean } = {}) =>
      send<PublishPlan>('POST', definition(app, kind, key, ':plan'), { json: options }),
    /** Newest first; `next` is the `before` of the next page. */
    versions: (app: string, kind: DefinitionKind, key: string, query: { before?: number } = {}) =>
      send<{ rows: readonly DefinitionVersion[]; next: number | null }>(
        'GET',
        definition(app, kind, key, '/versions'),
        {
          query,
        },
      ),
    version: <Kind extends DefinitionKind>(app: string, kind: Kind, key: string, version: number) =>
      send<{ version: number; definition: Definitions[Kind] }>(
        'GET',
        definition(app, kind, key, `/versions/${version}`),
      ),
    discardDraft: (app: string, kind: DefinitionKind, key: string) =>
      send<unknown>('POST', definition(app, kind, key, ':discard'), { json: {} }),
    /** `accept` agrees to what the plan says will be lost or break. */
    publish: (app: string, kind: DefinitionKind, key: string, options: { revision?: number; accept?: boolean } = {}) =>
      send<{ version: number }>('POST', definition(app, kind, key, ':publish'), { json: options }),
  };
}
