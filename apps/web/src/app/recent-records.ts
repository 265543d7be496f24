/** A record the person has opened on this device. */
export interface RecentRecord {
  readonly path: string;
  readonly title: string;
  readonly form: string;
  readonly icon?: string;
  readonly color?: string;
  readonly at: string;
}

const storageKey = (person: string) => `tangram.recent.${person}`;
const most = 12;

/** The list with `record` at its head: once, and not longer than `most`. */
export function withRecent(list: readonly RecentRecord[], record: RecentRecord): readonly RecentRecord[] {
  return [record, ...list.filter((one) => one.path !== record.path)].slice(0, most);
}

export function readRecent(person: string): readonly RecentRecord[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(person)) ?? '[]');
    return Array.isArray(stored) ? (stored as RecentRecord[]) : [];
  } catch {
    return [];
  }
}

export function keepRecent(person: string, record: RecentRecord): void {
  localStorage.setItem(storageKey(person), JSON.stringify(withRecent(readRecent(person), record)));
}
