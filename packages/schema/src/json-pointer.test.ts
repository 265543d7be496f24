import { expect, test } from 'vitest';
import { pointer, pointerSteps, valueAt } from './json-pointer.ts';

test('escapes and reads back steps with / and ~', () => {
  const steps = ['a/b', 'm~n', '', '0'];
  expect(pointer(...steps)).toBe('/a~1b/m~0n//0');
  expect(pointerSteps(pointer(...steps))).toEqual(steps);
});

test('finds a value, and nothing where nothing stands', () => {
  const document = { fields: [{ key: 'a' }], none: null };
  expect(valueAt(document, '/fields/0/key')).toBe('a');
  expect(valueAt(document, '/none')).toBeNull();
  expect(valueAt(document, '/none/x')).toBeUndefined();
  expect(valueAt(document, '/fields/1')).toBeUndefined();
  expect(valueAt(document, '/constructor/name')).toBeUndefined();
});
