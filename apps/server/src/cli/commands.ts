import type { Command } from './command.ts';

/**
 * The commands, in the order in which the help lists them: what each is called and takes, and the file that does it, loaded
 * only when it is asked for.
 */
export const commands: readonly Command[] = [
  {
    name: 'start',
    usage: '',
    summary: 'Starts the server, as npm start does but without building the web app.',
    words: [0, 0],
    load: () => import('./start.ts'),
  },
  {
    name: 'install',
    usage: '<folder|zip> [--sample-data] [--dry-run]',
    summary:
      'Installs an application from its files. Everything is checked first; nothing is installed when anything is wrong.',
    options: { 'sample-data': { type: 'boolean' }, 'dry-run': { type: 'boolean' }, as: { type: 'string' } },
    words: [1, 1],
    usesDatabase: true,
    load: () => import('./install.ts'),
  },
  {
    name: 'export',
    usage: '<app> <folder|file.zip>',
    summary: 'Writes the published definitions of an application as files.',
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./export.ts'),
  },
  {
    name: 'check',
    usage: '<folder|zip>',
    summary: 'Says every mistake in the files of an application, without a database.',
    words: [1, 1],
    load: () => import('./check.ts'),
  },
  {
    name: 'uninstall',
    usage: '<app> --yes',
    summary: 'Removes an application with all records of its forms. Only a backup brings them back.',
    options: { yes: { type: 'boolean' }, as: { type: 'string' } },
    words: [1, 1],
    usesDatabase: true,
    load: () => import('./uninstall.ts'),
  },
  {
    name: 'import',
    usage:
      '<app>/<form> <file.csv|xlsx> [--map map.json] [--upsert field] [--dry-run] [--errors file.csv] [--as email]',
    summary:
      'Imports a table. Refused rows are written, with the reason, to <file>.errors.csv; nothing is dropped in silence.',
    options: {
      map: { type: 'string' },
      upsert: { type: 'string' },
      'dry-run': { type: 'boolean' },
      errors: { type: 'string' },
      as: { type: 'string' },
    },
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./import.ts'),
  },
  {
    name: 'export-data',
    usage: '<app>/<form> <file.csv|xlsx> [--fields a,b.c] [--filter FEEL] [--sort=-a,b] [--as email]',
    summary: 'Writes records as a table whose columns are field keys, ready to be imported again.',
    options: {
      fields: { type: 'string' },
      filter: { type: 'string' },
      sort: { type: 'string' },
      as: { type: 'string' },
    },
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./export-data.ts'),
  },
  {
    name: 'query',
    usage: '<app> <query.json> [--as email]',
    summary: 'Answers a report query as JSON, run as the first administrator or as somebody else.',
    options: { as: { type: 'string' } },
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./query.ts'),
  },
  {
    name: 'feel',
    usage: '<cases.json>',
    summary: 'Runs expression cases and says which failed.',
    words: [1, 1],
    load: () => import('./feel.ts'),
  },
  {
    name: 'dmn',
    usage: '<cases.json>',
    summary: 'Runs decision table and boxed logic cases and says which failed.',
    words: [1, 1],
    load: () => import('./dmn.ts'),
  },
  {
    name: 'flow simulate',
    usage: '<app>/<flow> <case.json>',
    summary: 'Plays a published flow with a made-up record and a movable clock, and prints the trace.',
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./flow-simulate.ts'),
  },
  {
    name: 'user add',
    usage: '<email> <name> [--password password] [--administrator]',
    summary: 'Adds a person who can sign in. Without a password one is made and shown once.',
    options: { password: { type: 'string' }, administrator: { type: 'boolean' } },
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./user-add.ts'),
  },
  {
    name: 'role grant',
    usage: '<app>/<role> <email>',
    summary: 'Gives a person a role of an application.',
    words: [2, 2],
    usesDatabase: true,
    load: () => import('./role-grant.ts'),
  },
  {
    name: 'backup',
    usage: '<file>',
    summary: 'Writes everything into one file: the state of one moment, while others go on working.',
    words: [1, 1],
    usesDatabase: true,
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    usage: '<file>',
    summary:
      'Puts a backup into an empty system, built-in or server, of this or a newer version. Stop the server first.',
    words: [1, 1],
    usesDatabase: true,
    load: () => import('./restore.ts'),
  },
  {
    name: 'doctor',
    usage: '',
    summary: 'Looks at configuration, disk, database and definitions, and says what is not as it should be.',
    words: [0, 0],
    usesDatabase: true,
    load: () => import('./doctor.ts'),
  },
];
