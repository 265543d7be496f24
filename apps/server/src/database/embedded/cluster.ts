import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { databaseError } from '../database-error.ts';
import type { Binaries } from './binaries.ts';
import { commandAs } from './folder.ts';

export const owner = 'tangram';

/** The data folder of the cluster, made by `initdb` when it is not there. */
export function makeCluster(home: string, binaries: Binaries, isDurable: boolean): string {
  const data = path.join(home, 'data');
  if (!isCluster(data)) {
    removeLeftovers(home);
    const side = path.join(home, `data.new-${process.pid}-${Date.now()}`);
    initialise(home, side, binaries, isDurable);
    takePlace(side, data);
  }
  checkVersion(home, data, binaries.major);
  return data;
}

const isCluster = (folder: string) => existsSync(path.join(folder, 'PG_VERSION'));

function initialise(home: string, side: string, binaries: Binaries, isDurable: boolean): void {
  const args = ['-D', side, '-U', owner, '-A', 'trust', '-E', 'UTF8', ...locale(), '--no-instructions'];
  const {
    command,
    args: all,
    options,
  } = commandAs(binaries.account, binaries.initdb, isDurable ? args : [...args, '--no-sync']);
  const result = spawnSync(command, all, { ...options, encoding: 'utf8' });
  if (result.status === 0) return;
  rmSync(side, { recursive: true, force: true });
  const reason = result.error?.message ?? `${result.stderr}`.trim();
  if (/No space left|Disk quota/i.test(reason)) throw databaseError('DATABASE_DISK_FULL', { folder: home });
  throw databaseError('DATABASE_START', { reason, log: path.join(home, 'postgres.log') });
}

/**
 * Code-point order, the same on every platform, by PostgreSQL's own provider. The C library's LC_CTYPE matters too:
 * with plain `C` pg_trgm takes no Chinese character for a letter. macOS has no C.UTF-8 before version 15.
 */
function locale(): string[] {
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${ctype}`, '--lc-messages=C'];
}

/** Renaming onto a folder that is not empty fails: of two first starts at once, one cluster wins and both use it. */
function takePlace(side: string, data: string): void {
  try {
    renameSync(side, data);
  } catch (error) {
    rmSync(side, { recursive: true, force: true });
    if (!isCluster(data)) throw error;
  }
}

/** Folders of first starts that were killed. One made by a live process, or within ten minutes, may still be in use. */
function removeLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    const [, pid, madeAt] = /^data\.new-(\d+)-(\d+)$/.exec(name) ?? [];
    if (pid === undefined) continue;
    const isOld = Date.now() - Number(madeAt) > 600_000;
    if (isOld || !isAlive(Number(pid))) rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function checkVersion(home: string, data: string, expected: string): void {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== expected) throw databaseError('DATABASE_VERSION', { folder: home, found, expected });
}
