import { start } from '../start.ts';
import type { Command } from './command.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'Starts the server, as npm start does but without building the web app.',
  words: [0, 0],
  async run({ config }) {
    await start(config);
    return 0;
  },
};
