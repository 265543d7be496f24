import { connectionsOf } from '@tangram/rules';
import type { Problem } from '@tangram/schema';
import { serverProblem } from '../../errors.ts';
import type { Connections } from './connections.ts';

/**
 * The connections that a document sends through and that are not there: CONNECTION_UNKNOWN for each. No reason not to
 * publish it, for templates come before the connections; what it sends fails visibly until they are made.
 */
export async function missingConnections(connections: Connections, document: unknown): Promise<Problem[]> {
  const missing = await connections.missing(connectionsOf(document));
  return missing.map((key) => serverProblem('CONNECTION_UNKNOWN', '', { key }));
}
