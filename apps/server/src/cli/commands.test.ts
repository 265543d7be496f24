import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-cli-'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const root = path.resolve(import.meta.dirname, '../../../..');
const crm = path.join(root, 'templates/crm');

async function tangram(...args: string[]) {
  let out = '';
  let err = '';
  const streams = { out: { write: (text: string) => (out += text) }, err: { write: (text: string) => (err += text) } };
  const environment = {
    DATABASE_URL: database.url,
    DATA_DIR: path.join(folder, 'data'),
    INIT_CWD: folder,
    SECRET: 'x'.repeat(32),
  };
  const status = await runCommand(args, streams, environment);
  return { status, out, err, json: () => JSON.parse(out) };
}

const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);

test('without a command, or with a wrong one, says how it is used', async () => {
  expect(await tangram()).toMatchObject({ status: 2 });
  expect(await tangram('instal')).toMatchObject({ status: 2, err: expect.stringContaining('install <folder|zip>') });
  expect(await tangram('import', 'crm/account')).toMatchObject({
    status: 2,
    err: expect.stringContaining('Usage: tangram import'),
  });
  write('x.csv', 'name\n');
  expect(await tangram('import', 'crm', 'x.csv')).toMatchObject({
    status: 2,
    err: expect.stringContaining('<app>/<form>'),
  });
  expect(await tangram('help')).toMatchObject({ status: 0 });
});

test('dmn runs cases of decision tables and says which failed', async () => {
  const table = {
    k: 'table',
    hitPolicy: 'COLLECT',
    aggregation: 'SUM',
    inputs: [{ expr: 'the amount', type: 'number' }],
    outputs: [{}],
    rules: [
      { in: ['> 1'], out: ['1'] },
      { in: ['> 10'], out: ['10'] },
    ],
  };
  const model = {
    name: 'm',
    namespace: 'urn:m',
    inputs: [{ name: 'the amount', type: 'number' }],
    decisions: [{ name: 'points', requires: { inputs: ['the amount'] }, logic: table }],
  };
  const test = { suite: 's', model: 's/m.dmn', decision: 'points', inputs: { 'the amount': 20 } };
  const right = { ...test, id: '1', expected: 11 };
  write('dmn.json', JSON.stringify({ models: { 's/m.dmn': model }, tests: [right] }));
  expect(await tangram('dmn', 'dmn.json')).toMatchObject({ status: 0, out: '1 passed, 0 failed\n' });
  write(
    'dmn.json',
    JSON.stringify({ models: { 's/m.dmn': model }, tests: [right, { ...right, id: '2', expected: 1 }] }),
  );
  const failed = await tangram('dmn', 'dmn.json', '--json');
  expect(failed.status).toBe(1);
  expect(failed.json()).toMatchObject({ passed: 1, failed: 1, failures: [{ id: '2', expected: '1', actual: '11' }] });
});

