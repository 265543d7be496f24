import { type Actor, type FailedRow, type ImportResult, importRecords } from '@tangram/records';
import { PlatformError, type Problem } from '@tangram/schema';
import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { serverError } from '../../errors.ts';
import type { Platform } from '../../platform.ts';
import { csvLine } from './csv-text.ts';
import { type ImportPlan, mappingOf, sheetRows } from './import-plan.ts';
import type { TableFile } from './table-file.ts';

export interface ImportState {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly dry_run: boolean;
  readonly total: number;
  readonly done: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Of the first hundred rows that were refused; `row` is the row of the file, its header being row 1. */
  readonly problems: readonly (Problem & { readonly row: number })[];
  readonly error_file: string | null;
}

type Tables = {
  'tangram.import_run': Omit<ImportState, 'problems'> & {
    app: string;
    form: string;
    started_by: string | null;
    problems: unknown;
    started_at: Date;
    touched_at: Date;
  };
};

const mostProblems = 100;
/** A run whose process died is not touched any more; one that lives is touched at every batch. */
const silentMs = 60_000;

/** Imports in the background: begun by one request, asked for by others, in whatever process. */
export class ImportRuns {
  readonly #platform: Platform;
  readonly #cancelled = new Set<string>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Begins; mistakes in the plan are thrown now, those in rows are in the state later. */
  async start(
    actor: Actor,
    order: { app: string; form: string; file: TableFile; plan: ImportPlan; dryRun: boolean },
  ): Promise<ImportState> {
    const { db, newId, clock } = this.#platform;
    const { app, form, file, dryRun } = order;
    const now = clock.now();
    const id = newId();
    const mapping = mappingOf(order.plan, file, this.#platform.catalog().form(app, form));
    // No row of the file, but its header: refuses a wrong plan and a missing right before anything is begun.
    await importRecords(this.#parts(), actor, { app, form, rows: [], mapping, dryRun: true });
    await db
      .withTables<Tables>()
      .insertInto('tangram.import_run')
      .values({
        id,
        app,
        form,
        started_by: actor.userId,
        state: 'running',
        dry_run: dryRun,
        total: file.rows.length,
        done: 0,
        created: 0,
        updated: 0,
        unchanged: 0,
        failed: 0,
        problems: '[]',
        error_file: null,
        started_at: now,
        touched_at: now,
      })
      .execute();
    const request = {
      app,
      form,
      mapping,
      dryRun,
      rows: this.#rowsUntilCancelled(id, file),
      onProgress: (done: number) => void this.#touch(id, { done }),
    };
    void importRecords(this.#parts(), actor, request).then(
      (result) => this.#finish(actor, id, file, result),
      (error: unknown) => this.#fail(id, error),
    );
    return await this.state(actor, id);
  }

  /** One's own imports; administrators see all. */
  async state(actor: Actor, id: string): Promise<ImportState> {
    const row = await this.#platform.db
      .withTables<Tables>()
      .selectFrom('tangram.import_run')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || (row.started_by !== actor.userId && !actor.isAdministrator))
      throw serverError('IMPORT_UNKNOWN');
    const isSilent =
      row.state === 'running' && this.#platform.clock.now().getTime() - new Date(row.touched_at).getTime() > silentMs;
    const { app: _, form: __, started_by: ___, started_at: ____, touched_at: _____, ...state } = row;
    return { ...state, ...(isSilent ? { state: 'failed' } : {}), problems: row.problems as ImportState['problems'] };
  }

  /** What was imported so far stays. */
  async cancel(actor: Actor, id: string): Promise<void> {
    await this.state(actor, id);
    this.#cancelled.add(id);
    await this.#touch(id, { state: 'cancelled' });
  }

  #parts() {
    const { db, records, catalog, clock } = this.#platform;
    return { db, records, catalog: () => catalog(), clock };
  }

  async *#rowsUntilCancelled(id: string, file: TableFile) {
    let row = 0;
    for (const cells of sheetRows(file)) {
      // Another process may have been asked to cancel.
      if (row++ % 500 === 0 && (await this.#isCancelled(id))) return;
      yield cells;
    }
  }

  async #isCancelled(id: string): Promise<boolean> {
    if (this.#cancelled.has(id)) return true;
    const { rows } = await sql<{ state: string }>`select state from tangram.import_run where id = ${id}::uuid`.execute(
      this.#platform.db,
    );
    return rows[0]?.state === 'cancelled';
  }

  async #finish(actor: Actor, id: string, file: TableFile, result: ImportResult): Promise<void> {
    try {
      const { failed, ...counts } = result;
      const content = Readable.from(errorLines(file, failed));
      const about = { name: 'import-errors.csv', type: 'text/csv', by: actor.userId, now: this.#platform.clock.now() };
      const stored = failed.length === 0 ? undefined : await this.#platform.files.add(content, about);
      const state = this.#cancelled.delete(id) || (await this.#isCancelled(id)) ? 'cancelled' : 'done';
      const problems = JSON.stringify(problemsOfRows(failed));
      await this.#touch(id, { ...counts, failed: failed.length, problems, state, error_file: stored?.id ?? null });
    } catch (error) {
      await this.#fail(id, error);
    }
  }

  async #fail(id: string, error: unknown): Promise<void> {
    this.#platform.log.error({ err: error }, 'an import broke off');
    const problems = error instanceof PlatformError ? error.problems : serverError('SERVER_BUSY').problems;
    await this.#touch(id, { state: 'failed', problems: JSON.stringify(problems) });
  }

  async #touch(id: string, changes: { [column: string]: unknown }): Promise<void> {
    try {
      await this.#platform.db
        .withTables<Tables>()
        .updateTable('tangram.import_run')
        .set({ ...changes, touched_at: this.#platform.clock.now() })
        .where('id', '=', id)
        .execute();
    } catch (error) {
      this.#platform.log.warn({ err: error }, 'the progress of an import was not noted');
    }
  }
}

function problemsOfRows(failed: readonly FailedRow[]) {
  return failed
    .slice(0, mostProblems)
    .flatMap(({ row, problems }) => problems.map((problem) => ({ ...problem, row: row + 1 })));
}

/** The refused rows as they were, with their row number and what is wrong: to be mended and imported again. */
export function* errorLines(file: TableFile, failed: readonly FailedRow[]): Generator<string> {
  yield `\uFEFF${csvLine([...file.columns, 'row', 'problem'])}`;
  for (const { row, source, problems } of failed) {
    const cells = file.columns.map((column) => source[column] ?? '');
    yield csvLine([...cells, row + 1, problems.map((problem) => problem.message).join(' ')]);
  }
}
