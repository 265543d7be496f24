import type { RunOperation } from '@tangram/flows';
import { client } from '../../app/client.ts';

export type { RunOperation };

/** Retries, skips or cancels; administrators only. */
export async function operateRun(run: string, operation: RunOperation): Promise<void> {
  await client.http.send('POST', `/api/runs/${run}/operations`, { json: operation });
}
