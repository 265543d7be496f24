import { PlatformError } from '@tangram/schema';
import { readConfig } from './config.ts';
import { start } from './start.ts';

try {
  await start(readConfig());
} catch (error) {
  if (!(error instanceof PlatformError)) throw error;
  for (const { message, hint } of error.problems)
    process.stderr.write(`${[message, hint].filter(Boolean).join(' ')}\n`);
  process.exitCode = 1;
}
