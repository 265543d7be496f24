import { isRegion } from '@tangram/expression';
import { Cron } from 'croner';
import type { Problem } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';

/** Only the five usual parts: with seconds a rule would never rest. */
const mode = '5-part';

/** What is wrong with a schedule: `RULE_CRON_WRONG`, `RULE_ZONE_UNKNOWN`. Paths are `cron` and `zone` below `path`. */
export function cronProblems(cron: string, zone: string | undefined, path: string): Problem[] {
  const problems: Problem[] = [];
  if (zone !== undefined && !isRegion(zone)) problems.push(ruleProblem('RULE_ZONE_UNKNOWN', `${path}/zone`, { zone }));
  if (nextTime(cron, 'UTC', new Date(0)) === null)
    problems.push(ruleProblem('RULE_CRON_WRONG', `${path}/cron`, { cron }));
  return problems;
}

/**
 * The first time after `instant` that a schedule names in a zone; null when none ever comes. A time that clocks skip in
 * spring comes an hour later, one that they show twice in autumn comes once, the first time.
 */
export function nextTime(cron: string, zone: string, instant: Date): Date | null {
  try {
    return new Cron(cron, { timezone: zone, mode, paused: true }).nextRun(instant);
  } catch {
    // The library throws at whatever it cannot read, in sentences of its own.
    return null;
  }
}
