import { PlatformError, type Problem } from '@tangram/schema';
import { expressionProblem } from '../errors.ts';
import type { Run } from '../functions/function-entry.ts';
import { maxSteps } from '../limits.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { type WorkCalendar, weekdays } from '../values/work-calendar.ts';
import { parseZone, utc, type Zone } from '../values/zone.ts';

/** What an expression is evaluated with: the same for one whole run, so that it can be repeated. */
export interface Environment {
  readonly variables: { readonly [name: string]: FeelValue };
  readonly now: Date;
  /** IANA name of the workspace's zone. */
  readonly zone: string;
  /**
   * The values of counts over related records, by `Aggregate.text`, as the database gave them. One that is missing is
   * computed from lists among the variables.
   */
  readonly aggregates?: ReadonlyMap<string, FeelValue>;
  /** Which days are worked; Monday to Friday when missing. */
  readonly calendar?: WorkCalendar;
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

/**
 * One evaluation under way, which is also the run that functions see. One object is made for each evaluation and none
 * inside it: bindings travel as an argument of their own.
 */
export class State implements Run {
  readonly variables: { readonly [name: string]: FeelValue };
  readonly isZoned: boolean;
  /** How many there were so far. */
  warnings = 0;
  private readonly environment: Environment;
  private knownZone: Zone | null = null;
  private stepsLeft = maxSteps;

  constructor(environment: Environment, isZoned: boolean) {
    this.variables = environment.variables;
    this.isZoned = isZoned;
    this.environment = environment;
  }

  get now(): Date {
    return this.environment.now;
  }

  get zone(): Zone {
    this.knownZone ??= zoneNamed(this.environment.zone);
    return this.knownZone;
  }

  get calendar(): WorkCalendar {
    return this.environment.calendar ?? weekdays;
  }

  aggregate(text: string): FeelValue | undefined {
    return this.environment.aggregates?.get(text);
  }

  warn(code: Parameters<Run['warn']>[0], params: Parameters<Run['warn']>[1]): void {
    this.warnings += 1;
    this.environment.warn?.(expressionProblem(code, '', params));
  }

  /** Counts one step of a loop; throws `EXPR_LOOP_LIMIT` after `maxSteps` of them. */
  takeStep(): void {
    this.stepsLeft -= 1;
    if (this.stepsLeft < 0) {
      throw new PlatformError('limited', [expressionProblem('EXPR_LOOP_LIMIT', '', { limit: maxSteps })]);
    }
  }
}

export type Evaluator = (state: State, locals: Local | null) => FeelValue;

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
