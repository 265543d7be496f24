import type { MomentType } from './moment-type.ts';
import { wokenBy } from '../../../run/own-occasion.ts';
import { cronProblems, nextTime } from '../../../timers/cron.ts';

interface Schedule {
  readonly type: 'schedule';
  readonly cron: string;
  readonly zone?: string;
}

/** Now and then, over all records that the condition holds for. */
export const schedule: MomentType<Schedule> = {
  type: 'schedule',
  title: { en: 'On a schedule', zh: '按计划定时执行' },
  settings: {
    required: ['cron'],
    properties: {
      cron: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        title: { en: 'Schedule (cron)', zh: '计划（cron）' },
        description: {
          en: 'Minute, hour, day, month, weekday: 0 9 * * 1 is every Monday at 9:00.',
          zh: '分、时、日、月、星期：0 9 * * 1 表示每周一 9:00。',
        },
        widget: 'cron',
      },
      zone: {
        type: 'string',
        minLength: 1,
        maxLength: 60,
        title: { en: 'Time zone', zh: '时区' },
        description: { en: "The workspace's when blank.", zh: '留空则用工作区时区。' },
      },
    },
  },
  initial: () => ({ type: 'schedule', cron: '0 9 * * *' }),
  check: ({ cron, zone }) => cronProblems(cron, zone, '/when'),
  sentence: ({ cron, zone }, { language }) => {
    const where = zone === undefined ? '' : ` (${zone})`;
    return language === 'zh' ? `按计划 ${cron}${where}` : `On the schedule ${cron}${where}`;
  },
  compile: ({ cron, zone }, context) => ({
    ...wokenBy('~schedule', context),
    schedule: { next: (instant, workspaceZone) => nextTime(cron, zone ?? workspaceZone, instant) },
  }),
};
