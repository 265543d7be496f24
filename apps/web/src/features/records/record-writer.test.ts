import type { Row } from '@tangram/client';
import type { RecordValues } from '@tangram/schema';
import { expect, it } from 'vitest';
import { createRecordWriter } from './record-writer.ts';

function begin(answer: (values: RecordValues, version: number) => Promise<Row>) {
  const rows = new Map<string, Row>([['1', { id: '1', version: 1, name: 'A', stage: 'new' }]]);
  const refusals: RecordValues[] = [];
  const versions: number[] = [];
  const writer = createRecordWriter({
    send: (_, values, version) => {
      versions.push(version);
      return answer(values, version);
    },
    current: (id) => rows.get(id),
    show: (row) => rows.set(row.id, row),
    refused: (_, values) => refusals.push(values),
  });
  return { writer, rows, refusals, versions };
}

it('shows a change at once and sends later ones of the same record with the version the last one left', async () => {
  const { writer, rows, versions } = begin(async (values, version) => ({ id: '1', version: version + 1, ...values }));
  const first = writer.write('1', { name: 'B' }, { name: 'B' });
  const second = writer.write('1', { stage: 'won' }, { stage: 'won' });
  expect(rows.get('1')).toMatchObject({ name: 'B', stage: 'won' });
  await Promise.all([first, second]);
  expect(versions).toEqual([1, 2]);
  expect(rows.get('1')).toEqual({ id: '1', version: 3, name: 'B', stage: 'won' });
});

it('does not let an answer hide what was typed since', async () => {
  let release: () => void = () => undefined;
  let sent = 0;
  const { writer, rows } = begin(async (values, version) => {
    if (sent++ === 1) await new Promise<void>((resolve) => (release = resolve));
    return { id: '1', version: version + 1, name: 'B', stage: 'new', ...values };
  });
  const first = writer.write('1', { name: 'B' }, { name: 'B' });
  const second = writer.write('1', { stage: 'won' }, { stage: 'won' });
  await first;
  expect(rows.get('1')).toMatchObject({ name: 'B', stage: 'won' });
  release();
  await second;
});

it('brings back what stood there when the server refuses, and hands over what could not be saved', async () => {
  const { writer, rows, refusals } = begin(async () => {
    throw new Error('no');
  });
  await writer.write('1', { name: '' }, { name: null });
  expect(rows.get('1')).toMatchObject({ name: 'A', version: 1 });
  expect(refusals).toEqual([{ name: '' }]);
});
