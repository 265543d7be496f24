import { PlatformError, type Problem } from '@tangram/schema';
import { expressionProblem } from '../errors.ts';
import type { Run } from '../functions/function-entry.ts';
import { maxSteps } from '../limits.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { parseZone, utc, type Zone } from '../values/zone.ts';

/** What an expression is evaluated with: the same for one whole run, so that it can be repeated. */
export interface Environment {
  readonly variables: { readonly [name: string]: FeelValue };
  readonly now: Date;
  /** IANA name of the workspace's zone. */
  readonly zone: string;
  /** Told why a result is blank where the standard says null. */
  readonly warn?: (problem: Problem) => void;
}

/** Bindings made inside the expression, innermost first. */
export interface Local {
  readonly name: string;
  readonly value: FeelValue;
  /** A filter's item: its members are names too. */
  readonly isItem: boolean;
  readonly outer: Local | null;
}

/** One evaluation under way. */
export interface State {
  readonly variables: { readonly [name: string]: FeelValue };
  readonly locals: Local | null;
  readonly run: Run;
  /** Shared by all states of one evaluation: what is left of `maxSteps`. */
  readonly steps: { left: number };
}

export type Evaluator = (state: State) => FeelValue;

export function startState(environment: Environment, isZoned: boolean): State {
  const { variables, now, warn } = environment;
  const run: Run = {
    now,
    zone: zoneNamed(environment.zone),
    isZoned,
    warn: (code, params) => warn?.(expressionProblem(code, '', params)),
  };
  return { variables, locals: null, run, steps: { left: maxSteps } };
}

/** Counts one step of a loop. */
export function takeStep(state: State): void {
  state.steps.left -= 1;
  if (state.steps.left < 0) {
    throw new PlatformError('limited', [expressionProblem('EXPR_LOOP_LIMIT', '', { limit: maxSteps })]);
  }
}

const zones = new Map<string, Zone>();

/** An unknown zone is UTC: settings are checked where they are saved. */
function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = parseZone(`@${name}`) ?? utc;
    if (zones.size < 1000) zones.set(name, zone);
  }
  return zone;
}
