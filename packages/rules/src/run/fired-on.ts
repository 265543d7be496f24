import type { Occasion } from '@tangram/records';
import type { Run } from './run.ts';

/** The records that a rule ran on, by the rule's key. */
export type FiredOn = ReadonlyMap<string, ReadonlySet<string>>;

/** Notes for whoever told the rules of an occasion which of them ran; the occasion itself is what joins the two. */
export function noteFired(occasion: Occasion, run: Run): void {
  const fired = noted.get(occasion) ?? new Map<string, Set<string>>();
  noted.set(occasion, fired);
  for (const { change, firings } of run.records) {
    for (const { rule, stopped } of firings) {
      if (stopped === true) continue;
      const records = fired.get(rule.key) ?? new Set();
      fired.set(rule.key, records.add(change.id));
    }
  }
}

/** What ran on an occasion, once its records are written. */
export function firedOn(occasion: Occasion): FiredOn {
  return noted.get(occasion) ?? new Map();
}

const noted = new WeakMap<Occasion, Map<string, Set<string>>>();
