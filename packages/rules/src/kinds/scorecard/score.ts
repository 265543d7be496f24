import { booleanType, compileSql, type Environment, type SqlTarget } from '@tangram/expression';
import type { JsonValue, Problem, ScoreBand, Scorecard } from '@tangram/schema';
import { sql } from 'kysely';
import { findExpression } from '../../check/check-names.ts';
import { type CompiledStep, compileSteps } from '../../compile/compile-steps.ts';
import { compileCondition, type Condition } from '../../compile/condition.ts';
import { compareExactly, sumExactly } from '../../points.ts';
import type { RuleContext } from '../../compile/rule-context.ts';
import type { AttributeTrace } from '../../explain/trace.ts';
import type { WorkInSql } from '../rule-kind.ts';

/** A scorecard ready to run: which attributes count for a record, their sum, and the band it lies in. */
export interface CompiledScore {
  readonly field: string;
  readonly reads: readonly (readonly string[])[];
  points(environment: Environment): JsonValue;
  /** The band of a score; null below the first one and for a blank. */
  band(score: JsonValue | undefined): CompiledBand | null;
  readonly bands: readonly CompiledBand[];
  trace(environment: Environment): AttributeTrace[];
  /** Null where a condition does not run there, or a band writes into the record. */
  readonly inSql: WorkInSql | null;
}

export interface CompiledBand {
  readonly key: string;
  readonly steps: readonly CompiledStep[];
}

export function compileScore(definition: Scorecard, context: RuleContext, problems: Problem[]): CompiledScore {
  const attributes: { definition: Scorecard['attributes'][number]; condition: Condition }[] = [];
  for (const [index, attribute] of definition.attributes.entries()) {
    const expression = findExpression(context, attribute.when, booleanType, `/attributes/${index}/when`, problems);
    if (expression !== null)
      attributes.push({
        definition: attribute,
        condition: compileCondition(expression, attribute.when, context.scope),
      });
  }
  const bands = (definition.bands ?? [])
    .toSorted((a, b) => a.from - b.from)
    .map((band: ScoreBand) => ({
      key: band.key,
      from: band.from,
      steps: compileSteps(band.actions ?? [], context, problems),
    }));
  return {
    field: definition.field,
    bands,
    reads: [
      ...attributes.flatMap(({ condition }) => condition.expression.reads),
      ...bands.flatMap((band) => band.steps.flatMap((step) => step.reads)),
    ],
    points: (environment) =>
      sumExactly(
        attributes
          .filter(({ condition }) => condition.holds(environment))
          .map((attribute) => attribute.definition.points),
      ),
    band: (score) => (score == null ? null : (bands.findLast((band) => compareExactly(score, band.from) >= 0) ?? null)),
    trace: (environment) =>
      attributes.map(({ definition: { key, title, points }, condition }) => {
        const trace = condition.trace(environment);
        return { key, title, points, counted: trace.holds === true, condition: trace };
      }),
    inSql: isWholeInSql()
      ? { values: (target) => new Map([[definition.field, sumSql(target)]]), refuses: () => null }
      : null,
  };

  function isWholeInSql(): boolean {
    const steps = bands.flatMap((band) => band.steps);
    return attributes.every(({ condition }) => condition.expression.inSql.ok) && steps.every(isOutside);
  }

  function sumSql(target: SqlTarget) {
    const terms = attributes.map(
      ({ condition, definition: { points } }) =>
        sql`case when ${compileSql(condition.expression, target)} then ${String(points)}::numeric else 0 end`,
    );
    return terms.length === 0 ? sql`0::numeric` : sql`(${sql.join(terms, sql` + `)})`;
  }
}

function isOutside({ stage }: CompiledStep): boolean {
  return stage === 'outside';
}
