import { expect, test } from 'vitest';
import { idMaker } from './new-id.ts';

test('ids are uuids of version 7, all different, in the order in which they were made', () => {
  let now = Date.parse('2026-11-22T00:00:00Z');
  const newId = idMaker(() => now);
  const ids = Array.from({ length: 10_000 }, newId);
  // The clock is set back: order stays.
  now -= 60_000;
  ids.push(newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
