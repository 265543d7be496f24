import type { SimulationCase, SimulationResult } from '@tangram/flows';
import type { FlowDefinition, JsonObject } from '@tangram/schema';
import { client } from '../../app/client.ts';

/** Plays a draft on the server: the check compiles code, which the pages' security policy forbids. */
export async function simulateFlow(
  app: string,
  flow: string,
  definition: FlowDefinition,
  play: SimulationCase,
): Promise<SimulationResult> {
  // Both are plain JSON; the client's shapes for this route are open.
  const body = { definition, case: play } as unknown as JsonObject;
  return (await client.work.simulateFlow(app, flow, body)) as unknown as SimulationResult;
}
