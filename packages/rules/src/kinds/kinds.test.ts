import { describe, expect, it } from 'vitest';
import { checkRule, checkRuleShape } from '../check/check-rule.ts';
import { leadCatalog } from '../testing/lead-app.ts';
import { ruleKindNamed, ruleKinds } from './index.ts';

const { form } = leadCatalog();
const rule = (more: object) => ({
  type: 'event',
  title: 'R',
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  ...more,
});
const actions = [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"x"' }] } }];

describe('every kind of rule', () => {
  it.each(ruleKinds.map((kind) => [kind.type, kind] as const))(
    '%s speaks both languages and begins in its own shape',
    (type, kind) => {
      expect(Object.keys(kind.title)).toEqual(['en', 'zh']);
      expect(Object.keys(kind.description)).toEqual(['en', 'zh']);
      expect(ruleKindNamed(type)).toBe(kind);
      const initial = kind.initial('lead', { en: 'New', zh: '新规则' });
      expect(checkRuleShape({ ...initial, nonsense: 1 }).map(({ path }) => path)).toContain('/nonsense');
      // What is freshly made may be unfinished, but never breaks the check.
      expect(() => checkRule(initial, { app: 'crm', key: 'r', form })).not.toThrow();
    },
  );
});

describe('the days on which a rule is in force', () => {
  it('must end no earlier than they begin', () => {
    const check = (effective: object) => checkRule(rule({ actions, effective }), { app: 'crm', key: 'r', form });
    expect(check({ from: '2026-11-27', until: '2026-11-27' })).toEqual([]);
    expect(check({ from: '2026-11-28', until: '2026-11-27' })).toMatchObject([
      { code: 'RULE_NEVER_IN_FORCE', path: '/effective/until' },
    ]);
    expect(check({ from: 'tomorrow' }).map(({ path }) => path)).toEqual(['/effective/from']);
  });
});
