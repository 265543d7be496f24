import { shapeCheck, languages, textIn } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { fieldGroups } from '../field-type.ts';
import { fieldTypes } from './index.ts';

describe.each(fieldTypes.map((type) => [type.type, type] as const))('the field type %s', (_name, type) => {
  it('has a title in every language, a known group and settings that its own start settings fit', () => {
    for (const language of languages) expect(textIn(type.title, language)).not.toBe('');
    expect(fieldGroups.map((group) => group.key)).toContain(type.group);
    expect(
      shapeCheck(type.settings)(type.startSettings?.('en') ?? {}).filter((problem) => !isAboutForm(problem.path)),
    ).toEqual([]);
  });

  it('takes a blank for a blank', () => {
    const field = { type: type.type, title: 'x', settings: type.startSettings?.('en') ?? {} };
    for (const blank of [null, '']) {
      expect(type.normalize(blank, field, { language: 'zh' })).toEqual({ value: null });
    }
  });

  it('never throws, whatever it is given', () => {
    const field = { type: type.type, title: 'x', settings: type.startSettings?.('en') ?? {} };
    const odd = [
      true,
      -1,
      1e308,
      'x'.repeat(100_000),
      '\ud800',
      '\u0000',
      [],
      [[]],
      {},
      { id: {} },
      { id: [] },
      [null],
      '__proto__',
    ];
    for (const raw of odd) expect(() => type.normalize(raw, field, { language: 'en' })).not.toThrow();
  });
});

/** Which form a reference points to cannot be known before one is chosen. */
function isAboutForm(path: string): boolean {
  return path === '/form';
}
