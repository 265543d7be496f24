import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giveBackAtRest } from './give-back-at-rest.ts';

const collect = vi.fn();
const given = globalThis.gc;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  collect.mockClear();
  globalThis.gc = collect;
});
afterEach(() => {
  vi.useRealTimers();
  globalThis.gc = given;
});

test('collects once when the server rests, and not again while nothing was added', () => {
  giveBackAtRest();
  vi.advanceTimersByTime(5_000);
  expect(collect).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(1);
});

test('leaves a server alone that works', () => {
  giveBackAtRest();
  const { user } = process.cpuUsage();
  while (process.cpuUsage().user - user < 250_000) JSON.stringify([user]);
  vi.advanceTimersByTime(5_000);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(collect).toHaveBeenCalledTimes(1);
});

test('does nothing where the collection is not given', () => {
  globalThis.gc = undefined;
  giveBackAtRest();
  expect(vi.getTimerCount()).toBe(0);
});
