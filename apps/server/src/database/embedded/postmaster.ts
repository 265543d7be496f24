import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseError, hasCode } from '../database-error.ts';
import type { Binaries } from './binaries.ts';
import { isAlive } from './cluster.ts';
import { commandAs } from './folder.ts';

/** A running server, as its `postmaster.pid` tells. */
export interface RunningServer {
  readonly pid: number;
  readonly data: string;
  readonly socketFolder: string;
}

/** Recovery after a crash may take minutes: we wait as long as the process lives, up to this. */
const longestStartMs = 300_000;
const pollMs = 10;

/**
 * The server that runs on `data`, once it is ready to take connections; null when there is none. A pid file that
 * outlived its server is taken away when its number now belongs to some other process: PostgreSQL would believe in it.
 */
export async function runningServer(data: string): Promise<RunningServer | null> {
  const deadline = Date.now() + longestStartMs;
  while (Date.now() < deadline) {
    const file = readPidFile(data);
    if (file === null || !isAlive(file.pid)) return null;
    if (!isServerOf(file.pid, data)) {
      takeAway(data, file.text);
      return null;
    }
    if (file.status === 'ready') return { pid: file.pid, data, socketFolder: file.socketFolder };
    await sleep(pollMs);
  }
  return null;
}

/** Starts the server, or joins one that another process started in the same moment. */
export async function launch(
  data: string,
  socketFolder: string,
  binaries: Binaries,
  settings: { readonly [name: string]: string },
): Promise<RunningServer> {
  const log = openLog(data);
  const given = Object.entries({ ...ownSettings, unix_socket_directories: socketFolder, ...settings });
  const args = ['-D', data, ...given.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const { command, args: all, options } = commandAs(binaries.account, binaries.postgres, args);
  // Detached: Ctrl-C in the terminal is for us; the server stops when its last user gives it up.
  const child = spawn(command, all, { ...options, detached: true, stdio: ['ignore', log.descriptor, log.descriptor] });
  closeSync(log.descriptor);
  child.unref();
  let hasEnded = false;
  let spawnError: Error | undefined;
  child.once('exit', () => (hasEnded = true));
  child.once('error', (error) => {
    hasEnded = true;
    spawnError = error;
  });
  const deadline = Date.now() + longestStartMs;
  while (Date.now() < deadline) {
    const file = readPidFile(data);
    if (file?.status === 'ready' && isAlive(file.pid)) return { pid: file.pid, data, socketFolder: file.socketFolder };
    if (hasEnded) {
      removeSocketFolder(data, socketFolder);
      const other = await runningServer(data);
      if (other !== null) return other;
      throw startError(data, log, spawnError);
    }
    await sleep(pollMs);
  }
  throw startError(data, log);
}

/** An eighth of the machine's memory for what the server keeps of its tables, between 128 MB and 1 GB; taken as it is used. */
const sharedBuffersMb = Math.round(Math.min(1024, Math.max(128, os.totalmem() / 2 ** 23)));

/**
 * `timezone` and `datestyle` are what the pool asks for too; no JIT: its compile time exceeds our queries'. The log may
 * grow to 2 GB before all is written to the tables: after each such moment every page that changes goes into it whole.
 */
const ownSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  jit: 'off',
  shared_buffers: `${sharedBuffersMb}MB`,
  max_wal_size: '2GB',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
};

/** Stops the server as PostgreSQL's "fast" shutdown: open transactions are rolled back, all is written to disk. */
export async function stopServer(server: RunningServer): Promise<void> {
  if (isServerOf(server.pid, server.data)) {
    try {
      process.kill(server.pid, 'SIGINT');
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error;
    }
  }
  const deadline = Date.now() + 60_000;
  while (isServerOf(server.pid, server.data) && Date.now() < deadline) await sleep(pollMs);
  removeSocketFolder(server.data, server.socketFolder);
}

/** Stops whatever server still runs on the data in `home`, whoever uses it. For what killed test runs left behind. */
export async function stopOrphan(home: string): Promise<void> {
  const server = await runningServer(path.join(home, 'data'));
  if (server !== null) await stopServer(server);
}

interface PidFile {
  readonly text: string;
  readonly pid: number;
  readonly socketFolder: string;
  readonly status: string;
}

/** Lines of the file: pid, data folder, start time, port, socket folder, address, shared memory key, status. */
function readPidFile(data: string): PidFile | null {
  let text: string;
  try {
    text = readFileSync(path.join(data, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { text, pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() };
}

/** A server's working directory is its data folder; numbers of processes are used again, folders are not. */
function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      // A process that has ended but was not yet waited for has no working directory any more: that is no server.
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch (error) {
      // Just started: not yet in its folder. In a namespace of its own: not ours to look at, so believe the file.
      return hasCode(error, 'EACCES', 'EPERM');
    }
  }
  const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.stdout.includes('postgres') && listed.stdout.includes(data);
}

/** Moved aside before it is judged again: a server started in between keeps its file. */
function takeAway(data: string, text: string): void {
  const file = path.join(data, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') === text) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

interface Log {
  readonly file: string;
  readonly descriptor: number;
  /** Where the log of this start begins, in bytes. */
  readonly start: number;
}

/** 10 MB, then one older log is kept. */
const longestLog = 10_000_000;

function openLog(data: string): Log {
  const file = path.join(path.dirname(data), 'postgres.log');
  let start = 0;
  try {
    start = statSync(file).size;
    if (start > longestLog) {
      renameSync(file, `${file}.1`);
      start = 0;
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  return { file, descriptor: openSync(file, 'a', 0o600), start };
}

function startError(data: string, log: Log, cause?: Error) {
  const text = readFileSync(log.file).subarray(log.start).toString('utf8');
  if (/No space left on device|Disk quota exceeded/i.test(text)) {
    return databaseError('DATABASE_DISK_FULL', { folder: path.dirname(data) });
  }
  const fatal = text.split('\n').filter((line) => /FATAL|PANIC|HINT/.test(line));
  const reason = cause?.message ?? (fatal.slice(-3).join(' ').trim() || 'it ended without a word.');
  return databaseError('DATABASE_START', { reason, log: log.file }, cause);
}

function removeSocketFolder(data: string, folder: string): void {
  const isTemporary = path.dirname(folder) === os.tmpdir() && folder !== path.dirname(data);
  if (isTemporary) rmSync(folder, { recursive: true, force: true });
}
