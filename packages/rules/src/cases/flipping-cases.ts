import type { FormModel } from '@tangram/forms';
import { type Catalog, systemActor } from '@tangram/records';
import type { Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { ruleProblem } from '../errors.ts';
import { readCases } from './case-store.ts';
import { runCases } from './run-cases.ts';

/** As many are named. */
const mostNamed = 3;

/** `RULE_CASES_FLIP` where a rule as `catalog` has it no longer comes to what its cases were marked right with; else null. */
export async function flippingCases(
  db: Kysely<unknown>,
  {
    app,
    key,
    form,
    catalog,
  }: { readonly app: string; readonly key: string; readonly form: FormModel; readonly catalog: Catalog },
): Promise<Problem | null> {
  const definition = catalog.app(app)?.rules.get(key);
  if (definition === undefined) return null;
  const cases = await readCases(db, { app, rule: key });
  if (cases.length === 0) return null;
  const { rows, flipping } = await runCases(cases, { trx: db, form, key, definition, actor: systemActor(), catalog });
  if (flipping === 0) return null;
  const named = rows.filter((row) => !row.passes).map(({ title }) => `"${title}"`);
  const titles = [...named.slice(0, mostNamed), ...(named.length > mostNamed ? ['...'] : [])].join(', ');
  return ruleProblem('RULE_CASES_FLIP', '', { flipping, count: cases.length, titles });
}
