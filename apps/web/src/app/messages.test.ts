import { expect, it } from 'vitest';
import type { MessageTree } from './i18n.ts';

const modules = import.meta.glob<{ messages: { en: MessageTree; zh: MessageTree } }>(
  ['./messages.ts', '../ui/messages.ts', '../features/*/messages.ts'],
  {
    eager: true,
  },
);

it.each(Object.entries(modules))('%s says the same things in both languages', (_, { messages }) => {
  expect([...keysOf(messages.zh)].sort()).toEqual([...keysOf(messages.en)].sort());
});

it.each(Object.entries(modules))(
  '%s fills in the same names in both languages and leaves no text empty',
  (_, { messages }) => {
    const chinese = new Map(textsOf(messages.zh));
    for (const [key, text] of textsOf(messages.en)) {
      expect(namesIn(chinese.get(key) ?? ''), key).toEqual(namesIn(text));
    }
  },
);

function* keysOf(tree: MessageTree): Generator<string> {
  for (const [key] of textsOf(tree)) yield key;
}

function textsOf(tree: MessageTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string).sort();
}
