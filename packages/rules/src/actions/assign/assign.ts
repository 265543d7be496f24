import type { JsonObject, Problem } from '@tangram/schema';
import { findWritableField, titleOf } from '../../check/check-names.ts';
import { ruleProblem } from '../../errors.ts';
import type { ActionType } from '../action-type.ts';
import { wayOf, ways } from './ways/index.ts';

interface Assign extends JsonObject {
  /** The people fields that get the person. */
  readonly fields: readonly string[];
  /** How the person is found: see `ways/`. */
  readonly to: JsonObject & { readonly type: string };
  /** Leave records alone whose first such field is filled in already. */
  readonly onlyWhenBlank?: boolean;
}

/**
 * Gives the record to somebody: one person, a group in turn, the least busy, by weight, by a table. Who is
 * inactive or away is passed over where there is a choice; one who is named gets it all the same.
 */
export const assign: ActionType<Assign> = {
  type: 'assign',
  title: { en: 'Assign to', zh: '分配给' },
  description: {
    en: 'Give the record to a person: in turn, to the least busy, by weight or by a table.',
    zh: '把记录分配给某人：轮流、负荷最小、按权重或按对照表。',
  },
  icon: 'UserSwitchOutlined',
  stage: 'record',
  settings: {
    type: 'object',
    required: ['fields', 'to'],
    additionalProperties: false,
    properties: {
      fields: {
        type: 'array',
        title: { en: 'Write into', zh: '写入字段' },
        minItems: 1,
        maxItems: 5,
        items: { type: 'string', format: 'tangram-key', widget: 'field', accepts: ['person'] },
      },
      to: { title: { en: 'To', zh: '给' }, oneOf: ways.map((way) => way.schema) },
      onlyWhenBlank: { type: 'boolean', title: { en: 'Only when blank', zh: '仅在为空时' } },
    },
  },
  initial: () => ({ fields: ['owner'], to: { type: 'group', group: '' } }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, key] of settings.fields.entries()) {
      const field = findWritableField(context, key, `/fields/${index}`, problems);
      if (field !== null && field.references !== 'person') {
        problems.push(
          ruleProblem('RULE_FIELD_WRONG_TYPE', `/fields/${index}`, {
            field: titleOf(field),
            expected: { en: 'a person', zh: '人员' },
          }),
        );
      }
    }
    return [...problems, ...wayOf(settings.to).check(settings.to, context)];
  },
  sentence({ fields, to }, names) {
    const zh = names.language === 'zh';
    const what = fields.map((field) => names.field(field)).join(zh ? '、' : ', ');
    const whom = wayOf(to).sentence(to, names);
    return zh ? `${what}${whom}` : `Assign ${what} ${whom}`;
  },
  writes: ({ fields }) => fields,
  compile({ fields, to, onlyWhenBlank }, context) {
    const first = fields[0] as string;
    const chooser = wayOf(to).compile(to, context);
    return {
      reads: chooser.reads,
      constants: null,
      ...(onlyWhenBlank === true ? {} : { chooses: { fields, how: to } }),
      async run(targets, runtime) {
        const open = onlyWhenBlank === true ? targets.filter((target) => target.values[first] == null) : targets;
        if (open.length === 0) return;
        const choices = await chooser.choose(open, runtime, first);
        for (const [index, target] of open.entries()) {
          const choice = choices[index];
          if (choice === undefined) continue;
          if ('problem' in choice) target.report(choice.problem);
          else for (const field of fields) target.set(field, choice.person);
        }
      },
    };
  },
};
