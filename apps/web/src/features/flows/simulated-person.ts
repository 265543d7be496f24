import type { SimulatedTask } from '@tangram/flows';

/** Who answers in a trial run: a person by name, or, where the flow asks for whoever administers, that in the reader's words. */
export function simulatedPerson(
  { id, name }: SimulatedTask['person'],
  t: (key: 'try.administrator') => string,
): string {
  return id === 'administrator' ? t('try.administrator') : name;
}
