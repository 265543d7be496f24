import type { ScoreEvent } from '@tangram/schema';
import { expect, it } from 'vitest';
import { eventFrom, eventValue } from './line-settings.ts';

const visit: ScoreEvent = {
  key: 'visit',
  title: { en: 'Visit', zh: '访问' },
  event: 'website_visit',
  points: 5,
  counts: { per: 'day', times: 3 },
  cap: 15,
  decay: { type: 'half-life', days: 30 },
  data: { page: 'text', seconds: 'number' },
  when: 'event.page = "pricing"',
};

it('an event line comes back from its panel as it went in', () => {
  expect(eventFrom(visit, eventValue(visit))).toEqual(visit);
});

it('what the event brings goes when its last row goes', () => {
  const { data: _, ...bare } = visit;
  expect(eventFrom(visit, { ...eventValue(visit), data: [] })).toEqual(bare);
});

it('a row whose name is that of another while it is typed loses neither', () => {
  const rows = [
    { name: 'page', holds: 'text' },
    { name: 'page', holds: 'number' },
    { name: '', holds: 'boolean' },
  ];
  const line = eventFrom(visit, { ...eventValue(visit), data: rows });
  expect(line.data).toEqual({ page: 'text', page_: 'number', '': 'boolean' });
});
