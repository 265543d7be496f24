export { readConfig, type Config, type Environment } from './config.ts';
export { errorTables } from './error-tables.ts';
export { bareServer, buildServer } from './http/build-server.ts';
export { createPlatform, type Platform, type PlatformOptions } from './platform.ts';
