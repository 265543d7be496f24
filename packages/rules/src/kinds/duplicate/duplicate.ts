import { type DuplicateRule, keySchema } from '@tangram/schema';
import { findCondition } from '../../compile/find-condition.ts';
import type { RuleKind } from '../rule-kind.ts';
import { feelSchema, ruleShape } from '../rule-shape.ts';
import { checkDuplicate } from './check-duplicate.ts';
import { compileMatch } from './compile-match.ts';
import { keepIndexes } from './duplicate-indexes.ts';
import { duplicateWork } from './duplicate-work.ts';

const comparison = {
  type: 'object',
  required: ['field', 'how'],
  additionalProperties: false,
  properties: {
    field: keySchema,
    how: { enum: ['exact', 'text', 'phone', 'email', 'email-domain', 'company', 'similar'] },
    least: { type: 'number', minimum: 0, maximum: 1 },
  },
} as const;

/** Finds records that are there already when one more is saved. */
export const duplicate: RuleKind<DuplicateRule> = {
  type: 'duplicate',
  title: { en: 'Duplicates', zh: '查重规则' },
  description: {
    en: 'Find records that are there already: refuse, warn or mark.',
    zh: '发现重复的记录：拒绝、提醒或标记。',
  },
  icon: 'CopyOutlined',
  shape: ruleShape({
    required: ['match', 'answer'],
    properties: {
      match: {
        type: 'array',
        maxItems: 10,
        items: { type: 'array', items: comparison, minItems: 1, maxItems: 5 },
      },
      if: feelSchema,
      answer: { enum: ['refuse', 'warn', 'mark'] },
      mark: keySchema,
    },
  }),
  initial: (form, title) => ({ type: 'duplicate', title, form, enabled: true, match: [], answer: 'warn' }),
  check: checkDuplicate,
  actions: () => [],
  writes: ({ answer, mark }) => (answer === 'mark' && mark !== undefined ? [mark] : []),
  published: keepIndexes,
  compile(rule, context, problems) {
    const condition = findCondition(context, rule.if, '/if', problems);
    const ways = compileMatch(rule, context.form);
    const scope = condition?.expression.reads.map((path) => path[0] as string) ?? [];
    const compared = ways.flatMap(({ fields }) => fields.map(({ key }) => key));
    return {
      // Whoever saves a record all the same is asked again only when he changes what is compared.
      moment: { kinds: new Set(['create', 'update']), fields: [...new Set([...compared, ...scope])] },
      condition,
      steps: [],
      work: duplicateWork({ rule, ways, condition, form: context.form }),
      isLast: rule.answer !== 'mark',
      isToldEarly: rule.answer !== 'mark',
    };
  },
};
