import { accessSync, constants, statfsSync } from 'node:fs';
import { sql } from 'kysely';
import { reasonOf } from '../database/database-error.ts';
import type { CommandContext } from './command.ts';

interface Finding {
  readonly name: string;
  readonly isWell: boolean;
  readonly detail: string;
}

/** Less than this on the disk of the data folder is too little: 500 MB. */
const leastFreeBytes = 500_000_000;

export async function run(context: CommandContext): Promise<number> {
  const findings: Finding[] = [];
  const look = async (name: string, examine: () => Promise<string> | string) => {
    try {
      findings.push({ name, isWell: true, detail: await examine() });
    } catch (error) {
      findings.push({ name, isWell: false, detail: reasonOf(error) });
    }
  };
  await look('node', () => `${process.version} on ${process.platform}-${process.arch}`);
  await look('database', () => describeDatabase(context));
  await look('data folder', () => describeFolder(context.config.dataDir));
  await look('applications', () => describeApps(context));
  await look('people', () => describePeople(context));
  const lines = findings.map(({ name, isWell, detail }) => `${isWell ? 'ok  ' : 'BAD '} ${name}: ${detail}`);
  context.answer({ findings }, lines.join('\n'));
  return findings.every((finding) => finding.isWell) ? 0 : 1;
}

async function describeDatabase({ platform, config }: CommandContext): Promise<string> {
  const { db } = await platform();
  const { rows } = await sql<{ version: string; size: string }>`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`.execute(
    db,
  );
  const kind = config.databaseUrl === undefined ? 'built-in' : 'server';
  return `PostgreSQL ${rows[0]?.version} (${kind}), ${rows[0]?.size}`;
}

function describeFolder(folder: string): string {
  accessSync(folder, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < leastFreeBytes) throw new Error(`${folder} has only ${Math.round(free / 1e6)} MB left.`);
  return `${folder}, ${Math.round(free / 1e9)} GB free`;
}

async function describeApps({ platform }: CommandContext): Promise<string> {
  const { catalog } = await platform();
  const apps = [...catalog().apps()].map(
    (model) => `${model.app.key} ${model.app.version} (${model.forms.size} forms)`,
  );
  return apps.length === 0 ? 'none' : apps.join(', ');
}

async function describePeople({ platform }: CommandContext): Promise<string> {
  const { db } = await platform();
  const { rows } = await sql<{ people: number; administrators: number }>`
    select count(*)::int as people, count(*) filter (where is_administrator)::int as administrators
    from tangram.person where is_active`.execute(db);
  const found = rows[0] as { people: number; administrators: number };
  if (found.people > 0 && found.administrators === 0) throw new Error('nobody active is an administrator.');
  return `${found.people} active, ${found.administrators} administrators`;
}
