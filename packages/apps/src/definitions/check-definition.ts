import type { Catalog } from '@tangram/records';
import type { AppModel, DefinitionAddress, LocalText, Problem } from '@tangram/schema';
import { blankApp } from '../catalog/load-catalog.ts';
import { documentsOf, modelOf, withApp, withDefinition } from '../catalog/build-catalog.ts';
import type { KindContext } from '../kinds/kind.ts';
import { kindNamed } from '../kinds/index.ts';
import type { GroupKeys } from './group-keys.ts';

/** `catalog` as it would be with this document at this address; undefined takes the definition away. */
export function catalogWith(catalog: Catalog, address: DefinitionAddress, document: unknown): Catalog {
  const model = catalog.app(address.app) ?? modelOf(new Map(), blankApp(address.app));
  return withApp(catalog, withDefinition(model, address.kind, address.key, document));
}

/** Every mistake of a document at its address, seen among the published definitions of all applications. */
export function checkDefinition(
  catalog: Catalog,
  groups: GroupKeys,
  address: DefinitionAddress,
  document: unknown,
): Problem[] {
  const kind = kindNamed(address.kind);
  const seen = kind.isShaped(document) ? catalogWith(catalog, address, document) : catalog;
  return kind.check(document, contextOf(seen, groups, address));
}

/** A published definition that a change would give mistakes it does not have now. */
export interface Impact extends DefinitionAddress {
  readonly title: LocalText;
  readonly problems: readonly Problem[];
}

/**
 * What a change breaks: every other definition is checked in the catalog before and after, and what is new is its
 * impact. Nothing has to declare what it uses, so nothing can forget to.
 */
export function impactOf(before: Catalog, after: Catalog, groups: GroupKeys, changed: DefinitionAddress): Impact[] {
  const impacts: Impact[] = [];
  for (const model of after.apps()) {
    for (const [kind, documents] of documentsOf(model)) {
      for (const [key, document] of documents) {
        const address = { app: model.app.key, kind, key };
        if (address.app === changed.app && kind === changed.kind && key === changed.key) continue;
        const old = before.app(address.app) === undefined ? [] : problemsIn(before, groups, address, document);
        const known = new Set(old.map((problem) => problem.code + problem.path));
        const problems = problemsIn(after, groups, address, document).filter(
          (problem) => !known.has(problem.code + problem.path),
        );
        if (problems.length > 0) impacts.push({ ...address, title: titleIn(document, key), problems });
      }
    }
  }
  return impacts;
}

function problemsIn(catalog: Catalog, groups: GroupKeys, address: DefinitionAddress, document: unknown): Problem[] {
  return kindNamed(address.kind).check(document, contextOf(catalog, groups, address));
}

export function contextOf(catalog: Catalog, groups: GroupKeys, { app, key }: DefinitionAddress): KindContext {
  const model: AppModel = catalog.app(app) ?? modelOf(new Map(), blankApp(app));
  const own = (model.app.groups ?? []).map((group) => group.key);
  return { app, key, model, catalog, groups: new Set([...own, ...groups(app)]) };
}

function titleIn(document: unknown, key: string): LocalText {
  const holder = document as { title?: LocalText; form?: { title?: LocalText } };
  return holder.form?.title ?? holder.title ?? key;
}
