import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, secretOf } from './config.ts';

test('needs nothing, and counts an empty variable as none', () => {
  const config = readConfig({ PORT: '', DATABASE_URL: ' ' });
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', logLevel: 'info' });
  expect(config).not.toHaveProperty('databaseUrl');
  expect(path.isAbsolute(config.dataDir)).toBe(true);
});

test('says every mistake at once and shows no secret', () => {
  const wrong = {
    PORT: '-1',
    LOG_LEVEL: 'loud',
    SECRET: 'hush',
    DATABASE_URL: 'mysql://me:hidden@host/x',
    PUBLIC_URL: 'crm.example.cn',
    FILES_URL: 's3://bucket',
    SMTP_URL: 'http://mail',
    ALLOW_PRIVATE_HOOKS: 'yes',
    OWNER_EMAIL: 'nobody',
    OWNER_PASSWORD: 'short',
  };
  let problems: readonly { path: string; message: string }[] = [];
  try {
    readConfig(wrong);
  } catch (error) {
    ({ problems } = error as { problems: typeof problems });
  }
  expect(problems.map((problem) => problem.path).sort()).toEqual(
    Object.keys(wrong)
      .map((name) => `/${name}`)
      .sort(),
  );
  expect(JSON.stringify(problems)).not.toMatch(/hush|hidden|short/);
});

test('an owner needs both an address and a password', () => {
  expect(() => readConfig({ OWNER_EMAIL: 'a@b.cn' })).toThrow('must be given together');
});

test('makes a secret once and keeps it from others', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-config-'));
  const config = readConfig({ DATA_DIR: folder });
  const secret = secretOf(config);
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect([secretOf(config), readFileSync(path.join(folder, 'secret'), 'utf8')]).toEqual([secret, secret]);
  expect(statSync(path.join(folder, 'secret')).mode & 0o077).toBe(0);
  expect(secretOf({ ...config, secret: 'given' })).toBe('given');
  rmSync(folder, { recursive: true });
});
