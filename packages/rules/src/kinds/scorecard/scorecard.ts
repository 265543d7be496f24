import type { Scorecard } from '@tangram/schema';
import type { RuleKind } from '../rule-kind.ts';
import { checkScorecard } from './check-scorecard.ts';
import { planScoreJob } from '../../scores/score-job.ts';
import { compileScore } from '../../scores/score.ts';
import { scoreOccasions } from '../../scores/score-occasions.ts';
import { scoreWork } from '../../scores/score-work.ts';
import { scorecardShape } from './scorecard-shape.ts';

/** Points for what a record is and did, summed into a field; bands that act when a record enters them. */
export const scorecard: RuleKind<Scorecard> = {
  type: 'scorecard',
  title: { en: 'Points (scorecard)', zh: '积分规则' },
  description: {
    en: 'Points for what a record is and does, summed into a score.',
    zh: '按记录的属性和行为计分并汇总。',
  },
  icon: 'TrophyOutlined',
  shape: scorecardShape,
  initial: (form, title) => ({ type: 'scorecard', title, form, enabled: true, field: '', attributes: [] }),
  check: checkScorecard,
  actions: ({ bands = [] }) => bands.map(({ actions = [] }, at) => ({ path: `/bands/${at}/actions`, actions })),
  writes: ({ field, levelField }) => (levelField === undefined ? [field] : [field, levelField]),
  events: ({ events = [], idle = [] }) => [
    ...events.map(({ event }) => event),
    ...idle.flatMap((line) => line.events ?? []),
  ],
  published: planScoreJob,
  levels: ({ field, bands = [] }) => ({
    field,
    bands: bands.map(({ key, title, from }) => ({ key, title, from })).toSorted((a, b) => a.from - b.from),
  }),
  compile(rule, context, problems) {
    const score = compileScore(rule, context, problems);
    return {
      moment: {
        kinds: new Set(['create', 'update']),
        fields: null,
        occasion: ({ name }) => score.eventNames.has(name) || scoreOccasions.has(name),
      },
      condition: null,
      steps: [],
      work: scoreWork(score),
    };
  },
};
