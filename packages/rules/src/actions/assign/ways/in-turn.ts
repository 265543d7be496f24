import { checkGroup } from '../../../check/check-names.ts';
import { ruleProblem } from '../../../errors.ts';
import type { Way } from './way.ts';
import { groupSetting, waySchema } from './way-schema.ts';

/** The members of a group evenly, one after the other. */
export const inTurn: Way<{ type: 'group'; group: string }> = {
  type: 'group',
  schema: waySchema('group', { en: 'A group, in turn', zh: '群组成员轮流' }, { group: groupSetting }),
  check: ({ group }, context) => checkGroup(context, group, '/to/group'),
  sentence: ({ group }, names) =>
    names.language === 'zh' ? `由${names.group(group)}成员轮流担任` : `to the members of ${names.group(group)} in turn`,
  compile: ({ group }) => ({
    reads: [],
    async choose(targets, { app, rule, people, turns }) {
      const chosen = await turns.take({ app, rule, group }, await people.members(app, group), targets.length);
      return targets.map((_, index) => {
        const member = chosen[index];
        return member === undefined
          ? { problem: ruleProblem('RULE_GROUP_EMPTY', '/to/group', { group }) }
          : { person: member.id };
      });
    },
  }),
};
