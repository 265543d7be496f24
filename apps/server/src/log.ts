import { stderr } from 'node:process';
import type { LogLevel } from './config.ts';

/** The part of pino's logger that we use; Fastify's own in the server, `commandLog` on the command line. */
export interface Log {
  debug(details: object | string, message?: string): void;
  info(details: object | string, message?: string): void;
  warn(details: object | string, message?: string): void;
  error(details: object | string, message?: string): void;
}

/** Warnings and errors as plain lines on standard error: standard output belongs to the command's answer. */
export function commandLog(level: LogLevel): Log {
  const isSilent = level === 'silent' || level === 'fatal';
  const isTalkative = level === 'debug' || level === 'trace';
  const line = (details: object | string, message?: string) => {
    const error =
      typeof details === 'object' && 'err' in details
        ? `: ${String((details.err as Error).message ?? details.err)}`
        : '';
    stderr.write(`${message ?? (typeof details === 'string' ? details : JSON.stringify(details))}${error}\n`);
  };
  const quiet = () => {};
  return {
    debug: isTalkative ? line : quiet,
    info: isTalkative ? line : quiet,
    warn: isSilent ? quiet : line,
    error: isSilent ? quiet : line,
  };
}
