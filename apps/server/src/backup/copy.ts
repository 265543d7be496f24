import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import type pg from 'pg';

/** The part of node-postgres' connection that COPY needs; its types do not speak of it. */
interface Connection {
  readonly stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/**
 * The rows of a COPY ... TO STDOUT statement as bytes. The server is held back while nobody reads, so a table of any
 * size takes no memory.
 */
export function copyOut(client: pg.ClientBase, statement: string): Readable {
  const rows = new PassThrough();
  let connection: Connection | undefined;
  const query = {
    ...noAnswers,
    submit(own: Connection) {
      connection = own;
      own.query(statement);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      if (!rows.write(Buffer.from(chunk))) connection?.stream.pause();
    },
    handleReadyForQuery() {
      rows.end();
    },
    handleError(error: Error) {
      rows.destroy(error);
    },
  };
  rows.on('drain', () => connection?.stream.resume());
  rows.on('close', () => connection?.stream.resume());
  client.query(query as never);
  return rows;
}

/** Feeds a COPY ... FROM STDIN statement; ends when the server has taken everything. */
export async function copyIn(client: pg.ClientBase, statement: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  let failure: Error | undefined;
  await new Promise<void>((resolve, reject) => {
    const query = {
      ...noAnswers,
      submit: (connection: Connection) => connection.query(statement),
      handleCopyInResponse(connection: Connection) {
        void send(connection, chunks).catch((error: Error) => {
          failure = error;
          connection.sendCopyFail(error.message);
        });
      },
      handleError: (error: Error) => reject(failure ?? error),
      handleReadyForQuery: () => resolve(),
    };
    client.query(query as never);
  });
}

async function send(connection: Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of chunks) {
    connection.sendCopyFromChunk(chunk);
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
  }
  connection.endCopyFrom();
}

/** What a query object must bear to be told. */
const noAnswers = {
  handleRowDescription() {},
  handleDataRow() {},
  handleCommandComplete() {},
  handlePortalSuspended() {},
  handleEmptyQuery() {},
  handleCopyData() {},
  handleCopyInResponse(connection: Connection) {
    connection.sendCopyFail('nothing to copy');
  },
};
