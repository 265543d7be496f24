import type { JsonValue, LocalText, Problem, RecordValues, SortKey } from '@tangram/schema';
import { type Http, path } from './http.ts';

/** A record as read: its fields beside `id` and `version`. References and members read as `{ id, title }`. */
export type Row = { readonly id: string; readonly version: number; readonly [field: string]: JsonValue };

export interface Reference {
  readonly id: string;
  readonly title: string | null;
}

export interface ListQuery {
  /** Field keys and paths through relations, `account.name`. */
  readonly fields?: readonly string[];
  /** FEEL over the record. */
  readonly filter?: string;
  readonly sort?: readonly SortKey[];
  /** At most 200; 50 by default. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
  readonly count?: 'capped' | 'exact';
  readonly search?: string;
}

export interface ListAnswer {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly count?: RecordCount;
}

/** A capped count stops at 1,000 and says so. */
export type RecordCount = number | { readonly value: number; readonly capped: true };

/** Newest first. */
export interface HistoryAnswer {
  readonly rows: readonly HistoryEntry[];
  readonly next: string | null;
}

/** One write to one record. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  /** The record's version after the write. */
  readonly version: number;
  /** Null when no person acted; `name` then says what did. */
  readonly person: Reference | null;
  readonly name: string;
  readonly channel: 'person' | 'flow' | 'rule' | 'import' | 'api-key' | 'public' | 'system';
  /** Key of the flow or rule that acted. */
  readonly origin: string | null;
  readonly changes: readonly HistoryChange[];
}

export interface HistoryChange {
  readonly field: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** Null: the actor set it. */
  readonly because: { readonly rule?: string; readonly flow?: string; readonly reason: LocalText } | null;
}

export interface ImportPreview {
  /** Names the uploaded file in the later steps. */
  readonly file: string;
  readonly columns: readonly string[];
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
  readonly count: number;
  /** Columns that are named like a field: column -> field key. */
  readonly suggestion?: { readonly [column: string]: string };
}

export interface ImportPlan {
  /** Column of the file -> field key; columns left out are not read. */
  readonly columns: { readonly [column: string]: string };
  /** Per column: text in the file -> the value meant. */
  readonly values?: { readonly [column: string]: { readonly [text: string]: string } };
  /** Per column of a reference: the field of the other form that the cell holds; its title field when missing. */
  readonly match?: { readonly [column: string]: string };
  /** Field -> the same value in every row. */
  readonly constants?: { readonly [field: string]: JsonValue };
  /** Field whose equal value makes a row an update. */
  readonly upsert?: string;
}

export interface ImportState {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly total: number;
  readonly done: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Of the first rows that were refused; `row` counts from 1, the headings being row 1. */
  readonly problems: readonly (Problem & { readonly row?: number })[];
}

export type RowWrite =
  | { readonly kind: 'create'; readonly values: RecordValues }
  | { readonly kind: 'update'; readonly id: string; readonly values: RecordValues; readonly version?: number }
  | { readonly kind: 'delete'; readonly id: string; readonly version?: number }
  | { readonly kind: 'restore'; readonly id: string };

export type RowOutcome =
  | { readonly saved: true; readonly id: string; readonly version: number }
  | { readonly saved: false; readonly id: string | null; readonly problems: readonly Problem[] };

/** What the person has agreed to after having been asked. */
export interface Consent {
  /** Saves a record that a duplicate rule warns about (RULE_DUPLICATE_LIKELY). */
  readonly acceptDuplicates?: boolean;
}

/** What duplicate rules say of a record that is being typed. */
export interface DuplicatesAnswer {
  readonly problems: readonly Problem[];
  /** The fields that the answer hangs on: while they stay, it stays. None: there is nothing to ask. */
  readonly fields: readonly string[];
}

