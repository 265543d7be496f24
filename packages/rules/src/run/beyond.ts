import { workCalendarOf } from '@tangram/records';
import type { FormModel } from '@tangram/forms';
import type { Catalog, Outbox, WriteContext } from '@tangram/records';
import type { Kysely } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { ruleProblem } from '../errors.ts';
import { causedBy, mayCause, mostCaused } from '../related/caused-by.ts';
import type { Beyond, ConnectionTitle, FlowStarter } from '../surroundings.ts';

interface BeyondParts {
  readonly context: WriteContext;
  readonly catalog: Catalog;
  readonly form: FormModel;
  readonly rule: CompiledRule;
  readonly flows: FlowStarter;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly connectionTitle: ConnectionTitle;
}

/** What actions of a rule do beyond the record, in the write's transaction, with the rights of the rule; bounded. */
export function beyondOf({ context, catalog, form, rule, flows, outbox, connectionTitle }: BeyondParts): Beyond {
  const { trx, actor, now, records } = context;
  const { app } = form;
  const { title } = rule.definition;
  const cause = (ids: readonly string[]) => ({
    app,
    form: form.key,
    rule: rule.key,
    title,
    records: ids,
    actor: causedBy(actor, `${app}/${rule.key}`),
    now,
  });
  const stopped = () =>
    ruleProblem('RULE_STOPPED', '', {
      passes: mostCaused,
      path: typeof title === 'string' ? title : (title['en'] ?? ''),
    });
  return {
    trx,
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
    async write(target, rows) {
      if (!mayCause(actor)) return rows.map(() => ({ saved: false, id: null, problems: [stopped()] }));
      const because = { rule: rule.key, reason: title };
      return records.writeMany(causedBy(actor, `${app}/${rule.key}`), { app, form: target, rows, because });
    },
    startFlow: async (flow, ids) => (mayCause(actor) ? flows.start(trx, cause(ids), flow) : stopped()),
    createTask: (task, ids) => flows.createTask(trx, cause(ids), task),
    connectionTitle: async (key) => (await connectionTitle(trx, key)) ?? key,
    send: (letters) =>
      outbox.enqueue(
        trx,
        letters.map((letter) => ({ ...letter, app, form: form.key, source: rule.key })),
      ),
  };
}

/** No record has this id: it stands for one that would be made. */
const madeUpId = '00000000-0000-0000-0000-000000000000';

/** For a trial: everything would go well, and nothing is done. */
export function harmless(
  trx: Kysely<unknown>,
  catalog: Catalog,
  now: Date,
  connectionTitle: ConnectionTitle = async () => null,
): Beyond {
  return {
    trx,
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
    write: async (_, rows) => rows.map((row) => ({ saved: true, id: 'id' in row ? row.id : madeUpId, version: 1 })),
    startFlow: async () => null,
    createTask: async () => {},
    connectionTitle: async (key) => (await connectionTitle(trx, key)) ?? key,
    send: async () => {},
  };
}
