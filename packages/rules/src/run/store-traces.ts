import type { FormModel } from '@tangram/forms';
import type { Catalog, CommittedChange, WriteContext } from '@tangram/records';
import { sql } from 'kysely';
import { ruleProblem } from '../errors.ts';
import type { Firing } from './run.ts';
import type { RuleRecord } from './rule-record.ts';
import type { RuleSet } from './rule-set.ts';
import type { TraceDetail, TraceOutcome } from '../explain/trace.ts';

interface Written {
  readonly catalog: Catalog;
  readonly form: FormModel;
  readonly written: ReadonlyMap<string, CommittedChange>;
  readonly records: readonly RuleRecord[];
  readonly broken: RuleSet['broken'];
}

/** Rows per statement: the JSON of one stays around a megabyte. */
const blockSize = 2000;

/** Writes what every rule did, as rows of `tangram.rule_trace`; one statement per block, however many records. */
export async function storeTraces(
  { trx, actor, now }: WriteContext,
  { catalog, form, written, records, broken }: Written,
): Promise<void> {
  const rows: { record: string; version: number; rule: string; outcome: TraceOutcome; detail: TraceDetail }[] = [];
  for (const { change, firings } of records) {
    const version = written.get(change.id)?.version ?? 0;
    for (const firing of firings) {
      const outcome = firing.stopped === true ? 'stopped' : 'applied';
      rows.push({ record: change.id, version, rule: firing.rule.key, outcome, detail: detailOf(firing) });
    }
  }
  for (const { rule, problems } of broken) {
    for (const { id, version, kind } of written.values()) {
      if (!rule.moment.kinds.has(kind)) continue;
      const detail: TraceDetail = {
        title: rule.definition.title,
        condition: null,
        changes: [],
        done: [],
        problems: [ruleProblem('RULE_BROKEN', '', { rule: rule.key }), ...problems],
        round: 1,
      };
      rows.push({ record: id, version, rule: rule.key, outcome: 'broken', detail });
    }
  }
  for (let start = 0; start < rows.length; start += blockSize) {
    const block = JSON.stringify(rows.slice(start, start + blockSize));
    await sql`
      insert into tangram.rule_trace (record, app, form, rule, at, version, catalog, actor, actor_name, outcome, detail)
      select x.record, ${form.app}, ${form.key}, x.rule, ${now}, x.version, ${catalog.version}, ${actor.userId}::uuid,
        ${actor.name}, x.outcome, x.detail
      from jsonb_to_recordset(${block}::jsonb)
        as x(record uuid, version integer, rule text, outcome text, detail jsonb)
    `.execute(trx);
  }
}

export function detailOf({ rule, round, condition, changes, done, standing, problems }: Firing): TraceDetail {
  return {
    title: rule.definition.title,
    condition,
    changes,
    done,
    ...standing,
    problems,
    round,
  };
}
