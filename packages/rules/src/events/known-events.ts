import type { Catalog } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import { ruleKindOf } from '../kinds/index.ts';

/** The newest events that are looked at for their names: what is still sent is among them, and the answer stays quick. */
const latest = 20_000;

/**
 * The names of events that records of a form may get, in order of their letters: those that arrived lately and those that
 * published rules of the form wait for. For the designer to offer; any other name is as good.
 *
 *     select distinct name from (select app, form, name from tangram.rule_event order by id desc limit 20000) as late
 *     where app = 'crm' and form = 'lead'
 */
export async function knownEvents(
  db: Kysely<unknown>,
  catalog: Catalog,
  { app, form }: { readonly app: string; readonly form: string },
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from (
      select app, form, name from tangram.rule_event order by id desc limit ${latest}
    ) as late
    where app = ${app} and form = ${form}`.execute(db);
  const awaited = [...(catalog.app(app)?.rules.values() ?? [])]
    .filter((rule) => rule.form === form)
    .flatMap((rule) => ruleKindOf(rule).events?.(rule) ?? []);
  return [...new Set([...rows.map(({ name }) => name), ...awaited])].toSorted();
}
