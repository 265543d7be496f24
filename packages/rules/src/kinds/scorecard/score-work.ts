import { type LocalText, textIn } from '@tangram/schema';
import type { CompiledStep } from '../../compile/compile-steps.ts';
import type { AttributeTrace, ScoreTrace } from '../../explain/trace.ts';
import type { Fired, Run } from '../../run/run.ts';
import { runSteps } from '../../run/run-steps.ts';
import type { RuleWork } from '../rule-kind.ts';
import type { CompiledScore } from './score.ts';

/** A scorecard at work: the sum goes into its field, and a band acts on the records that enter it. */
export function scoreWork(score: CompiledScore): RuleWork {
  return {
    reads: score.reads,
    owns: score.field,
    isQuiet: true,
    inSql: score.inSql,
    async record(fired, run) {
      for (const each of fired) writeScore(score, each);
      await runBands(score, 'record', fired, run);
    },
    outside: (fired, run) => runBands(score, 'outside', fired, run),
    reason: (standing) => (standing.score === undefined ? null : countedWords(standing.score.attributes)),
    stand(values, environment) {
      const after = score.points(environment);
      return {
        score: {
          field: score.field,
          before: values[score.field] ?? null,
          after,
          band: score.band(after)?.key ?? null,
          bandEntered: false,
          attributes: score.trace(environment),
        },
      };
    },
  };
}

function writeScore(score: CompiledScore, { record, firing }: Fired): void {
  const environment = record.environment;
  const after = score.points(environment);
  const stood = record.change.before?.[score.field] ?? null;
  const band = score.band(after);
  const alreadyEntered = record.firings.some(
    (earlier) => earlier.rule === firing.rule && earlier.standing.score?.band === band?.key,
  );
  const trace: ScoreTrace = {
    field: score.field,
    before: record.change.values[score.field] ?? null,
    after,
    band: band?.key ?? null,
    bandEntered: band !== null && score.band(stood)?.key !== band.key && !alreadyEntered,
    attributes: score.trace(environment),
  };
  firing.standing = { score: trace };
  if (trace.bandEntered) firing.isNews = true;
  record.set(firing, score.field, after);
}

/** The actions of the bands that were entered, set-wise per band. */
async function runBands(
  score: CompiledScore,
  stage: CompiledStep['stage'],
  fired: readonly Fired[],
  run: Run,
): Promise<void> {
  for (const band of score.bands) {
    const entered = fired.filter(({ firing: { standing } }) => {
      return standing.score?.bandEntered === true && standing.score.band === band.key;
    });
    await runSteps(run, band.steps, stage, entered);
  }
}

function countedWords(attributes: readonly AttributeTrace[]): LocalText {
  const counted = attributes.filter((attribute) => attribute.counted);
  const say = (language: string) =>
    counted.map(({ title, points }) => `${textIn(title, language)} ${points < 0 ? '' : '+'}${points}`);
  return { en: say('en').join(', ') || 'nothing counts', zh: say('zh').join('、') || '无得分项' };
}
