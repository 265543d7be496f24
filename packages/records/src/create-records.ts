import type { Actor } from './actor.ts';
import { type Call, type Engine, makeCall, makeEngine, type RecordsParts } from './engine.ts';
import { recordProblem } from './errors.ts';
import type { Occasion } from './hooks.ts';
import { refusedQuery } from './read/list-plan.ts';
import { readHistory, valuesAfterEntry } from './read/read-history.ts';
import { readCounts } from './read/read-counts.ts';
import { countRecords, exportRecords, readPage, readRecord, readRecordIfVisible } from './read/read-records.ts';
import type {
  Because,
  Reason,
  RecordRow,
  Records,
  RecordsInTransaction,
  RowOutcome,
  RowWrite,
  WriteBatch,
} from './records.ts';
import { inSavepoint, outcomeOf, UndoBatch, wavesOf } from './write/batch.ts';
import { updateDirectly } from './write/direct-update.ts';
import type { Draft } from './write/draft.ts';
import { inTransaction, Unit, unitOf } from './write/unit.ts';
import { isInterested, writeRows } from './write/write-rows.ts';

/** The records engine. One for a process; it keeps statements, never data. */
export function createRecords(parts: RecordsParts): Records {
  return recordsIn(makeEngine(parts), null);
}

type FormAddress = { readonly app: string; readonly form: string };

/** The engine outside of transactions (`unit` null) or inside of one. */
function recordsIn(engine: Engine, unit: Unit | null): Records {
  const call = (actor: Actor, address: FormAddress): Call =>
    makeCall(engine, unit ?? new Unit(engine.db, 'none'), actor, address);
  const change = (actor: Actor, address: FormAddress, row: RowWrite, why: Because) =>
    inFittingUnit(call(actor, address), 'statement', (own) => writeOne(own, row, why));
  return {
    list: async (actor, query) => readPage(call(actor, query), query),
    get: async (actor, { id, fields, ...address }) => readRecord(call(actor, address), id, fields),
    count: async (actor, query) => countRecords(call(actor, query), query, false),
    counts: async (actor, { id, counts, ...address }) => readCounts(call(actor, address), id, counts),
    history: async (actor, { id, ...query }) => readHistory(call(actor, query), id, query),
    export: (actor, query) => exportRecords(call(actor, query), query),
    create: async (actor, { values, ...write }) => change(actor, write, { kind: 'create', values }, write),
    update: async (actor, { id, values, version, ...write }) =>
      change(actor, write, { kind: 'update', id, values, ...versionOf(version) }, write),
    remove: async (actor, { id, version, ...write }) => {
      await change(actor, write, { kind: 'delete', id, ...versionOf(version) }, write);
    },
    restore: async (actor, { id, ...write }) => change(actor, write, { kind: 'restore', id }, write),
    async revert(actor, { id, entry, ...write }) {
      const values = await valuesAfterEntry(call(actor, write), id, entry);
      return change(actor, write, { kind: 'update', id, values }, write);
    },
    writeMany: async (actor, batch) => writeMany(call(actor, batch), batch),
    occur: async (actor, { ids, occasion, because, ...address }) => occur(call(actor, address), ids, occasion, because),
    within: (trx) => inUnit(engine, unitOf(trx)),
    transaction: async (work) => {
      if (unit !== null) return work(inUnit(engine, unit), unit.db);
      // Once only: what else `work` does besides its statements is not ours to repeat.
      return inTransaction(engine.db, engine.hooks, (own) => work(inUnit(engine, own), own.db), 1);
    },
  };

  async function writeOne(own: Call, row: RowWrite, { because, acceptDuplicates }: Because): Promise<RecordRow> {
    const direct = await updateDirectly(own, row, because);
    if (direct !== null) {
      own.unit.note(direct.change);
      return direct.row ?? { id: direct.change.id, version: direct.change.version };
    }
    const { drafts, rows } = await writeRows(own, {
      kind: row.kind,
      rows: [{ index: 0, row }],
      because,
      acceptDuplicates,
      withRow: row.kind !== 'delete',
      isSingle: true,
      records: inUnit(engine, own.unit),
    });
    const draft = drafts[0] as Draft;
    if (!draft.isSound) throw refusedQuery(draft.problems);
    const saved = { id: draft.id, version: draft.version as number };
    if (row.kind === 'delete') return saved;
    // Written once: the statement's own answer stands. Else rules changed the record after it, or nothing was written.
    const isCurrent = own.unit.writes.get(draft.id) === 1;
    if (isCurrent) return rows.get(draft) ?? saved;
    return (await readRecordIfVisible(own, draft.id)) ?? saved;
  }

  async function writeMany(outer: Call, batch: WriteBatch): Promise<readonly RowOutcome[]> {
    const outcomes: RowOutcome[] = [];
    const undo = new UndoBatch();
    const isWhole = batch.allOrNothing === true;
    try {
      await inFittingUnit(outer, isWhole || batch.dryRun === true ? 'undoable' : 'transaction', async (own) => {
        const records = inUnit(engine, own.unit);
        for (const wave of wavesOf(batch.rows)) {
          const written = await writeRows(own, {
            ...wave,
            because: batch.because,
            acceptDuplicates: batch.acceptDuplicates,
            withRow: false,
            isSingle: false,
            records,
          });
          for (const draft of written.drafts) outcomes[draft.index] = outcomeOf(draft);
        }
        if (batch.dryRun === true || (isWhole && outcomes.some((outcome) => !outcome.saved))) throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    if (!isWhole || outcomes.every((outcome) => outcome.saved)) return outcomes;
    const problems = [recordProblem('RECORD_STOPPED')];
    return outcomes.map((outcome) => (outcome.saved ? { saved: false, id: null, problems } : outcome));
  }

  async function occur(
    outer: Call,
    ids: readonly string[],
    occasion: Occasion,
    because: Reason | undefined,
  ): Promise<readonly RowOutcome[]> {
    return inFittingUnit(outer, 'statement', async (own) => {
      const { drafts } = await writeRows(own, {
        kind: 'update',
        rows: ids.map((id, index) => ({ index, row: { kind: 'update', id, values: {} } })),
        because,
        occasion,
        withRow: false,
        isSingle: false,
        records: inUnit(engine, own.unit),
      });
      return drafts.map(outcomeOf);
    });
  }

  /**
   * A write that hooks take part in gets a transaction, as does a batch; another is one statement and needs none. Inside
   * a caller's transaction only what may have to be undone gets a savepoint.
   */
  async function inFittingUnit<Result>(
    outer: Call,
    need: 'statement' | 'transaction' | 'undoable',
    work: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    if (unit !== null) return need === 'undoable' ? inSavepoint(unit, () => work(outer)) : work(outer);
    if (need !== 'statement' || engine.hooks.some((hook) => isInterested(hook, outer.form))) {
      return inTransaction(engine.db, engine.hooks, (own) => work({ ...outer, unit: own }));
    }
    const result = await work(outer);
    outer.unit.tell(engine.hooks);
    return result;
  }
}

function inUnit(engine: Engine, unit: Unit): RecordsInTransaction {
  return {
    ...recordsIn(engine, unit),
    // Of our own transactions we know ourselves when they commit.
    committed: () => {
      if (unit.transaction === 'borrowed') unit.tell(engine.hooks);
    },
  };
}

function versionOf(version: number | undefined): { version?: number } {
  return version === undefined ? {} : { version };
}
