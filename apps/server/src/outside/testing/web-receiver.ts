import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  // Tests look into bodies of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface WebReceiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on; `hang`: nothing at all. */
  answer: { readonly status: number; readonly body?: string; readonly location?: string } | 'hang';
  close(): Promise<void>;
}

/** A receiver on this machine that keeps what it is sent. */
export async function openWebReceiver(): Promise<WebReceiver> {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({ path: request.url ?? '', headers: request.headers, text, json: JSON.parse(text) });
      if (receiver.answer === 'hang') return;
      const { status, body = '', location } = receiver.answer;
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const receiver: WebReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: { status: 200, body: '{}' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