test('says a wrong configuration in one go', async () => {
  const err: string[] = [];
  const environment = { PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:secret@h/d', OWNER_EMAIL: 'a@b.c' };
  const status = await runCommand(
    ['doctor'],
    { out: { write() {} }, err: { write: (text) => err.push(text) } },
    environment,
  );
  expect(status).toBe(1);
  expect(err).toHaveLength(4);
  expect(err.join('')).not.toContain('secret');
});

test.each([
  ['import', 'crm/account', 'nothing.csv'],
  ['install', 'nothing'],
  ['query', 'crm', 'nothing.json'],
  ['restore', 'nothing.tangram'],
])('%s says that a file is not there before the database is touched', async (...args) => {
  const said = await tangram(...args, '--json');
  expect(said).toMatchObject({ status: 1, err: '' });
  expect(said.json()).toMatchObject({ problems: [{ code: 'COMMAND_FILE' }] });
  const { rows } =
    await sql`select 1 from pg_tables where schemaname <> 'pg_catalog' and schemaname <> 'information_schema'`.execute(
      database.db,
    );
  expect(rows).toEqual([]);
});

test('adds a person, checks and installs an application, and says what is there', async () => {
  const added = await tangram('user', 'add', 'owner@example.com', '王', '--administrator', '--json');
  expect(added).toMatchObject({ status: 0 });
  expect(added.json().password).toHaveLength(16);
  expect(await tangram('check', crm)).toMatchObject({ status: 0, out: expect.stringContaining('0 problems') });
  expect(await tangram('install', crm, '--dry-run')).toMatchObject({
    status: 0,
    out: expect.stringContaining('could be installed'),
  });
  expect(await tangram('install', crm)).toMatchObject({ status: 0, err: '' });
  expect(await tangram('install', crm)).toMatchObject({ status: 1, err: expect.stringContaining('exists already') });
  expect(await tangram('role', 'grant', 'crm/sales', 'owner@example.com')).toMatchObject({ status: 0 });
  expect(await tangram('role', 'grant', 'crm/nothing', 'owner@example.com')).toMatchObject({ status: 1 });
  const doctor = await tangram('doctor', '--json');
  expect(doctor.json().findings.filter((finding: { isWell: boolean }) => !finding.isWell)).toEqual([]);
});

test('exports the same files that were installed, as a folder and as a zip', async () => {
  expect(await tangram('export', 'crm', 'out')).toMatchObject({ status: 0 });
  expect(await tangram('export', 'crm', 'crm.zip')).toMatchObject({ status: 0 });
  expect(readdirSync(path.join(folder, 'out', 'forms')).sort()).toEqual(readdirSync(path.join(crm, 'forms')).sort());
  expect(await tangram('check', 'crm.zip')).toMatchObject({ status: 0 });
  expect(await tangram('check', 'out')).toMatchObject({ status: 0 });
});

test('imports a GBK file with semicolons and writes refused rows, with the reason, to a file', async () => {
  const { status, json } = await importFile(
    '账户.csv',
    gbk('name;employees\r\n\xc9\xcf\xba\xa3\xb9\xab\xcb\xbe;12\r\n\xb1\xb1\xbe\xa9;many\r\n\xb9\xe3\xd6\xdd\r\n'),
  );
  expect(status).toBe(1);
  expect(json).toMatchObject({ total: 3, created: 2, failed: 1, ragged: [4] });
  const refused = readFileSync(path.join(folder, '账户.errors.csv'), 'utf8').split('\r\n');
  expect(refused[0]).toBe('\uFEFFname,employees,row,problem');
  expect(refused[1]).toMatch(/^北京,many,3,.*many/);
});

test('changes the records whose key is already there, and with --dry-run nothing at all', async () => {
  write(
    'map.json',
    JSON.stringify({ columns: { Company: 'name', Size: 'employees' }, values: { Company: { Shanghai: '上海公司' } } }),
  );
  write('again.csv', '\uFEFFCompany,Size,Ignored\nShanghai,13,x\n新公司,5,y\n');
  const tried = await tangram(
    'import',
    'crm/account',
    'again.csv',
    '--map',
    'map.json',
    '--upsert',
    'name',
    '--dry-run',
    '--json',
  );
  expect(tried.json()).toMatchObject({ created: 1, updated: 1, failed: 0 });
  expect(await count('account')).toBe(2);
  const done = await tangram('import', 'crm/account', 'again.csv', '--map', 'map.json', '--upsert', 'name', '--json');
  expect(done.json()).toMatchObject({ created: 1, updated: 1, failed: 0 });
  expect(await count('account')).toBe(3);
});

test('refuses a map that is wrong, a file that is no table, a form that is not there', async () => {
  write('wrong.json', JSON.stringify({ colums: {}, values: 5 }));
  expect(await tangram('import', 'crm/account', 'again.csv', '--map', 'wrong.json')).toMatchObject({
    status: 1,
    err: expect.stringContaining('colums'),
  });
  write('column.json', JSON.stringify({ columns: { Nothing: 'name', Size: 'nothing' } }));
  const { err } = await tangram('import', 'crm/account', 'again.csv', '--map', 'column.json');
  expect(err.trim().split('\n')).toHaveLength(2);
  write('binary.csv', Buffer.from([0, 1, 2, 3]));
  expect(await tangram('import', 'crm/account', 'binary.csv')).toMatchObject({
    status: 1,
    err: expect.stringContaining('binary'),
  });
  expect(await tangram('import', 'crm/account', 'missing.csv')).toMatchObject({
    status: 1,
    err: expect.stringContaining('missing.csv'),
  });
  expect(await tangram('import', 'crm/nothing', 'again.csv')).toMatchObject({ status: 1 });
});

test('exports records to CSV and xlsx, and reads them again', async () => {
  for (const file of ['accounts.csv', 'accounts.xlsx']) {
    expect(
      await tangram('export-data', 'crm/account', file, '--fields', 'name,employees', '--sort=-employees'),
    ).toMatchObject({ status: 0 });
    const again = await tangram('import', 'crm/account', file, '--upsert', 'name', '--json');
    expect(again.json()).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 });
  }
  expect(readFileSync(path.join(folder, 'accounts.csv'), 'utf8')).toContain('上海公司,13');
});

test('answers a query as JSON', async () => {
  write('query.json', JSON.stringify({ form: 'account', measures: [{ key: 'accounts', aggregate: 'count' }] }));
  const { status, json } = await tangram('query', 'crm', 'query.json');
  expect({ status, rows: json().rows }).toMatchObject({ status: 0, rows: [{ accounts: 3 }] });
  expect(await tangram('query', 'crm', 'query.json', '--as', 'nobody@example.com')).toMatchObject({ status: 1 });
});

test('removes an application only when told to twice', async () => {
  expect(await tangram('uninstall', 'crm')).toMatchObject({ status: 2 });
  expect(await tangram('uninstall', 'crm', '--yes')).toMatchObject({ status: 0 });
  expect(await tangram('export', 'crm', 'gone')).toMatchObject({ status: 1 });
});

async function importFile(name: string, content: Buffer) {
  write(name, content);
  const { status, json } = await tangram('import', 'crm/account', name, '--json');
  return { status, json: json() };
}

async function count(form: string): Promise<number> {
  const { rows } = await database.pool.query(`select count(*)::int as count from crm.${form} where deleted_at is null`);
  return rows[0].count;
}

/** Bytes written as characters. */
function gbk(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
