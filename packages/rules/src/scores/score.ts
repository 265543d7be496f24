import {
  booleanType,
  compileClosure,
  type Environment,
  type Expression,
  fromFeel,
  numberType,
} from '@tangram/expression';
import type { JsonValue, Problem, ScoreAttribute, Scorecard, ScoreIdle } from '@tangram/schema';
import type { FormModel } from '@tangram/forms';
import { findExpression } from '../check/check-names.ts';
import { type CompiledStep, compileSteps } from '../compile/compile-steps.ts';
import { compileCondition, type Condition } from '../compile/condition.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import { compareExactly, type Points } from '../points.ts';
import { compileEventLine, type EventLine } from './event-line.ts';

/** A scorecard ready to run: its lines, and the band that a score lies in. */
export interface CompiledScore {
  readonly definition: Scorecard;
  readonly app: string;
  readonly rule: string;
  readonly table: FormModel['table'];
  readonly attributes: readonly AttributeLine[];
  readonly events: readonly EventLine[];
  readonly idle: readonly ScoreIdle[];
  /** The band of a score; null below the first one and for a blank. */
  band(score: JsonValue | undefined): CompiledBand | null;
  readonly bands: readonly CompiledBand[];
  readonly reads: readonly (readonly string[])[];
  /** The names of the events that any line looks at. */
  readonly eventNames: ReadonlySet<string>;
}

export interface AttributeLine {
  readonly definition: ScoreAttribute;
  readonly condition: Condition;
  /** What the points are computed by; null where they are a number. */
  readonly points: Expression | null;
  /** What the line gives while its condition holds. */
  worth(environment: Environment): Points;
}

export interface CompiledBand {
  readonly key: string;
  readonly from: number;
  readonly once: boolean;
  readonly steps: readonly CompiledStep[];
}

export function compileScore(definition: Scorecard, context: RuleContext, problems: Problem[]): CompiledScore {
  const attributes = definition.attributes.flatMap(
    (attribute, index) => attributeLine(attribute, `/attributes/${index}`, context, problems) ?? [],
  );
  const events = (definition.events ?? []).map((line, index) =>
    compileEventLine(line, context.form, `/events/${index}`, problems),
  );
  const idle = definition.idle ?? [];
  const bands = (definition.bands ?? [])
    .toSorted((a, b) => a.from - b.from)
    .map(({ key, from, once = false, actions = [] }) => ({
      key,
      from,
      once,
      steps: compileSteps(actions, context, problems),
    }));
  return {
    definition,
    app: context.app,
    rule: context.rule,
    table: context.form.table,
    attributes,
    events,
    idle,
    bands,
    band: (score) => (score == null ? null : (bands.findLast((band) => compareExactly(score, band.from) >= 0) ?? null)),
    reads: [
      ...attributes.flatMap(({ condition, points }) => [...condition.expression.reads, ...(points?.reads ?? [])]),
      ...events.flatMap((line) => line.reads),
      // A change of these begins the time anew, so the card must look.
      ...idle.flatMap(({ fields = [] }) => fields.map((field) => [field])),
      ...bands.flatMap((band) => band.steps.flatMap((step) => step.reads)),
    ],
    eventNames: new Set([...events.map((line) => line.definition.event), ...idle.flatMap((line) => line.events ?? [])]),
  };
}

function attributeLine(
  definition: ScoreAttribute,
  path: string,
  context: RuleContext,
  problems: Problem[],
): AttributeLine | null {
  const when = findExpression(context, definition.when, booleanType, `${path}/when`, problems);
  const { points } = definition;
  const computed =
    typeof points === 'number' ? null : findExpression(context, points, numberType, `${path}/points`, problems);
  if (when === null || (typeof points === 'string' && computed === null)) return null;
  const evaluate = computed === null ? null : compileClosure(computed);
  return {
    definition,
    condition: compileCondition(when, definition.when, context.scope),
    points: computed,
    worth(environment) {
      if (evaluate === null) return points;
      const value = fromFeel(evaluate(environment));
      return typeof value === 'number' || typeof value === 'string' ? value : 0;
    },
  };
}
