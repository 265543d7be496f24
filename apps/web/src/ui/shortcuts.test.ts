import { expect, it } from 'vitest';
import { combinationOf } from './shortcuts.ts';

const pressed = (key: string, more: object = {}) =>
  combinationOf({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
    ...more,
  });

it('names combinations alike on every system', () => {
  expect(pressed('z', { ctrlKey: true })).toBe('mod+z');
  expect(pressed('Z', { metaKey: true, shiftKey: true })).toBe('mod+shift+z');
  expect(pressed('Delete')).toBe('delete');
});

it('names nothing while an input method composes', () => {
  expect(pressed('Enter', { isComposing: true })).toBe('');
  expect(pressed('z', { ctrlKey: true, keyCode: 229 })).toBe('');
});
