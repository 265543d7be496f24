import type { FormModel } from '@tangram/forms';
import { type JsonValue, PlatformError, type Problem, pointer } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { accessOf } from '../access/form-access.ts';
import type { Actor } from '../actor.ts';
import type { Catalog, Clock } from '../catalog.ts';
import { recordProblem } from '../errors.ts';
import { refusedQuery } from '../read/list-plan.ts';
import type { Records, RowWrite } from '../records.ts';
import { titleOf } from '../sql/database-problem.ts';
import { textOfValue } from '../sql/wire-value.ts';
import { UndoBatch } from '../write/batch.ts';
import { type CheckedMapping, checkMapping, type ImportMapping } from './import-mapping.ts';
import { LookUp, type LookUpParts } from './look-up.ts';
import { findByKey } from './find-by-key.ts';

export interface ImportRequest {
  readonly app: string;
  readonly form: string;
  /** A sheet's rows: header -> cell. */
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
  readonly mapping: ImportMapping;
  /** Go the whole way, then undo everything. */
  readonly dryRun?: boolean;
  /** Called after every batch with the rows done so far. */
  readonly onProgress?: (done: number) => void;
}

export interface SheetRow {
  readonly [header: string]: string;
}

/** Every row of the sheet is in exactly one of the four. */
export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  /** Rows whose record already stood so. */
  readonly unchanged: number;
  readonly failed: readonly FailedRow[];
}

export interface FailedRow {
  /** 1 for the first row after the header. */
  readonly row: number;
  readonly source: SheetRow;
  readonly problems: readonly Problem[];
}

export interface ImportParts {
  readonly db: Kysely<unknown>;
  readonly records: Records;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
}

/** Rows of one statement: large enough to make the round trip cheap, small enough to show progress. */
const batchSize = 500;

/**
 * Brings the rows of a sheet through the one write path, in batches that commit on their own. A row that names a later
 * row of the same sheet (an account its parent) waits for it. Needs the operation `import` beside `create` and, for
 * rows that change records, `update`. Throws for mistakes in the mapping; mistakes in rows are in the result.
 */
export async function importRecords(parts: ImportParts, actor: Actor, request: ImportRequest): Promise<ImportResult> {
  const catalog = parts.catalog();
  const form = catalog.form(request.app, request.form);
  if (form === undefined) {
    throw new PlatformError('not-found', [
      recordProblem('RECORD_FORM_UNKNOWN', '', { app: request.app, form: request.form }),
    ]);
  }
  if (!accessOf(actor, form, catalog).may('import')) {
    const params = { operation: 'import', form: form.definition.form.title || form.key };
    throw new PlatformError('forbidden', [recordProblem('RECORD_FORBIDDEN', '', params)]);
  }
  const importer: Actor = actor.channel === 'person' ? { ...actor, channel: 'import' } : actor;
  if (request.dryRun !== true) return new Import(parts, importer, catalog, form, request).run();
  return tried(parts, (records, db) => new Import({ ...parts, records, db }, importer, catalog, form, request).run());
}

