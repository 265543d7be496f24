import type { JsonObject } from '@tangram/schema';
import { ruleProblem } from '../../../errors.ts';
import type { Way } from './way.ts';
import { personSetting, waySchema } from './way-schema.ts';

interface ByWeight extends JsonObject {
  readonly type: 'weights';
  readonly people: readonly { readonly person: string; readonly weight: number }[];
}

/** Some get more than others: in every round each gets as many records as his weight says. */
export const byWeight: Way<ByWeight> = {
  type: 'weights',
  schema: waySchema(
    'weights',
    { en: 'People by weight', zh: '按权重分配' },
    {
      people: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        title: { en: 'People', zh: '人员' },
        items: {
          type: 'object',
          required: ['person', 'weight'],
          additionalProperties: false,
          properties: {
            person: personSetting,
            weight: { type: 'integer', minimum: 0, maximum: 1000, title: { en: 'Weight', zh: '权重' } },
          },
        },
      },
    },
  ),
  check: () => [],
  sentence({ people }, names) {
    const zh = names.language === 'zh';
    const list = people.map(({ person, weight }) => `${names.person(person)} ${weight}`).join(zh ? '、' : ', ');
    return zh ? `按权重分配（${list}）` : `by weight (${list})`;
  },
  compile: ({ people: weighted }) => ({
    reads: [],
    async choose(targets, { app, rule, people, turns }) {
      const active = await people.active(weighted.map(({ person }) => person));
      const present = weighted.flatMap(({ person, weight }) => {
        const known = active.get(person);
        return known?.isPresent === true ? [{ id: known.id, weight }] : [];
      });
      const chosen = await turns.weigh({ app, rule, group: '~weights' }, present, targets.length);
      return targets.map((_, index) => {
        const person = chosen[index];
        return person === undefined ? { problem: ruleProblem('RULE_NOBODY_LEFT', '/to/people') } : { person };
      });
    },
  }),
};
