import { shapeCheck, type RuleMoment } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { checkRule, checkRuleShape } from '../../../check/check-rule.ts';
import { leadCatalog } from '../../../testing/lead-app.ts';
import { momentTypeNamed, momentTypes } from './index.ts';
import type { MomentNames } from './moment-names.ts';

const { form } = leadCatalog();
const lead = form('crm', 'lead') as NonNullable<ReturnType<typeof form>>;
const names = (language: 'en' | 'zh'): MomentNames => ({
  language,
  field: (key, of = 'lead') => {
    const title = form('crm', of)?.fields.get(key)?.definition.title ?? key;
    return typeof title === 'string' ? title : (title[language] ?? key);
  },
  form: (key) => (key === 'lead' ? (language === 'zh' ? '线索' : 'Lead') : key),
});
const check = (when: object, of = 'lead') =>
  checkRule(
    {
      type: 'event',
      title: 'R',
      form: of,
      enabled: true,
      when,
      actions: [{ type: 'notify', settings: { to: [{ type: 'field', field: 'owner' }], title: 'x' } }],
    },
    { app: 'crm', key: 'r', form, forms: ['lead', 'account'] },
  ).map(({ code, path }) => `${code} ${path}`);

describe('every moment', () => {
  it.each(momentTypes.map((moment) => [moment.type, moment] as const))(
    '%s speaks both languages, begins in a shape of its own and takes nothing else',
    (type, moment) => {
      expect(momentTypeNamed(type)).toBe(moment);
      expect(Object.keys(moment.title)).toEqual(['en', 'zh']);
      const initial = moment.initial(lead);
      expect(initial.type).toBe(type);
      expect(moment.sentence(initial, names('en'))).not.toBe('');
      expect(moment.sentence(initial, names('zh'))).not.toBe(moment.sentence(initial, names('en')));
      const { settings } = moment;
      const shape = shapeCheck({ type: 'object', additionalProperties: false, properties: settings.properties });
      const { type: _, ...rest } = initial;
      expect(shape({ ...rest, nonsense: 1 }).map(({ path }) => path)).toContain('/nonsense');
    },
  );

  const said: readonly [moment: RuleMoment, en: string, zh: string][] = [
    [
      { type: 'changed', fields: ['stage'], from: ['新线索'], to: ['初步沟通', null] },
      'When Stage changes from "新线索" to "初步沟通" or blank',
      '跟进阶段从“新线索”改为“初步沟通”或空时',
    ],
    [{ type: 'changed' }, 'When anything changes', '改变时'],
    [{ type: 'saved', fields: ['stage'] }, 'When created, or Stage changes', '新增时，或跟进阶段改变时'],
    [
      { type: 'idle', days: 5, records: { form: 'lead', field: 'account' } },
      'For 5 days no new Lead',
      '连续 5 天没有新的线索',
    ],
    [
      { type: 'idle', days: 1, hours: 12, fields: ['stage', 'source'] },
      'For 1 day 12 hours no change of Stage, Source',
      '连续 1 天 12 小时跟进阶段、客户来源没有变化',
    ],
    [{ type: 'date', field: 'due', days: -60, at: '09:00' }, '60 days before Due 09:00', 'Due前 60 天 09:00'],
    [{ type: 'date', field: 'due' }, 'On Due', '到Due当天'],
    [{ type: 'event', name: 'visit' }, 'When the event "visit" arrives', '收到事件“visit”时'],
    [
      { type: 'related', records: { form: 'lead', field: 'account' }, kinds: ['created'] },
      'When a related Lead is created',
      '关联的线索新增时',
    ],
    [{ type: 'button', title: { en: 'Win', zh: '赢单' } }, 'When the button "Win" is pressed', '点击按钮“赢单”时'],
  ];
  it.each(said)('%j is said as a sentence', (moment, en, zh) => {
    const type = momentTypeNamed(moment.type);
    expect(type?.sentence(moment, names('en'))).toBe(en);
    expect(type?.sentence(moment, names('zh'))).toBe(zh);
    expect(check(moment, moment.type === 'related' || 'records' in moment ? 'account' : 'lead')).toEqual([]);
  });

  it.each<[when: object, problems: string[], form?: string]>([
    [{ type: 'changed', fields: ['stge'] }, ['RULE_FIELD_UNKNOWN /when/fields/0']],
    [{ type: 'changed', fields: ['stage', 'source'], to: ['x'] }, ['RULE_MOMENT_ONE_FIELD /when/fields']],
    [{ type: 'changed', to: ['x'] }, ['RULE_MOMENT_ONE_FIELD /when/fields']],
    [{ type: 'changed', fields: ['stage'], to: ['no such stage'] }, ['RULE_VALUE_NOT_ALLOWED /when/to/0']],
    [{ type: 'idle', days: 5 }, ['RULE_IDLE_OF_WHAT /when']],
    [{ type: 'idle', days: 0, fields: ['stage'] }, ['RULE_IDLE_HOW_LONG /when/days']],
    [{ type: 'idle', days: 5, records: { form: 'leed', field: 'x' } }, ['RULE_FORM_UNKNOWN /when/records/form']],
    [
      { type: 'idle', days: 5, records: { form: 'account', field: 'parent' } },
      ['RULE_NOT_REFERRING /when/records/field'],
    ],
    [{ type: 'date', field: 'stage' }, ['RULE_FIELD_WRONG_TYPE /when/field']],
    [{ type: 'date', field: 'due', at: '24:00' }, ['SCHEMA_PATTERN /when/at']],
    [{ type: 'schedule', cron: '0 9 * *' }, ['RULE_CRON_WRONG /when/cron']],
    [{ type: 'schedule', cron: '0 0 9 * * *' }, ['RULE_CRON_WRONG /when/cron']],
    [
      { type: 'schedule', cron: '0 9 31 2 *', zone: 'Mars' },
      ['RULE_ZONE_UNKNOWN /when/zone', 'RULE_CRON_WRONG /when/cron'],
    ],
    [{ type: 'event', name: '~timer' }, ['SCHEMA_PATTERN /when/name']],
    [
      { type: 'related', records: { form: 'lead', field: 'account' }, fields: ['nope'], where: 'amount > "x"' },
      ['RULE_FIELD_UNKNOWN /when/fields/0', 'EXPR_TYPE_CLASH /when/where'],
      'account',
    ],
  ])('%j is refused', (when, problems, of) => {
    expect(check(when, of)).toEqual(problems);
  });

  it('that does not exist is named, with the moments there are', () => {
    const problems = checkRuleShape({
      type: 'event',
      title: 'R',
      form: 'lead',
      enabled: true,
      when: { type: 'idel' },
      actions: [],
    });
    expect(problems.map(({ path }) => path)).toEqual(['/when']);
  });
});
