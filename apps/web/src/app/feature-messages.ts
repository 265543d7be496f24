import type { Messages } from './i18n.ts';

const modules = import.meta.glob<{ messages: Messages }>(
  ['../features/*/messages.ts', './messages.ts', '../ui/messages.ts'],
  {
    eager: true,
  },
);

/** Feature folder -> its words: `{ records: {...}, app: {...}, ui: {...} }`. */
export function featureMessages(): { readonly [feature: string]: Messages } {
  return Object.fromEntries(Object.entries(modules).map(([file, module]) => [featureOf(file), module.messages]));
}

function featureOf(file: string): string {
  if (file === './messages.ts') return 'app';
  return file.split('/').at(-2) as string;
}
