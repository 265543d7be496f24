import { childrenOf, type Literal, type Node } from '../ast/node.ts';
import { FeelDateTime, FeelTime } from '../values/temporal.ts';
import type { FeelValue } from '../values/feel-value.ts';
import type { WorkCalendar } from '../values/work-calendar.ts';
import type { Zone } from '../values/zone.ts';
import { type Environment, type Evaluator, State } from './state.ts';

/** A literal whose value does not depend on the run's zone. */
export function isPlain(node: Node): node is Literal {
  return node.type === 'literal' && !(node.value instanceof FeelDateTime || node.value instanceof FeelTime);
}

/** True for a node that reads nothing of the data: literals, and what operators and built-in functions make of them. */
export function isConstant(node: Node): boolean {
  switch (node.type) {
    case 'literal':
      return true;
    case 'arithmetic':
    case 'negation':
    case 'comparison':
    case 'logic':
    case 'between':
    case 'range':
    case 'test':
    case 'list':
    case 'context':
    case 'if':
      return childrenOf(node).every(isConstant);
    case 'call':
      return node.entry !== undefined && node.arguments.every(({ value }) => isConstant(value));
    default:
      return false;
  }
}

/**
 * Evaluates a constant once: now, or once per run where it asks for the clock or the zone, as `today() - @"P30D"` does.
 * One that warns is evaluated every time, so that every run is told.
 */
export function constantEvaluator(evaluate: Evaluator, isZoned: boolean): Evaluator {
  const value = constantValue(evaluate, isZoned);
  return value === undefined ? oncePerRun(evaluate) : () => value;
}

/** The value that the constant has in every run, or in every run of a zone; undefined when there is none. */
export function constantValue(evaluate: Evaluator, isZoned: boolean, zone?: string): FeelValue | undefined {
  try {
    return evaluate(new State(zone === undefined ? noRun : runIn(zone), isZoned), null);
  } catch (error) {
    if (error === asksForRun) return undefined;
    throw error;
  }
}

/** Made once: it is thrown for every `today()` that is compiled, and a stack trace costs more than the compiling. */
const asksForRun = new Error('A constant was evaluated without a run.');

const noRun: Environment = {
  variables: {},
  get now(): Date {
    throw asksForRun;
  },
  get zone(): string {
    throw asksForRun;
  },
  get calendar(): never {
    throw asksForRun;
  },
  get warn(): never {
    throw asksForRun;
  },
};

/** A run of which only the zone is known. */
function runIn(zone: string): Environment {
  return Object.defineProperty(Object.create(noRun) as Environment, 'zone', { value: zone });
}

function oncePerRun(evaluate: Evaluator): Evaluator {
  let known: {
    readonly time: number;
    readonly zone: Zone;
    readonly calendar: WorkCalendar;
    readonly value: FeelValue;
  } | null = null;
  return (state) => {
    const time = state.now.getTime();
    const { zone, calendar } = state;
    if (known?.time === time && known.zone === zone && known.calendar === calendar) return known.value;
    const before = state.warnings;
    const value = evaluate(state, null);
    if (state.warnings === before) known = { time, zone, calendar, value };
    return value;
  };
}