/** What `work` answers, with everything it wrote undone. */
async function tried<Result>(
  parts: ImportParts,
  work: (records: Records, db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  const undo = new UndoBatch();
  const answer: Result[] = [];
  await parts.records
    .transaction(async (records, trx) => {
      answer.push(await work(records, trx));
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return answer[0] as Result;
}

interface Waiting {
  readonly row: number;
  readonly source: SheetRow;
}

class Import {
  readonly #parts: ImportParts;
  readonly #actor: Actor;
  readonly #catalog: Catalog;
  readonly #form: FormModel;
  readonly #request: ImportRequest;
  readonly #failed: FailedRow[] = [];
  readonly #lookUps = new Map<string, LookUp>();
  readonly #keys = new Map<string, number>();
  #counts = { created: 0, updated: 0, unchanged: 0 };
  #done = 0;

  constructor(parts: ImportParts, actor: Actor, catalog: Catalog, form: FormModel, request: ImportRequest) {
    this.#parts = parts;
    this.#actor = actor;
    this.#catalog = catalog;
    this.#form = form;
    this.#request = request;
  }

  async run(): Promise<ImportResult> {
    let mapping: CheckedMapping | null = null;
    let batch: Waiting[] = [];
    let waiting: Waiting[] = [];
    let row = 0;
    for await (const source of this.#request.rows) {
      mapping ??= this.#checked(new Set(Object.keys(source)));
      batch.push({ row: ++row, source });
      if (batch.length < batchSize) continue;
      waiting.push(...(await this.#save(mapping, batch, false)));
      batch = [];
    }
    mapping ??= this.#checked(null);
    waiting.push(...(await this.#save(mapping, batch, false)));
    // Rows that named a row after them: again, as long as that helps; what is left names nothing.
    while (waiting.length > 0) {
      const before = waiting.length;
      const still: Waiting[] = [];
      for (const part of inBatches(waiting)) still.push(...(await this.#save(mapping, part, false)));
      waiting = still;
      if (waiting.length === before) break;
    }
    for (const part of inBatches(waiting)) await this.#save(mapping, part, true);
    this.#failed.sort((a, b) => a.row - b.row);
    return { ...this.#counts, failed: this.#failed };
  }

  #checked(header: ReadonlySet<string> | null): CheckedMapping {
    const { checked, problems } = checkMapping(this.#request.mapping, this.#form, header);
    if (problems.length > 0) throw refusedQuery(problems);
    for (const { mapping, field } of checked.columns) {
      if (field.references !== undefined) this.#lookUps.set(field.key, new LookUp(this.#form, field, mapping.match));
    }
    return checked;
  }

  /** Writes the rows; returns those that must wait for others, none when `isLast`. */
  async #save(mapping: CheckedMapping, batch: readonly Waiting[], isLast: boolean): Promise<Waiting[]> {
    if (batch.length === 0) return [];
    const parts: LookUpParts = {
      db: this.#parts.db,
      actor: this.#actor,
      catalog: this.#catalog,
      now: this.#parts.clock.now(),
    };
    for (const { mapping: from, field } of mapping.columns) {
      await this.#lookUps.get(field.key)?.read(
        parts,
        batch.map(({ source }) => cellOf(source, from)),
      );
    }
    const mustWait: Waiting[] = [];
    const ready: { waiting: Waiting; values: { [field: string]: JsonValue } }[] = [];
    for (const waiting of batch) {
      const { values, problems, mayCome } = this.#valuesOf(waiting.source, mapping);
      if (problems.length === 0) ready.push({ waiting, values });
      else if (mayCome && !isLast) mustWait.push(waiting);
      else this.#fail(waiting, problems);
    }
    const writes = await this.#writesOf(mapping, parts, ready);
    const { app, form } = this.#request;
    const outcomes = await this.#parts.records.writeMany(this.#actor, {
      app,
      form,
      rows: writes.map(({ write }) => write),
    });
    for (const [index, outcome] of outcomes.entries()) {
      const { waiting, write, version } = writes[index] as Write;
      if (!outcome.saved) this.#fail(waiting, outcome.problems);
      else if (write.kind === 'create') this.#counts.created++;
      else if (outcome.version === version) this.#counts.unchanged++;
      else this.#counts.updated++;
    }
    this.#done += batch.length - mustWait.length;
    this.#request.onProgress?.(this.#done);
    return mustWait;
  }

  #valuesOf(source: SheetRow, { columns }: CheckedMapping) {
    const values: { [field: string]: JsonValue } = {};
    const problems: Problem[] = [];
    let mayCome = true;
    for (const { mapping, field } of columns) {
      if (mapping.column === undefined && typeof mapping.constant !== 'string') {
        values[field.key] = mapping.constant ?? null;
        continue;
      }
      const cell = cellOf(source, mapping);
      const lookUp = this.#lookUps.get(field.key);
      if (cell === '' || lookUp === undefined) {
        values[field.key] = cell === '' ? null : cell;
        continue;
      }
      const found = lookUp.idOf(cell);
      if ('id' in found) {
        values[field.key] = found.id;
      } else {
        problems.push(found.problem);
        mayCome &&= found.mayCome;
      }
    }
    return { values, problems, mayCome };
  }

  async #writesOf(
    mapping: CheckedMapping,
    parts: LookUpParts,
    ready: readonly { waiting: Waiting; values: { [field: string]: JsonValue } }[],
  ): Promise<Write[]> {
    const { key } = mapping;
    if (key === null)
      return ready.map(({ waiting, values }) => ({
        waiting,
        write: { kind: 'create', values: withoutBlanks(values) },
        version: null,
      }));
    const found = await findByKey(
      parts,
      this.#form,
      key,
      ready.map(({ values }) => values[key.key] ?? null),
    );
    return ready.flatMap(({ waiting, values }, index): Write[] => {
      const match = found[index];
      const at = pointer(key.key);
      const params = { field: titleOf(key), value: textOfValue(values[key.key]) };
      const repeated = match === undefined || match.text === null ? undefined : this.#keys.get(match.text);
      if (match === undefined || match.text === null) {
        this.#fail(waiting, [recordProblem('RECORD_IMPORT_KEY_BLANK', at, params)]);
        return [];
      }
      if (repeated !== undefined && repeated !== waiting.row) {
        this.#fail(waiting, [recordProblem('RECORD_IMPORT_KEY_REPEATED', at, { ...params, row: repeated })]);
        return [];
      }
      this.#keys.set(match.text, waiting.row);
      if (match.records.length > 1) {
        const where = this.#form.definition.form.title;
        this.#fail(waiting, [recordProblem('RECORD_IMPORT_AMBIGUOUS', at, { ...params, where })]);
        return [];
      }
      const record = match.records[0];
      if (record === undefined)
        return [{ waiting, write: { kind: 'create', values: withoutBlanks(values) }, version: null }];
      return [{ waiting, write: { kind: 'update', id: record.id, values }, version: record.version }];
    });
  }

  #fail({ row, source }: Waiting, problems: readonly Problem[]): void {
    this.#failed.push({ row, source, problems });
  }
}

interface Write {
  readonly waiting: Waiting;
  readonly write: RowWrite;
  /** Of the record that is changed, before. */
  readonly version: number | null;
}

/** The cell, or the constant text, after the value map. */
function cellOf(source: SheetRow, { column, constant, values }: ImportMapping['fields'][number]): string {
  const cell = (column === undefined ? textOfValue(constant) : (source[column] ?? '')).trim();
  return values !== undefined && Object.hasOwn(values, cell) ? (values[cell] as string) : cell;
}

/** A blank cell of a new record leaves room for the field's default. */
function withoutBlanks(values: { [field: string]: JsonValue }): { [field: string]: JsonValue } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function* inBatches(rows: readonly Waiting[]): Generator<readonly Waiting[]> {
  for (let at = 0; at < rows.length; at += batchSize) yield rows.slice(at, at + batchSize);
}
