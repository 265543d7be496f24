import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface ChildServer {
  readonly port: number;
  /** Seconds of processor time used so far; 0 where the system does not tell. */
  cpuSeconds(): number;
  /** Memory held, in MB; 0 where the system does not tell. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** Starts a server as a process of its own and waits until `GET <ready>` answers. */
export async function startChild(
  script: string,
  environment: { [name: string]: string },
  ready: string,
): Promise<ChildServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, script)], {
    cwd: root,
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(child, `http://127.0.0.1:${port}${ready}`);
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  return {
    port,
    cpuSeconds() {
      const fields = read('stat').split(') ')[1]?.split(' ');
      return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        if (child.exitCode !== null) resolve();
        child.kill('SIGTERM');
      }),
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** `getconf CLK_TCK` on every Linux that Node runs on. */
const ticksPerSecond = 100;

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`${url} did not answer within 30 seconds.`);
}
