import net from 'node:net';

/** One HTTP request, already in its bytes. */
export type MakeRequest = () => Buffer;

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, ascending. */
  readonly latencies: readonly number[];
}

/**
 * Keeps `connections` sockets busy for `ms`: each sends its next request when the answer to the last has arrived. A
 * plain socket instead of an HTTP client, because client and servers share the machine and what the client burns is
 * missing from both. Throws at the first answer that is no success.
 */
export async function load(port: number, connections: number, ms: number, make: MakeRequest): Promise<LoadResult> {
  const latencies: number[] = [];
  const began = performance.now();
  const end = began + ms;
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, end, make, latencies)));
  const seconds = (performance.now() - began) / 1000;
  return { requests: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b) };
}

/** The latency below which `share` of the requests stayed, in ms. */
export function percentile({ latencies }: LoadResult, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
}

export function request(
  method: string,
  path: string,
  headers: { readonly [name: string]: string },
  body?: unknown,
): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

function oneConnection(port: number, end: number, make: MakeRequest, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sent = 0;
    let received: Buffer = Buffer.alloc(0);
    let wanted = -1;
    const next = () => {
      sent = performance.now();
      if (sent >= end) {
        socket.destroy();
        resolve();
        return;
      }
      received = Buffer.alloc(0);
      wanted = -1;
      socket.write(make());
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (wanted < 0) wanted = lengthOfAnswer(received);
      if (wanted < 0 || received.length < wanted) return;
      if (!received.subarray(0, 12).toString('latin1').startsWith('HTTP/1.1 2')) {
        socket.destroy();
        reject(new Error(received.toString('utf8').slice(0, 2000)));
        return;
      }
      latencies.push(performance.now() - sent);
      next();
    });
  });
}

/** Bytes of the whole answer; -1 while its head has not arrived. */
function lengthOfAnswer(received: Buffer): number {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = /content-length: (\d+)/i.exec(received.subarray(0, head).toString('latin1'))?.[1];
  if (length === undefined) throw new Error('An answer without content-length cannot be measured here.');
  return head + 4 + Number(length);
}
