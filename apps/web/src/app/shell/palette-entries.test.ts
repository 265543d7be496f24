import { expect, it } from 'vitest';
import { matching, type PaletteEntry } from './palette-entries.ts';

const entry = (title: string, group: PaletteEntry['group'], detail?: string): PaletteEntry => ({
  id: title,
  title,
  group,
  icon: 'table',
  ...(detail === undefined ? {} : { detail }),
});

it('finds entries that hold every word, those that begin with the first one before others, pages before commands', () => {
  const entries = [
    entry('New record: Leads', 'commands'),
    entry('My leads', 'pages', 'CRM'),
    entry('Leads', 'pages', 'CRM'),
    entry('Tasks', 'pages', 'CRM'),
  ];
  expect(matching(entries, 'lead').map((one) => one.title)).toEqual(['Leads', 'My leads', 'New record: Leads']);
  expect(matching(entries, 'crm task').map((one) => one.title)).toEqual(['Tasks']);
  expect(matching(entries, '  ')).toBe(entries);
});
