import { type FormModel, modelForm } from '@tangram/forms';
import type { Catalog, Workspace } from '@tangram/records';
import type { AppModel, DefinitionKind } from '@tangram/schema';
import type { AppDocuments } from '../package/app-files.ts';

/**
 * The published applications, ready to be asked. A catalog never changes: publishing makes the next one. Form models
 * are made when first asked for, so that a hundred applications cost nothing at the start.
 */
export function buildCatalog(apps: Iterable<AppModel>, workspace: Workspace, version: string): Catalog {
  const byKey = new Map([...apps].map((model) => [model.app.key, model]));
  const forms = new Map<string, FormModel>();
  const form = (app: string, key: string): FormModel | undefined => {
    const address = `${app}/${key}`;
    const known = forms.get(address);
    if (known !== undefined) return known;
    const definition = byKey.get(app)?.forms.get(key);
    if (definition === undefined) return undefined;
    const model = modelForm(app, key, definition, form, () => byKey.get(app)?.forms.keys() ?? []);
    forms.set(address, model);
    return model;
  };
  return { app: (key) => byKey.get(key), apps: () => byKey.values(), form, workspace, version };
}

/** `catalog` as it would be with `model` in place of its application (or beside the others). */
export function withApp(catalog: Catalog, model: AppModel): Catalog {
  const others = [...catalog.apps()].filter((other) => other.app.key !== model.app.key);
  return buildCatalog([...others, model], catalog.workspace, catalog.version);
}

/** `model` with one document put in, or taken out where `document` is undefined. */
export function withDefinition(model: AppModel, kind: DefinitionKind, key: string, document: unknown): AppModel {
  const documents = new Map(documentsOf(model));
  const ofKind = new Map(documents.get(kind));
  if (document === undefined) ofKind.delete(key);
  else ofKind.set(key, document);
  documents.set(kind, ofKind);
  return modelOf(documents, model.app);
}

/** Documents that passed the check of their kind, as a model. `app` stands in where the documents hold no `app.json`. */
export function modelOf(documents: AppDocuments, app: AppModel['app']): AppModel {
  const of = <Document>(kind: DefinitionKind) => (documents.get(kind) ?? new Map()) as ReadonlyMap<string, Document>;
  return {
    app: [...of<AppModel['app']>('app').values()][0] ?? app,
    forms: of('form'),
    roles: of('role'),
    rules: of('rule'),
    flows: of('flow'),
    reports: of('report'),
    dashboards: of('dashboard'),
  };
}

/** The documents of a model, in the order of installing. */
export function documentsOf(model: AppModel): AppDocuments {
  return new Map<DefinitionKind, ReadonlyMap<string, unknown>>([
    ['app', new Map([[model.app.key, model.app]])],
    ['form', model.forms],
    ['role', model.roles],
    ['rule', model.rules],
    ['flow', model.flows],
    ['report', model.reports],
    ['dashboard', model.dashboards],
  ]);
}
