import type { Person } from './persons.ts';

/** Whether a person is away on a day (`2026-11-27`); the first and the last day count. */
export function isAbsentOn(
  { absentFrom, absentUntil }: Pick<Person, 'absentFrom' | 'absentUntil'>,
  day: string,
): boolean {
  return absentFrom !== null && absentFrom <= day && (absentUntil === null || day <= absentUntil);
}
