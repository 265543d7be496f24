import { expect, it } from 'vitest';
import { initialsOf } from './Avatar.tsx';

it.each([
  ['李晓明', '晓明'],
  ['王芳', '王芳'],
  ['Ada Lovelace', 'AL'],
  ['plato', 'P'],
  ['  ', ''],
])('%s is drawn as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
