import { objectName } from '@tangram/forms';
import { tableOf } from '@tangram/records';
import type { DuplicateRule } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { PublishedRule } from '../rule-kind.ts';
import { compileMatch, keySql } from './compile-match.ts';

/**
 * Keeps an index for every comparison by key, named from the rule: made anew where the rule has changed, dropped where
 * it is gone or switched off. Hash indexes hold keys of any length and no blanks.
 *
 *     create index "lead_same_phone_1_idx" on "crm"."lead" as t using hash ((nullif(translate(...), '')))
 */
export async function keepIndexes(
  trx: Kysely<unknown>,
  { key, before, after, form }: PublishedRule<DuplicateRule>,
): Promise<void> {
  if (form === undefined) return;
  const name = (at: number) => objectName(form.table.name, `${key}_same_${at}`, 'idx');
  for (let at = 0; before !== undefined && at < before.match.flat().length; at++) {
    await sql`drop index if exists ${sql.id(form.table.schema, name(at))}`.execute(trx);
  }
  if (after === undefined || !after.enabled) return;
  const keyed = compileMatch(after, form).flatMap(({ exact }) => exact);
  for (const [at, one] of keyed.entries()) {
    // Inside an index the table has no alias: its own name stands for it.
    const expression = keySql(one, form.table.name);
    await sql`create index if not exists ${sql.id(name(at))} on ${tableOf(form)} using hash ((${expression}))`.execute(
      trx,
    );
  }
}
