import { type LocalText, textIn } from '@tangram/schema';
import type { CompiledStep } from '../compile/compile-steps.ts';
import type { Fired, Run } from '../run/run.ts';
import type { RuleRecord } from '../run/rule-record.ts';
import { runSteps } from '../run/run-steps.ts';
import type { RuleWork } from '../kinds/rule-kind.ts';
import { readEntered, storeEntered } from './band-entries.ts';
import { evaluateScore, type ScoreTrace } from './evaluate-score.ts';
import { loadFacts, noFacts, type ScoreFacts } from './facts.ts';
import { nextBand } from './next-band.ts';
import { plainScoreSql } from './plain-score-sql.ts';
import type { CompiledScore } from './score.ts';
import { storeScoreChanges } from './score-changes.ts';
import { storeTimers } from './score-timers.ts';
import type { Points } from '../points.ts';

/**
 * A scorecard at work: the sum goes into its field, the band's key into another, and a band acts on the records that
 * enter it. Once they are written: what changed goes into the score's history, and the next change by itself is timed.
 */
export function scoreWork(score: CompiledScore): RuleWork {
  const { field, levelField } = score.definition;
  // Events are stored before the records are taken here, so what was loaded once holds for the whole run.
  const loaded = new WeakMap<RuleRecord, ScoreFacts>();
  const load = async (records: readonly RuleRecord[], run: Run) => {
    const missing = records.filter((record) => !loaded.has(record));
    if (missing.length === 0) return;
    const lines = { app: score.app, form: score.definition.form, events: score.events, idle: score.idle };
    const ids = missing.map(({ change }) => change.id);
    const facts = await loadFacts(run.trx, lines, ids, run);
    for (const record of missing) loaded.set(record, facts.get(record.change.id) ?? noFacts);
  };
  const placeOf = (record: RuleRecord, { now, workspace }: Run) => {
    const { change, environment } = record;
    return { change, environment, facts: loaded.get(record) ?? noFacts, now, zone: workspace.zone };
  };
  const evaluate = (record: RuleRecord, run: Run) => evaluateScore(score, placeOf(record, run));
  const latest = new WeakMap<RuleRecord, string | null>();

  return {
    reads: score.reads,
    owns: field,
    isQuiet: true,
    inSql: plainScoreSql(score),
    load,
    async record(fired, run) {
      await load(
        fired.map(({ record }) => record),
        run,
      );
      for (const { record, firing } of fired) {
        const { total, ...lines } = evaluate(record, run);
        const trace = traceOf(record, total, lines);
        const isAgain = record.firings.some(
          (earlier) => earlier.rule === firing.rule && earlier.standing.score?.band === trace.band,
        );
        firing.standing = { score: isAgain ? { ...trace, bandEntered: false } : trace };
        latest.set(record, lines.changesAt);
      }
      await markRepeated(score, fired, run);
      for (const { record, firing } of fired) {
        const { after, band, bandEntered } = firing.standing.score as ScoreTrace;
        if (bandEntered) firing.isNews = true;
        record.set(firing, field, after);
        if (levelField !== undefined) record.set(firing, levelField, band);
      }
      await runBands(score, 'record', fired, run);
    },
    async outside(fired, run) {
      await runBands(score, 'outside', fired, run);
      if (!run.leavesMarks) return;
      await storeEntered(score, fired, run);
      await storeScoreChanges(score, fired, run);
    },
    async settled(records, run) {
      if (run.leavesMarks && isTimed(score)) {
        const due = records.flatMap((record) =>
          latest.has(record) ? [{ record: record.change.id, due: latest.get(record) ?? null }] : [],
        );
        await storeTimers(run.trx, score, due);
      }
    },
    reason: (standing) => (standing.score === undefined ? null : countedWords(standing.score)),
    stand(_values, _environment, { record, run }) {
      const evaluated = evaluate(record, run);
      const { total, ...lines } = evaluated;
      const place = { ...placeOf(record, run), weekStart: run.workspace.weekStart };
      const trace = { ...traceOf(record, total, lines), bandEntered: false };
      return { score: { ...trace, nextBand: nextBand(score, evaluated, place) } };
    },
  };

  function traceOf(
    { change }: RuleRecord,
    after: Points,
    lines: Omit<ReturnType<typeof evaluateScore>, 'total'>,
  ): ScoreTrace {
    const band = score.band(after);
    const stood = change.before?.[field] ?? null;
    return {
      field,
      before: change.values[field] ?? null,
      after,
      band: band?.key ?? null,
      bandEntered: band !== null && score.band(stood)?.key !== band.key,
      ...lines,
    };
  }
}

/** Whether the score can change though nothing happens. */
export function isTimed({ events, idle }: CompiledScore): boolean {
  return idle.length > 0 || events.some((line) => line.factors !== null);
}

/** Marks the records that enter a band which acts only once, and were in it before. */
async function markRepeated(score: CompiledScore, fired: readonly Fired[], run: Run): Promise<void> {
  const once = new Set(score.bands.filter((band) => band.once).map((band) => band.key));
  const entering = fired.filter(({ firing: { standing } }) => {
    return standing.score?.bandEntered === true && once.has(standing.score.band ?? '');
  });
  if (entering.length === 0) return;
  const ids = entering.map(({ record }) => record.change.id);
  const entered = await readEntered(run.trx, score, ids, run.knownUntil);
  for (const { record, firing } of entering) {
    const trace = firing.standing.score as ScoreTrace;
    if (entered.has(`${record.change.id} ${trace.band}`)) firing.standing = { score: { ...trace, bandRepeated: true } };
  }
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
      const trace = standing.score;
      return trace?.bandEntered === true && trace.band === band.key && trace.bandRepeated !== true;
    });
    await runSteps(run, band.steps, stage, entered);
  }
}

function countedWords({ attributes, events, idle, limits }: ScoreTrace): LocalText {
  const counted = [
    ...attributes.filter((line) => line.counted),
    ...events.filter((line) => line.points !== 0),
    ...idle.filter((line) => line.counted),
    ...limits,
  ];
  const say = (language: string) =>
    counted.map(({ title, points }) => `${textIn(title, language)} ${Number(points) < 0 ? '' : '+'}${String(points)}`);
  return { en: say('en').join(', ') || 'nothing counts', zh: say('zh').join('、') || '无得分项' };
}
