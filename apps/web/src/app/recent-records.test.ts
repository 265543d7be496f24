import { expect, it } from 'vitest';
import { type RecentRecord, withRecent } from './recent-records.ts';

const record = (path: string): RecentRecord => ({ path, title: path, form: 'Lead', at: '2026-11-22T00:00:00Z' });

it('holds each record once, the last one first, and no more than twelve', () => {
  let list: readonly RecentRecord[] = [];
  for (let n = 0; n < 20; n++) list = withRecent(list, record(`/${n % 15}`));
  expect(list).toHaveLength(12);
  expect(list[0]?.path).toBe('/4');
  expect(new Set(list.map((one) => one.path)).size).toBe(12);
});
