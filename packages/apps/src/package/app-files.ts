import { type DefinitionKind, type JsonValue, type Problem, isKey, pointer, problemsOf } from '@tangram/schema';
import { appErrors } from '../errors.ts';
import { kinds } from '../kinds/index.ts';

/** An application as files: path within its folder (`forms/lead.json`) -> text. */
export type AppFiles = ReadonlyMap<string, string>;

/** The documents of one application: kind -> key -> document, in the order of installing. */
export type AppDocuments = ReadonlyMap<DefinitionKind, ReadonlyMap<string, unknown>>;

export interface ReadApp {
  readonly documents: AppDocuments;
  /** form key -> CSV text. */
  readonly data: ReadonlyMap<string, string>;
  /** name -> import map. */
  readonly imports: ReadonlyMap<string, unknown>;
  readonly problems: readonly Problem[];
}

const appProblem = problemsOf(appErrors);

/** Sorts the files of an application into documents; says every file that is out of place or is not JSON. */
export function readAppFiles(files: AppFiles): ReadApp {
  const documents = new Map<DefinitionKind, Map<string, unknown>>(kinds.map((kind) => [kind.kind, new Map()]));
  const data = new Map<string, string>();
  const imports = new Map<string, unknown>();
  const problems: Problem[] = [];
  if (!files.has('app.json')) problems.push(appProblem('APP_FILE_MISSING', '/app.json', { file: 'app.json' }));

  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = placeOf(file);
    if (place === undefined) {
      problems.push(appProblem('APP_FILE_NAME', pointer(file), { file }));
      continue;
    }
    if (place.type === 'data') {
      data.set(place.key, text);
      continue;
    }
    const read = readJson(file, text);
    if ('problem' in read) problems.push(read.problem);
    else if (place.type === 'import') imports.set(place.key, read.value);
    else documents.get(place.kind)?.set(place.key ?? keyOf(read.value), read.value);
  }
  return { documents, data, imports, problems };
}

/** Writes documents as files: two spaces, keys in the builder's order, one newline at the end. */
export function writeAppFiles(documents: AppDocuments, data: ReadonlyMap<string, string> = new Map()): AppFiles {
  const files = new Map<string, string>();
  for (const kind of kinds) {
    for (const [key, document] of documents.get(kind.kind) ?? []) {
      const file = kind.folder === null ? 'app.json' : `${kind.folder}/${key}.json`;
      files.set(file, `${JSON.stringify(document, null, 2)}\n`);
    }
  }
  for (const [form, text] of data) files.set(`data/${form}.csv`, text);
  return files;
}

type Place =
  /** `app.json` holds its key itself. */
  | { readonly type: 'definition'; readonly kind: DefinitionKind; readonly key: string | null }
  | { readonly type: 'data'; readonly key: string }
  | { readonly type: 'import'; readonly key: string };

function placeOf(file: string): Place | undefined {
  if (file === 'app.json') return { type: 'definition', kind: 'app', key: null };
  const match = /^([a-z]+)\/([^/]+)\.(json|csv)$/u.exec(file);
  const [, folder, key, ending] = match ?? [];
  if (folder === undefined || key === undefined) return undefined;
  if (folder === 'data') return ending === 'csv' && isKey(key) ? { type: 'data', key } : undefined;
  if (ending !== 'json') return undefined;
  if (folder === 'imports') return { type: 'import', key };
  const kind = kinds.find((candidate) => candidate.folder === folder);
  return kind !== undefined && isKey(key) ? { type: 'definition', kind: kind.kind, key } : undefined;
}

function readJson(file: string, text: string): { value: JsonValue } | { problem: Problem } {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: appProblem('APP_FILE_JSON', pointer(file), { file, reason }) };
  }
}

function keyOf(document: JsonValue): string {
  const key = document !== null && typeof document === 'object' && 'key' in document ? document['key'] : undefined;
  return typeof key === 'string' ? key : '';
}
