import { writeBackup } from '../backup/write-backup.ts';
import type { Command } from './command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: '<file>',
  summary: 'Writes everything into one file: the state of one moment, while others go on working.',
  words: [1, 1],
  async run(context) {
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
  },
};
