import type { Row } from '@tangram/client';
import type { JsonValue, RecordValues } from '@tangram/schema';

export interface WriterParts {
  /** Sends changed fields; throws `RequestProblems`, 409 when someone else saved since `version`. */
  readonly send: (id: string, values: RecordValues, version: number) => Promise<Row>;
  /** The record as shown now. */
  readonly current: (id: string) => Row | undefined;
  readonly show: (row: Row) => void;
  /** The record is shown again as it was; `values` is what could not be saved. */
  readonly refused: (id: string, values: RecordValues, error: unknown) => void;
}

export interface RecordWriter {
  /** Shows the change at once and sends it when earlier changes of the same record are through. */
  write(id: string, values: RecordValues, shown: RecordValues): Promise<void>;
}

/**
 * Writes cells as they are typed. Changes of one record go one after another, each with the version the last one left,
 * so that fast typing never conflicts with itself; changes of different records do not wait for each other.
 */
export function createRecordWriter({ send, current, show, refused }: WriterParts): RecordWriter {
  const queues = new Map<string, Promise<void>>();
  /** Changes shown but not yet answered, per record: an answer must not hide the later ones. */
  const waiting = new Map<string, { readonly [field: string]: JsonValue }[]>();

  async function sendOne(id: string, values: RecordValues, shown: RecordValues, before: Row): Promise<void> {
    const version = current(id)?.version ?? before.version;
    try {
      const saved = await send(id, values, version);
      settle(id, shown);
      show(Object.assign({}, current(id) ?? before, saved, ...(waiting.get(id) ?? [])) as Row);
    } catch (error) {
      settle(id, shown);
      const restored = Object.fromEntries(Object.keys(shown).map((field) => [field, before[field] ?? null]));
      const now = current(id);
      if (now !== undefined) show({ ...now, ...restored });
      refused(id, values, error);
    }
  }

  function settle(id: string, shown: RecordValues): void {
    const left = (waiting.get(id) ?? []).filter((one) => one !== shown);
    if (left.length === 0) waiting.delete(id);
    else waiting.set(id, left);
  }

  return {
    write(id, values, shown) {
      const before = current(id);
      if (before === undefined) return Promise.resolve();
      waiting.set(id, [...(waiting.get(id) ?? []), shown]);
      show({ ...before, ...shown });
      const turn = (queues.get(id) ?? Promise.resolve()).then(() => sendOne(id, values, shown, before));
      queues.set(id, turn);
      return turn.finally(() => {
        if (queues.get(id) === turn) queues.delete(id);
      });
    },
  };
}
