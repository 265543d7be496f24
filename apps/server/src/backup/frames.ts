import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/**
 * A backup is one gzip stream of frames: a letter, the length of the payload (4 bytes, big-endian), the payload.
 *
 *     H  JSON: what the backup is, which migrations its tables come from, the tables of forms as statements
 *     T  JSON: a table begins ({ schema, table, columns });   then D frames of COPY text
 *     F  JSON: a file begins ({ sha256, size });              then D frames of its bytes
 *     E  JSON: the end ({ sha256 of everything before })
 *
 * Without its last frame it was cut short and is refused.
 */
export type FrameType = 'H' | 'T' | 'F' | 'D' | 'E';

export interface Frame {
  readonly type: FrameType;
  readonly payload: Buffer;
}

const headBytes = 5;
/** No frame is larger than this; a length beyond it is not ours. */
const largestPayload = 64_000_000;

/** Turns frames into bytes and keeps their sum. */
export class FrameWriter {
  readonly #hash = createHash('sha256');

  json(type: FrameType, value: unknown): Buffer {
    return this.frame(type, Buffer.from(JSON.stringify(value), 'utf8'));
  }

  frame(type: FrameType, payload: Buffer): Buffer {
    const bytes = frameBytes(type, payload);
    this.#hash.update(bytes);
    return bytes;
  }

  end(): Buffer {
    return frameBytes('E', Buffer.from(JSON.stringify({ sha256: this.#hash.digest('hex') }), 'utf8'));
  }
}

/** The frames of a backup, up to its end; throws a plain Error that says what is wrong with it. */
export async function* readFrames(source: Readable): AsyncGenerator<Frame> {
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= headBytes) {
      const type = String.fromCharCode(rest[at] as number);
      const length = rest.readUInt32BE(at + 1);
      if (!'HTFDE'.includes(type) || length > largestPayload) throw new Error('it is damaged, or no backup of ours.');
      const end = at + headBytes + length;
      if (rest.length < end) break;
      const payload = rest.subarray(at + headBytes, end);
      if (type === 'E') {
        const { sha256 } = JSON.parse(payload.toString('utf8')) as { sha256: string };
        if (sha256 !== hash.digest('hex')) throw new Error('its contents were changed.');
        yield { type, payload };
        return;
      }
      hash.update(rest.subarray(at, end));
      yield { type: type as FrameType, payload: Buffer.from(payload) };
      at = end;
    }
    rest = rest.subarray(at);
  }
  throw new Error('it was cut short.');
}

function frameBytes(type: FrameType, payload: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}
