import { networkInterfaces } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { DatabaseServer } from './database/database-server.ts';
import { serverError } from './errors.ts';
import { giveBackAtRest } from './give-back-at-rest.ts';
import { bareServer, buildServer } from './http/build-server.ts';
import { type Platform, createPlatform } from './platform.ts';

/** How long requests under way may still take when the server is told to stop. */
const patienceMs = 10_000;
const repeatedMs = 1_000;

/** Opens everything, listens, says where, and stops in order when told to or when whoever started us is gone. */
export async function serve(config: Config, databaseServer: Promise<DatabaseServer>): Promise<void> {
  const server = bareServer(config);
  const platform = await createPlatform(config, { log: server.log, isServing: true, databaseServer });
  try {
    await buildServer(platform, server);
    await listen(server, config);
  } catch (error) {
    await platform.close();
    throw error;
  }
  process.stdout.write(`Tangram is ready: ${addressOf(server, config)}\n`);
  stopWhenTold(server, platform);
  giveBackAtRest();
}

async function listen(server: FastifyInstance, config: Config): Promise<void> {
  try {
    await server.listen({ port: config.port, host: config.host, listenTextResolver: () => 'listening' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw serverError('SERVER_PORT_TAKEN', { port: config.port }, '', error);
  }
}

/** The one address to open: the public one, or this machine's. */
function addressOf(server: FastifyInstance, config: Config): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const port = (server.server.address() as { port: number }).port;
  const isEverywhere = config.host === '0.0.0.0' || config.host === '::';
  const others = isEverywhere ? Object.values(networkInterfaces()).flatMap((list) => list ?? []) : [];
  const outside = others.find((address) => address.family === 'IPv4' && !address.internal);
  const local = `http://localhost:${port}`;
  return outside === undefined ? local : `${local} (from other machines http://${outside.address}:${port})`;
}

function stopWhenTold(server: FastifyInstance, platform: Platform): void {
  let stoppingSince: number | undefined;
  const stop = async (reason: string) => {
    if (stoppingSince !== undefined) {
      // Ctrl-C reaches us twice, from the terminal and through the launcher; pressed once more it means now.
      if (performance.now() - stoppingSince > repeatedMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    platform.log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), patienceMs).unref();
    try {
      await server.close();
      await platform.close();
      process.exitCode = 0;
    } catch (error) {
      platform.log.error({ err: error }, 'stopping failed');
      process.exitCode = 1;
    }
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  // The launcher holds the other end of this channel: it closes when the launcher is killed outright.
  process.once('disconnect', () => {
    if (stoppingSince === undefined) void stop('the launcher is gone');
  });
}
