import { type Records, systemActor } from '@tangram/records';
import { type JsonValue, PlatformError, type RecordValues } from '@tangram/schema';
import type { FlowGraph } from '../graph/flow-graph.ts';

/**
 * The run's record with every field, and with what its expressions read through relations nested in the references:
 * `{ account: { id, title, sector } }`. Null when it is in the trash. A run sees all of a record, whoever started it.
 */
export async function readRunRecord(records: Records, graph: FlowGraph, id: string): Promise<RecordValues | null> {
  const { form, relationPaths } = graph;
  const fields = [...form.fields.keys(), ...relationPaths.map((path) => path.join('.'))];
  try {
    const row = await records.get(systemActor('flow'), { app: form.app, form: form.key, id, fields });
    return nested(row, relationPaths);
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'not-found') return null;
    throw error;
  }
}

function nested(row: RecordValues, paths: readonly (readonly string[])[]): RecordValues {
  const record: { [field: string]: JsonValue } = { ...row };
  for (const path of paths) {
    const value = record[path.join('.')] ?? null;
    delete record[path.join('.')];
    const [first, ...rest] = path as [string, ...string[]];
    record[first] = withMember(record[first] ?? null, rest, value);
  }
  return record;
}

/** `reference` with `value` at `path` inside it; what is empty stays empty. */
function withMember(reference: JsonValue, path: readonly string[], value: JsonValue): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (reference === null || typeof reference !== 'object' || Array.isArray(reference)) return reference;
  const members = reference as { readonly [member: string]: JsonValue };
  return { ...members, [first]: withMember(members[first] ?? {}, rest, value) };
}
