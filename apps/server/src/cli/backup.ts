import { writeBackup } from '../backup/write-backup.ts';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const file = context.words[0] as string;
  const platform = await context.platform();
  const report = await writeBackup(
    {
      pool: platform.pool,
      files: platform.files,
      now: platform.clock.now(),
      onProgress: (text) => context.progress(text),
    },
    context.path(file),
  );
  const missing = report.missing.map((name) => `The attachment ${name} was not there.`);
  const size = `${(report.bytes / 1e6).toFixed(1)} MB`;
  context.answer(
    report,
    [
      `${report.applications} applications, ${report.tables} tables and ${report.files} attachments are in ${file} (${size}).`,
      ...missing,
    ].join('\n'),
  );
  return report.missing.length === 0 ? 0 : 1;
}
