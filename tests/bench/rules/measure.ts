import type { Lead } from './leads.ts';
import type { Scorer } from './scorers.ts';

export interface Measure {
  readonly leads: number;
  /** Processor time of one evaluation in the best round. */
  readonly ns: number;
  /** Sum of the scores of those leads. */
  readonly sum: number;
}

/** A slow engine scores as many leads as take about this long, at least `fewest`. */
const fewest = 500;

/**
 * Processor time (user and system) instead of the clock's, and the best of the rounds, because other programs share the
 * machine: they can only make a round longer.
 */
export async function measureScorer(
  scorer: Scorer,
  leads: readonly Lead[],
  { rounds, roundSeconds }: { rounds: number; roundSeconds: number },
): Promise<Measure> {
  const sample = leads.slice(0, fewest);
  await scorer.sum(sample);
  const each = (await cpuNs(() => scorer.sum(sample))).ns / sample.length;
  const count = Math.min(leads.length, Math.max(fewest, Math.floor((roundSeconds * 1e9) / each)));
  const part = count === leads.length ? leads : leads.slice(0, count);
  let [best, sum] = [Infinity, Number.NaN];
  for (let round = 0; round < rounds; round++) {
    const result = await cpuNs(() => scorer.sum(part));
    best = Math.min(best, result.ns / part.length);
    sum = result.value;
  }
  return { leads: part.length, ns: best, sum };
}

async function cpuNs(run: () => number | Promise<number>): Promise<{ ns: number; value: number }> {
  const before = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  return { ns: (user + system) * 1000, value };
}

/** Median time of many runs in microseconds by the clock; a run is too short for the processor's own counter. */
export function medianMicroseconds(run: () => unknown, runs: number): number {
  const times: number[] = [];
  for (let index = 0; index < runs; index++) {
    const start = process.hrtime.bigint();
    run();
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
