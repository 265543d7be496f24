import type { FormModel } from '@tangram/forms';
import type { Catalog, WriteContext } from '@tangram/records';
import { textIn } from '@tangram/schema';
import { sql } from 'kysely';
import { ruleProblem } from '../errors.ts';
import type { TraceDetail } from '../explain/trace.ts';
import { mostCaused } from './caused-by.ts';

/**
 * Traces of rules that were not taken to records any more, because too many writes of rules had caused one another up to
 * here: `RULE_STOPPED`. Nothing was written to the records, so there is no version of theirs to name.
 */
export async function storeStopped(
  { trx, actor, now }: WriteContext,
  catalog: Catalog,
  form: FormModel,
  rulesOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const rows = [...rulesOf].flatMap(([record, rules]) =>
    rules.map((rule) => {
      const title = catalog.app(form.app)?.rules.get(rule)?.title ?? rule;
      const problem = ruleProblem('RULE_STOPPED', '', { passes: mostCaused, path: textIn(title, 'en') });
      const detail: TraceDetail = { title, condition: null, changes: [], done: [], problems: [problem], round: 1 };
      return { record, rule, detail };
    }),
  );
  await sql`
    insert into tangram.rule_trace (record, app, form, rule, at, version, catalog, actor, actor_name, outcome, detail)
    select x.record, ${form.app}, ${form.key}, x.rule, ${now}, 0, ${catalog.version}, ${actor.userId}::uuid, ${actor.name},
      'stopped', x.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(record uuid, rule text, detail jsonb)`.execute(trx);
}
