import { createHmac } from 'node:crypto';
import { type OutsideCourier, FinalFailure } from '@tangram/records';
import type { JsonObject } from '@tangram/schema';
import { serverProblem } from '../../errors.ts';
import type { Connections } from '../connections/connections.ts';
import { webCall } from '../connections/kinds/web-call.ts';
import { type PostOptions, postJson } from '../post-json.ts';

/** What the action `call-webhook` orders. */
interface WebCall {
  readonly connection: string;
  readonly body: JsonObject;
}

/**
 * Posts values to another system, once by key as far as the receiver keeps the keys of `Idempotency-Key`: the header, and
 * `id` in the body, are the same however often it is sent. `Tangram-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256
 * of `<seconds>.<body>`, so that neither another sender nor an old message passes.
 */
export function webCallCourier(connections: Connections, options: PostOptions & { now: () => Date }): OutsideCourier {
  return {
    guarantee: 'once-by-key',
    async deliver({ key, request }) {
      // The action made this request.
      const { connection, body } = request as unknown as WebCall;
      const { kind, secrets } = await connections.secretsOf(connection);
      if (kind !== webCall.kind)
        throw new FinalFailure('conflict', [serverProblem('CONNECTION_USE', '', { key: connection })]);
      const text = JSON.stringify({ id: key, ...body });
      const { url, signingSecret } = secrets;
      const signature =
        signingSecret === undefined ? {} : { 'tangram-signature': signatureOf(text, signingSecret, options.now()) };
      await postJson({ url, body: text, headers: { 'idempotency-key': key, ...signature } }, options);
    },
  };
}

function signatureOf(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