export function recordRoutes({ send, url }: Http) {
  const records = (app: string, form: string, ...rest: string[]) => path('api', 'apps', app, 'records', form, ...rest);
  return {
    list: (app: string, form: string, query: ListQuery = {}, signal?: unknown) =>
      send<ListAnswer>('GET', records(app, form), { query: listQueryValues(query), signal }),
    get: (app: string, form: string, id: string, fields?: readonly string[]) =>
      send<Row>('GET', records(app, form, id), { query: { fields: fields?.join(',') } }),
    create: (app: string, form: string, values: RecordValues, consent: Consent = {}) =>
      send<Row>('POST', records(app, form), { json: { values, ...consent } }),
    /** With `version`, a record changed by someone else since is refused (409). */
    update: (app: string, form: string, id: string, values: RecordValues, version?: number, consent: Consent = {}) =>
      send<Row>('PATCH', records(app, form, id), {
        json: { values, ...(version === undefined ? {} : { version }), ...consent },
      }),
    /** With `id`: of a record that is changed, whose other values are the stored ones. */
    duplicates: (app: string, form: string, values: RecordValues, id?: string) =>
      send<DuplicatesAnswer>('POST', `${records(app, form)}:duplicates`, {
        json: { values, ...(id === undefined ? {} : { id }) },
      }),
    remove: (app: string, form: string, id: string) => send<void>('DELETE', records(app, form, id)),
    restore: (app: string, form: string, id: string) =>
      send<Row>('POST', `${records(app, form, id)}:restore`, { json: {} }),
    /** Writes back what the record held after a history entry. */
    revert: (app: string, form: string, id: string, entry: string) =>
      send<Row>('POST', `${records(app, form, id)}:revert`, { json: { entry } }),
    history: (app: string, form: string, id: string, page: { limit?: number; after?: string } = {}) =>
      send<HistoryAnswer>('GET', records(app, form, id, 'history'), { query: page }),
    /** What the record counts among the records that refer to it, by the texts that ask: `count(activity[done])`. */
    counts: (app: string, form: string, id: string, counts: readonly string[]) =>
      send<{ counts: { readonly [text: string]: JsonValue } }>('POST', `${records(app, form, id)}:count`, {
        json: { counts },
      }),
    /** At most 1,000 writes in one transaction, with an outcome for each in the same order. */
    writeMany: (
      app: string,
      form: string,
      rows: readonly RowWrite[],
      options: { allOrNothing?: boolean; dryRun?: boolean } = {},
    ) => send<{ rows: readonly RowOutcome[] }>('POST', `${records(app, form)}:batch`, { json: { rows, ...options } }),

    exportUrl: (app: string, form: string, query: ListQuery & { format?: 'csv' | 'xlsx' } = {}) =>
      url(path('api', 'apps', app, 'export', form), { ...listQueryValues(query), format: query.format }),
    uploadImport: (app: string, form: string, file: { name: string; body: unknown }) =>
      send<ImportPreview>('POST', path('api', 'apps', app, 'import', form, 'files'), {
        query: { name: file.name },
        body: file.body,
        contentType: 'application/octet-stream',
      }),
    /** Every distinct text of a column of an uploaded file, the most frequent first. */
    importTexts: (app: string, form: string, file: string, column: string) =>
      send<{ rows: readonly { text: string; count: number }[] }>(
        'GET',
        path('api', 'apps', app, 'import', form, 'files'),
        {
          query: { file, column },
        },
      ),
    startImport: (app: string, form: string, body: { file: string; plan: ImportPlan; dryRun: boolean }) =>
      send<ImportState>('POST', path('api', 'apps', app, 'import', form), { json: body }),
    importState: (app: string, form: string, id: string) =>
      send<ImportState>('GET', path('api', 'apps', app, 'import', form, id)),
    cancelImport: (app: string, form: string, id: string) =>
      send<void>('DELETE', path('api', 'apps', app, 'import', form, id)),
    importErrorsUrl: (app: string, form: string, id: string) =>
      url(path('api', 'apps', app, 'import', form, id, 'errors')),
  };
}

/** `-created_at,name`: the wire form of a sort order. */
export function sortText(sort: readonly SortKey[]): string {
  return sort.map((key) => (key.direction === 'descending' ? `-${key.field}` : key.field)).join(',');
}

function listQueryValues(query: ListQuery) {
  return {
    fields: query.fields?.join(','),
    filter: query.filter === '' ? undefined : query.filter,
    sort: query.sort === undefined || query.sort.length === 0 ? undefined : sortText(query.sort),
    limit: query.limit,
    after: query.after,
    count: query.count,
    search: query.search === '' ? undefined : query.search,
  };
}
