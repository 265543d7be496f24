import type { Catalog } from '@tangram/records';
import type { AppModel, FlowDefinition } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { compileFlow, type CompiledFlow } from '../graph/compile-flow.ts';
import type { FlowsParts } from './parts.ts';
import type { FlowTables } from './tables.ts';

/** Flows as runs keep them: a row per definition that a run began with, and its graph against the forms of today. */
export interface Versions {
  /** The id of this definition's row, which is made when it is new. */
  ensure(trx: Kysely<unknown>, app: string, flow: string, definition: FlowDefinition): Promise<string>;
  /** The graph of a version; compiled again when the catalog has changed, because its form may have. */
  graph(trx: Kysely<unknown>, version: string): Promise<CompiledFlow>;
}

export function createVersions({ catalog, newId, clock }: Pick<FlowsParts, 'catalog' | 'newId' | 'clock'>): Versions {
  // Ids of rows that are known to be committed; a row made in a transaction may still go away with it.
  const committed = new WeakMap<FlowDefinition, string>();
  const definitions = new Map<string, { app: string; definition: FlowDefinition }>();
  let graphs = new Map<string, CompiledFlow>();
  let graphsOf: Catalog | undefined;

  return {
    async ensure(trx, app, flow, definition) {
      const known = committed.get(definition);
      if (known !== undefined) return known;
      const text = JSON.stringify(definition);
      const find = () =>
        sql<{ id: string }>`
        select id from flow.version where app = ${app} and flow = ${flow} and hash = md5(${text}::jsonb::text)`.execute(
          trx,
        );
      const found = (await find()).rows[0];
      if (found !== undefined) {
        committed.set(definition, found.id);
        return found.id;
      }
      const made = await sql<{ id: string }>`
        insert into flow.version (id, app, flow, hash, definition, created_at)
        values (${newId()}, ${app}, ${flow}, md5(${text}::jsonb::text), ${text}::jsonb, ${clock.now()})
        on conflict (app, flow, hash) do nothing returning id`.execute(trx);
      // Nothing returned: another transaction made it and has just committed.
      return (made.rows[0] ?? ((await find()).rows[0] as { id: string })).id;
    },
    async graph(trx, version) {
      const current = catalog();
      if (graphsOf !== current) {
        graphs = new Map();
        graphsOf = current;
      }
      let graph = graphs.get(version);
      if (graph === undefined) {
        const { app, definition } = await definitionOf(trx, version);
        graph = compileAgainst(current, app, definition);
        graphs.set(version, graph);
      }
      return graph;
    },
  };

  async function definitionOf(trx: Kysely<unknown>, version: string) {
    let known = definitions.get(version);
    if (known === undefined) {
      known = await trx
        .withTables<FlowTables>()
        .selectFrom('flow.version')
        .select(['app', 'definition'])
        .where('id', '=', version)
        .executeTakeFirstOrThrow();
      // A version is never changed, but there are many in a long life.
      if (definitions.size >= 1000) definitions.clear();
      definitions.set(version, known);
    }
    return known;
  }
}

/** A flow compiled against what is published. Groups and roles are left to be resolved, or found empty, when it runs. */
export function compileAgainst(catalog: Catalog, app: string, definition: FlowDefinition): CompiledFlow {
  return compileFlow(definition, { app, formNamed: (key) => formNamed(catalog, app, key) });
}

/** What the flows of an application are checked against when they are saved. */
export function flowContextOf(catalog: Catalog, model: AppModel) {
  const app = model.app.key;
  return {
    app,
    formNamed: (key: string) => formNamed(catalog, app, key),
    groups: new Set((model.app.groups ?? []).map((group) => group.key)),
    roles: new Set(model.roles.keys()),
  };
}

export function formNamed(catalog: Catalog, app: string, key: string) {
  const slash = key.indexOf('/');
  return slash === -1 ? catalog.form(app, key) : catalog.form(key.slice(0, slash), key.slice(slash + 1));
}
