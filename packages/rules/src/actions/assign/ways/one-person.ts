import { ruleProblem } from '../../../errors.ts';
import type { Way } from './way.ts';
import { personSetting, waySchema } from './way-schema.ts';

/** Always the same person. */
export const onePerson: Way<{ type: 'person' /** id or e-mail address */; person: string }> = {
  type: 'person',
  schema: waySchema('person', { en: 'One person', zh: '指定人员' }, { person: personSetting }),
  check: () => [],
  sentence: ({ person }, names) =>
    names.language === 'zh' ? `设为${names.person(person)}` : `to ${names.person(person)}`,
  compile: ({ person: asked }) => ({
    reads: [],
    async choose(targets, { people }) {
      const person = (await people.active([asked])).get(asked);
      const choice =
        person === undefined
          ? { problem: ruleProblem('RULE_PERSON_UNKNOWN', '/to/person', { person: asked }) }
          : { person: person.id };
      return targets.map(() => choice);
    },
  }),
};
