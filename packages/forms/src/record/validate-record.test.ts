import type { RecordValues } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, modelsOf, sources } from '../lead.fixture.ts';
import type { FormModel } from '../model/form-model.ts';
import { validateRecord } from './validate-record.ts';

const models = modelsOf({
  lead: formOf(
    {
      name: fieldOf('text'),
      source: fieldOf('select', sources),
      amount: fieldOf('money', { minimum: 0 }),
      tags: fieldOf('multi-select', { isOpen: true }),
      account: fieldOf('reference', { form: 'lead' }),
      reason: fieldOf('text'),
      fair: fieldOf('text'),
      total: fieldOf('number', undefined, { formula: 'amount * 2' }),
      due: fieldOf('date'),
    },
    {
      conditions: [
        { effect: 'require', when: 'source = "官网" and amount > 100', fields: ['reason'] },
        { effect: 'show', when: 'source = "展会"', fields: ['fair'] },
        { effect: 'require', when: 'amount > 0', fields: ['fair'] },
      ],
    },
    ['name', 'fair'],
  ),
});
const lead = models['lead'] as FormModel;
const environment = { now: new Date('2026-11-22T00:00:00Z'), zone: 'Asia/Shanghai' };
const id = '0198f0a0-0000-7000-8000-000000000001';

function found(values: RecordValues, more = {}) {
  return validateRecord(lead, values, { ...environment, ...more }).map((problem) => [problem.code, problem.path]);
}

describe('validating a record', () => {
  it('takes a good one, references as read or as written, blanks as null or missing', () => {
    expect(
      found({
        name: 'A',
        source: '展会',
        fair: 'f',
        amount: '12345678901234567890.12',
        tags: ['x'],
        account: { id, title: 'B' },
        due: null,
      }),
    ).toEqual([]);
    expect(found({ name: 'A', account: id })).toEqual([]);
  });

  it('tells everything at once', () => {
    expect(found({ source: '朋友', amount: -1, tags: ['x', 'x'], account: 'B', due: '2026-02-30', nope: 1 })).toEqual([
      ['FORM_VALUE_UNKNOWN', '/nope'],
      ['FORM_VALUE_SHAPE', '/source'],
      ['FORM_VALUE_SHAPE', '/amount'],
      ['FORM_VALUE_SHAPE', '/tags'],
      ['FORM_VALUE_SHAPE', '/account'],
      ['FORM_VALUE_SHAPE', '/due'],
      ['FORM_VALUE_REQUIRED', '/name'],
    ]);
  });

  it('asks for what a condition requires, and never for what is hidden', () => {
    expect(found({ name: 'A', source: '官网', amount: 101 })).toEqual([['FORM_VALUE_REQUIRED', '/reason']]);
    expect(found({ name: 'A', source: '官网', amount: 100 })).toEqual([]);
    expect(found({ name: 'A', source: '展会', amount: 100 })).toEqual([['FORM_VALUE_REQUIRED', '/fair']]);
    expect(found({ name: 'A', source: null, amount: 500 })).toEqual([]);
  });

  it('can keep to the fields that were changed', () => {
    expect(found({ source: '朋友', due: 'x' }, { only: new Set(['due']) })).toEqual([['FORM_VALUE_SHAPE', '/due']]);
  });

  it('names the field as people know it, in their language', () => {
    const [problem] = validateRecord(lead, {}, { ...environment, language: 'zh' });
    expect(problem).toMatchObject({ message: '"text" must be filled in.', params: { title: 'text' } });
  });

  it('checks 8,800 records in well under a second', () => {
    const rows = Array.from({ length: 8800 }, (_, n) => ({
      name: `n${n}`,
      source: n % 2 ? '官网' : '展会',
      amount: n % 100,
      fair: 'x',
      tags: ['a', 'b'],
      due: '2026-11-22',
    }));
    validateRecord(lead, rows[0] as RecordValues, environment);
    // Processor time: what else the machine does says nothing about us.
    const { user } = process.cpuUsage();
    const problems = rows.flatMap((row) => validateRecord(lead, row, environment));
    expect(process.cpuUsage().user - user).toBeLessThan(500_000);
    expect(problems).toEqual([]);
  });
});
