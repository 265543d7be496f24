import type { RuleDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { circlePath, circlesThroughRule } from './rule-circles.ts';
import { checkRule, type RuleCheck } from './check-rule.ts';
import { leadCatalog } from '../testing/lead-app.ts';

const catalog = leadCatalog();
const place: RuleCheck = {
  app: 'crm',
  key: 'this',
  form: (app, form) => catalog.form(app, form),
  forms: ['account', 'lead'],
  groups: ['sales_a'],
};

const event = (rule: object): object => ({
  type: 'event',
  title: 'This',
  form: 'lead',
  enabled: true,
  when: { type: 'created' },
  ...rule,
});
const setField = (field: string, value: string) => ({ type: 'set-fields', settings: { fields: [{ field, value }] } });
const found = (rule: object, others: { [key: string]: object } = {}) =>
  checkRule(rule, {
    ...place,
    rules: new Map(Object.entries(others)) as unknown as ReadonlyMap<string, RuleDefinition>,
  }).map(({ code, path, hint }) => (hint === undefined ? [code, path] : [code, path, hint]));

describe('the check of a rule', () => {
  it('has nothing to say of a sound one', () => {
    expect(
      found(
        event({
          when: { type: 'changed', fields: ['stage'] },
          if: 'previous.stage = "新线索" and account.sector in ("retail", "medical") and list contains(user.groups, "sales_a")',
          actions: [
            setField('note', 'name + "!"'),
            { type: 'add-tags', settings: { field: 'tags', tags: ['VIP', 'any'] } },
            { type: 'assign', settings: { fields: ['owner'], to: { type: 'group', group: 'sales_a' } } },
            {
              type: 'notify',
              settings: { to: [{ type: 'field', field: 'created_by' }], title: { en: '{name}', zh: '{account.name}' } },
            },
          ],
        }),
      ),
    ).toEqual([]);
  });

  const mistakes: readonly [what: string, rule: object, problems: readonly unknown[]][] = [
    ['no document', [] as object, [['SCHEMA_TYPE', '']]],
    ['another kind', { type: 'evnt' }, [['RULE_TYPE_UNKNOWN', '/type', 'Did you mean "event"?']]],
    [
      'a form that is not there',
      event({ form: 'leed', actions: [setField('x', '1')] }),
      [['RULE_FORM_UNKNOWN', '/form', 'Did you mean "lead"?']],
    ],
    ['no action', event({ actions: [] }), [['RULE_ACTION_MISSING', '/actions']]],
    [
      'an action misspelt',
      event({ actions: [{ type: 'asign', settings: {} }] }),
      [['RULE_ACTION_UNKNOWN', '/actions/0/type', 'Did you mean "assign"?']],
    ],
    [
      'settings of the wrong shape',
      event({ actions: [{ type: 'add-points', settings: { field: 'score', points: 'ten', much: 1 } }] }),
      [
        ['SCHEMA_UNKNOWN', '/actions/0/settings/much'],
        ['SCHEMA_TYPE', '/actions/0/settings/points'],
      ],
    ],
    [
      'a field of the moment misspelt',
      event({ when: { type: 'changed', fields: ['stag'] }, actions: [setField('note', '"x"')] }),
      [['RULE_FIELD_UNKNOWN', '/when/fields/0', 'Did you mean "stage"?']],
    ],
    [
      'a choice that the field does not have',
      event({ actions: [setField('grade', '"C"')] }),
      [['RULE_VALUE_NOT_ALLOWED', '/actions/0/settings/fields/0/value']],
    ],
    [
      'a value of the wrong type',
      event({ actions: [setField('score', '"many"')] }),
      [['EXPR_TYPE_RESULT', '/actions/0/settings/fields/0/value']],
    ],
    [
      'a computed and a system field',
      event({ actions: [setField('doubled', '1'), setField('version', '1')] }),
      [
        ['RULE_FIELD_READ_ONLY', '/actions/0/settings/fields/0/field'],
        ['RULE_FIELD_READ_ONLY', '/actions/1/settings/fields/0/field'],
      ],
    ],
    [
      'a group misspelt',
      event({
        actions: [{ type: 'assign', settings: { fields: ['owner'], to: { type: 'group', group: 'sales_b' } } }],
      }),
      [['RULE_GROUP_UNKNOWN', '/actions/0/settings/to/group', 'Did you mean "sales_a"?']],
    ],
    [
      'people into a field for text',
      event({ actions: [{ type: 'assign', settings: { fields: ['note'], to: { type: 'person', person: 'a@b.c' } } }] }),
      [['RULE_FIELD_WRONG_TYPE', '/actions/0/settings/fields/0']],
    ],
    [
      'tags into a field for text, points into one for tags',
      event({
        actions: [
          { type: 'add-tags', settings: { field: 'note', tags: ['x'] } },
          { type: 'add-points', settings: { field: 'tags', points: 1 } },
        ],
      }),
      [
        ['RULE_FIELD_WRONG_TYPE', '/actions/0/settings/field'],
        ['RULE_FIELD_WRONG_TYPE', '/actions/1/settings/field'],
      ],
    ],
    [
      'a message with a mistake in one language',
      event({
        actions: [
          {
            type: 'notify',
            settings: { to: [{ type: 'group', group: 'sales_a' }], title: { en: '{nam}', zh: '{name}' } },
          },
        ],
      }),
      [['EXPR_NAME_UNKNOWN', '/actions/0/settings/title/en', 'Did you mean "name"?']],
    ],
    [
      'changing a deleted record',
      event({ when: { type: 'deleted' }, actions: [setField('note', '"x"')] }),
      [['RULE_ACTION_NEEDS_RECORD', '/actions/0/type']],
    ],
    [
      'a condition that is no claim',
      event({ if: 'amount', actions: [setField('note', '"x"')] }),
      [['EXPR_TYPE_RESULT', '/if']],
    ],
  ];
  it.each(mistakes)('finds %s', (_what, rule, problems) => {
    expect(found(rule)).toEqual(problems);
  });

  it('finds everything wrong with a scorecard at once', () => {
    const problems = found({
      type: 'scorecard',
      title: 'Score',
      form: 'lead',
      enabled: true,
      field: 'note',
      attributes: [
        { key: 'a', title: 'A', when: 'visits > 0', points: 5 },
        { key: 'a', title: 'A again', when: 'visit > 0', points: 5 },
        { key: 'b', title: 'B', when: 'visits >', points: 'five' },
        { key: 'c', title: 'C', when: 'visits', points: 5 },
      ],
      bands: [
        { key: 'x', title: 'X', from: 10, actions: [{ type: 'add-points', settings: { field: 'scor', points: 1 } }] },
        { key: 'y', title: 'Y', from: 10 },
      ],
    });
    expect(problems).toEqual([
      ['RULE_FIELD_WRONG_TYPE', '/field'],
      ['EXPR_NAME_UNKNOWN', '/attributes/1/when', 'Did you mean "visits"?'],
      ['EXPR_SYNTAX_END', '/attributes/2/when'],
      ['EXPR_NAME_UNKNOWN', '/attributes/2/points'],
      ['EXPR_TYPE_RESULT', '/attributes/3/when'],
      ['RULE_KEY_TWICE', '/attributes/1/key'],
      ['RULE_FIELD_UNKNOWN', '/bands/0/actions/0/settings/field', 'Did you mean "score"?'],
      ['RULE_BAND_ORDER', '/bands/1/from'],
    ]);
  });

  it('finds what is wrong with its events, idleness, limits and level', () => {
    const problems = found({
      type: 'scorecard',
      title: 'Score',
      form: 'lead',
      enabled: true,
      field: 'score',
      levelField: 'grade',
      attributes: [{ key: 'a', title: 'A', when: 'visits > 0', points: 'job', group: 'fitt' }],
      groups: [{ key: 'fit', title: 'Fit', min: 5, max: 1 }],
      range: { min: 0, max: 100 },
      events: [
        {
          key: 'v',
          title: 'V',
          event: 'visit',
          points: 5,
          counts: 'each',
          data: { page: 'text' },
          when: 'event.pge = "x"',
        },
        { key: 'a', title: 'A', event: 'visit', points: 5, counts: { per: 'day', times: 1 } },
        { key: 'w', title: 'W', event: 'visit', points: 5, counts: 'twice' },
      ],
      idle: [
        { key: 'i', title: 'I', days: 30, points: -5 },
        { key: 'j', title: 'J', days: 30, points: -5, fields: ['stge'] },
      ],
      bands: [{ key: 'hot', title: 'Hot', from: 0 }],
    });
    expect(problems.map(([code, path]) => `${code} ${path}`)).toEqual([
      expect.stringMatching(/^SCHEMA_.* \/events\/2\/counts/),
      'RULE_VALUE_NOT_ALLOWED /bands/0/key',
      'EXPR_TYPE_RESULT /attributes/0/points',
      'RULE_SCORE_GROUP_UNKNOWN /attributes/0/group',
      'EXPR_MEMBER_UNKNOWN /events/0/when',
      'RULE_IDLE_OF_NOTHING /idle/0',
      'RULE_FIELD_UNKNOWN /idle/1/fields/0',
      'RULE_SCORE_RANGE /groups/0/max',
      'RULE_KEY_TWICE /events/1/key',
    ]);
  });
});

describe('rules that set each other off', () => {
  const changed = (field: string, actions: object[], more: object = {}) =>
    event({ title: `On ${field}`, when: { type: 'changed', fields: [field] }, actions, ...more });

  it('are refused when they count each other up', () => {
    const others = { other: changed('score', [{ type: 'add-points', settings: { field: 'visits', points: 1 } }]) };
    const rule = changed('visits', [{ type: 'add-points', settings: { field: 'score', points: 1 } }]);
    expect(found(rule, others)[0]?.slice(0, 2)).toEqual(['RULE_CYCLE', '']);
    expect(checkRule(rule, { ...place, rules: new Map(Object.entries(others)) as never })[0]?.params).toEqual({
      path: 'On visits → On score → On visits',
    });
  });

  it('are refused when the values of each make the other true, over three rules too', () => {
    const others = {
      b: changed('stage', [setField('grade', '"A"')], { if: 'stage = "初步沟通"' }),
      c: changed('grade', [setField('stage', '"新线索"'), setField('grade', '"B"')], { if: 'grade = "A"' }),
    };
    const rule = changed('stage', [setField('stage', '"初步沟通"'), setField('note', '"x"')], {
      if: 'stage = "新线索"',
    });
    const loop = { ...others, a: rule };
    // The third one writes the stage that the first one waits for, and each changes what it found.
    expect(found(rule, loop).map(([code]) => code)).toEqual(['RULE_CYCLE']);
  });

  it('are told apart by how they end, with their titles in every language', () => {
    const titled = (en: string, zh: string) => ({ title: { en, zh } });
    const back = changed('grade', [setField('stage', '"新线索"')], titled('Back', '返回'));
    const there = changed('stage', [setField('grade', '"A"')], titled('There', '前往'));
    const count = changed(
      'grade',
      [{ type: 'add-points', settings: { field: 'visits', points: 1 } }, setField('stage', '"新线索"')],
      {
        ...titled('Back', '返回'),
        if: 'visits < 3',
      },
    );
    const circles = (other: object, own: object = there) =>
      circlesThroughRule(
        'r',
        own as never,
        leadCatalog().form('crm', 'lead') as never,
        new Map([['o', other as never]]),
      );
    const around = [
      { key: 'r', title: { en: 'There', zh: '前往' }, fields: ['grade'] },
      { key: 'o', title: { en: 'Back', zh: '返回' }, fields: ['stage'] },
    ];
    expect(circles(back)).toEqual([{ stations: around, ends: 'settles' }]);
    expect(circles(count)).toEqual([{ stations: around, ends: 'bounded' }]);
    const endless = { ...back, actions: [setField('stage', 'if stage = "新线索" then "初步沟通" else "新线索"')] };
    const more = { ...there, actions: [setField('grade', 'stage')] };
    expect(circles(endless, more).map(({ ends }) => ends)).toEqual(['never']);
    expect(circlePath({ stations: around, ends: 'settles' })).toEqual({
      en: 'There → Back → There',
      zh: '前往 → 返回 → 前往',
    });
  });

  it('are let through when a condition can end it, or when they come to rest', () => {
    const rest = { other: changed('grade', [setField('stage', '"初步沟通"')]) };
    expect(found(changed('stage', [setField('grade', '"A"')]), rest)).toEqual([]);
    const bounded = {
      other: changed('score', [{ type: 'add-points', settings: { field: 'visits', points: 1 } }], { if: 'visits < 5' }),
    };
    expect(
      found(changed('visits', [{ type: 'add-points', settings: { field: 'score', points: 1 } }]), bounded),
    ).toEqual([]);
    const off = {
      other: {
        ...changed('score', [{ type: 'add-points', settings: { field: 'visits', points: 1 } }]),
        enabled: false,
      },
    };
    expect(found(changed('visits', [{ type: 'add-points', settings: { field: 'score', points: 1 } }]), off)).toEqual(
      [],
    );
  });

  it('are refused when one adds points to what a scorecard computes', () => {
    const card = { type: 'scorecard', title: 'Card', form: 'lead', enabled: true, field: 'score', attributes: [] };
    expect(
      found(event({ actions: [{ type: 'add-points', settings: { field: 'score', points: 5 } }] }), { card }),
    ).toEqual([['RULE_SCORE_SHARED', '/actions/0']]);
  });
});
