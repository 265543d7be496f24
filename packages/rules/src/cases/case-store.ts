import type { Kysely } from 'kysely';
import type { RuleTables } from '../tables.ts';
import type { RuleCase } from './rule-case.ts';

/** As many cases are kept of one rule: they are run at every look at a draft. */
export const mostCases = 200;

export interface CasePlace {
  readonly app: string;
  readonly rule: string;
}

/** The cases of a rule, oldest first. */
export async function readCases(db: Kysely<unknown>, { app, rule }: CasePlace): Promise<RuleCase[]> {
  const rows = await db
    .withTables<RuleTables>()
    .selectFrom('tangram.rule_case')
    .select(['id', 'record', 'title', 'values', 'before', 'expected', 'at', 'actor_name'])
    .where('app', '=', app)
    .where('rule', '=', rule)
    .orderBy('id')
    .limit(mostCases)
    .execute();
  return rows.map(({ actor_name: by, ...row }) => ({ ...row, by }));
}

/** Keeps a case; answers its id, or null where the rule has as many as it may have. */
export async function keepCase(
  db: Kysely<unknown>,
  { app, rule }: CasePlace,
  { record, title, values, before, expected, by, at }: Omit<RuleCase, 'id' | 'at'> & { readonly at: Date },
): Promise<string | null> {
  const tables = db.withTables<RuleTables>();
  const { count } = await tables
    .selectFrom('tangram.rule_case')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('app', '=', app)
    .where('rule', '=', rule)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostCases) return null;
  const { id } = await tables
    .insertInto('tangram.rule_case')
    .values({
      app,
      rule,
      record,
      title,
      values: JSON.stringify(values),
      before: before === null ? null : JSON.stringify(before),
      expected: JSON.stringify(expected),
      at,
      actor_name: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function removeCase(db: Kysely<unknown>, { app, rule }: CasePlace, id: string): Promise<void> {
  await db
    .withTables<RuleTables>()
    .deleteFrom('tangram.rule_case')
    .where('app', '=', app)
    .where('rule', '=', rule)
    .where('id', '=', id)
    .execute();
}
