import type { JsonValue, LocalText } from '@tangram/schema';
import { pointer } from '@tangram/schema';

/** One place where two versions of a document differ. */
export interface DocumentChange {
  readonly type: 'added' | 'removed' | 'changed';
  /** JSON Pointer into the newer document; into the older one where it was removed. */
  readonly path: string;
  /** What the nearest thing with a title is called there; null: nothing has one. */
  readonly title: LocalText | null;
  /** Only of plain values; missing for objects and lists. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/**
 * How a document came from an older one, in its own order. Items of lists that have a `key` or an `id` are held against
 * the one of the same name, wherever it stands; others against the one at the same place.
 *
 *     { attributes: [{ key: 'a', points: 5 }] } -> { attributes: [{ key: 'a', points: 9 }] }
 *     [{ type: 'changed', path: '/attributes/0/points', before: 5, after: 9 }]
 */
export function documentChanges(before: unknown, after: unknown): DocumentChange[] {
  const changes: DocumentChange[] = [];
  compare(before, after, [], null);
  return changes;

  function compare(older: unknown, newer: unknown, path: readonly (string | number)[], title: LocalText | null): void {
    if (JSON.stringify(older) === JSON.stringify(newer)) return;
    const called = titleIn(newer) ?? titleIn(older) ?? title;
    if (older === undefined) return tell('added', path, called, undefined, newer);
    if (newer === undefined) return tell('removed', path, called, older, undefined);
    if (Array.isArray(older) && Array.isArray(newer)) return compareLists(older, newer, path, called);
    if (!isObject(older) || !isObject(newer)) return tell('changed', path, called, older, newer);
    for (const key of new Set([...Object.keys(newer), ...Object.keys(older)])) {
      compare(older[key], newer[key], [...path, key], called);
    }
  }

  function compareLists(
    older: readonly unknown[],
    newer: readonly unknown[],
    path: readonly (string | number)[],
    title: LocalText | null,
  ): void {
    const places = new Map(older.map((item, index) => [nameOf(item) ?? index, item]));
    for (const [index, item] of newer.entries()) {
      const name = nameOf(item) ?? index;
      compare(places.get(name), item, [...path, index], title);
      places.delete(name);
    }
    for (const [index, item] of older.entries()) {
      if (places.has(nameOf(item) ?? index)) compare(item, undefined, [...path, index], title);
    }
    const order = (items: readonly unknown[]) => JSON.stringify(items.map(nameOf));
    const isSameSet =
      older.length === newer.length && newer.every((item) => older.some((one) => nameOf(one) === nameOf(item)));
    if (isSameSet && order(older) !== order(newer)) tell('changed', path, title, undefined, undefined);
  }

  function tell(
    type: DocumentChange['type'],
    path: readonly (string | number)[],
    title: LocalText | null,
    older: unknown,
    newer: unknown,
  ): void {
    const [was, is] = [plainValue(older), plainValue(newer)];
    changes.push({
      type,
      path: pointer(...path),
      title,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    });
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function nameOf(item: unknown): string | null {
  if (!isObject(item)) return null;
  const name = item['key'] ?? item['id'];
  return typeof name === 'string' ? name : null;
}

function titleIn(value: unknown): LocalText | null {
  const title = isObject(value) ? value['title'] : undefined;
  return typeof title === 'string' || (isObject(title) && Object.values(title).every((one) => typeof one === 'string'))
    ? (title as LocalText)
    : null;
}

function plainValue(value: unknown): JsonValue | undefined {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as JsonValue) : undefined;
}
