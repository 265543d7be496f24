import type { Scorecard } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCases, removeCase } from '../cases/case-store.ts';
import { storeEvents } from '../events/store-events.ts';
import { leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { leadScore } from '../testing/score-card.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xb000, ['Ann']);
const lead = { app: 'crm', form: 'lead' } as const;
const place = { app: 'crm', rule: 'score' } as const;
const clock = { at: new Date(), now: () => clock.at };
const wait = (days: number) => (clock.at = new Date(clock.at.getTime() + days * 86_400_000));

beforeEach(async () => {
  clock.at = new Date('2026-03-01T02:00:00Z');
  for (const { id } of await readCases(db, place)) await removeCase(db, place, id);
});

/** A lead of 50 points by its values, and 55 more by what happened to it. */
async function markedLead(card: Scorecard = leadScore) {
  const { records, rules, catalog } = leadEngines(db, { score: card }, newId, clock.now);
  const values = { name: '华东机床', industry: 'manufacturing', job: '总监' };
  const { id } = await records.create(system, { ...lead, values });
  const send = async (name: string) => {
    await records.transaction((own, trx) =>
      storeEvents(trx, { app: 'crm', actor: system, catalog, records: own, now: clock.now() }, [
        { form: 'lead', record: { id }, name },
      ]),
    );
  };
  wait(1);
  await send('website_visit');
  await send('trial');
  wait(1);
  await rules.markCase(system, records, { ...place, sample: { type: 'record', id } });
  return { records, rules, id, send };
}

const raised = (event: string, by: number): Scorecard => ({
  ...leadScore,
  events: (leadScore.events ?? []).map((line) => (line.event === event ? { ...line, points: line.points + by } : line)),
});

describe('a case of a scorecard', () => {
  it('counts the events that its record had when it was marked', async () => {
    const { rules } = await markedLead();
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 1, flipping: 0 });
    const report = await rules.runCases(system, place, raised('trial', 10));
    expect(report).toMatchObject({ passing: 0, flipping: 1, rows: [{ outcome: { changes: { score: 115 } } }] });
    expect(await rules.runCases(system, place, raised('whitepaper', 10))).toMatchObject({ flipping: 0 });
  });

  it('stays as it was when more happens, when time goes by, and when the record is deleted', async () => {
    const { rules, records, send, id } = await markedLead();
    wait(1);
    await send('whitepaper');
    await send('pricing_view');
    expect((await records.get(system, { ...lead, id }))['score']).toBe(155);
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 1 });
    wait(60);
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 1 });
    await records.remove(system, { ...lead, id });
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 1 });
  });

  it('acts in a band that the record has entered only later', async () => {
    const started: Scorecard = { ...leadScore, events: [] };
    const { records, rules } = leadEngines(db, { score: started }, newId, clock.now);
    const { id } = await records.create(system, { ...lead, values: { name: '新客户', industry: 'manufacturing' } });
    const sample = { type: 'record', id } as const;
    const draft: Scorecard = {
      ...started,
      attributes: started.attributes.map((line) => ({ ...line, points: Number(line.points) + 100 })),
    };
    await rules.markCase(system, records, { ...place, sample, definition: draft });
    const [marked] = await rules.cases(place);
    expect(marked?.expected.values).toMatchObject({ score: 120, tags: ['MQL'] });
    wait(1);
    const later = leadEngines(db, { score: draft }, newId, clock.now);
    await later.records.update(system, { ...lead, id, values: { name: '新客户二' } });
    expect((await later.records.get(system, { ...lead, id }))['tags']).toEqual(['MQL']);
    expect(await later.rules.runCases(system, place)).toMatchObject({ passing: 1 });
  });
});
