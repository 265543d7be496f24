import { isEqual, toFeel } from '@tangram/expression';
import type { FieldModel } from '@tangram/forms';
import type { JsonValue, Problem } from '@tangram/schema';
import { checkValue } from '../../../check/constant.ts';
import { ruleProblem } from '../../../errors.ts';
import { listed, type MomentNames } from './moment-names.ts';
import type { MomentType } from './moment-type.ts';
import { checkFields, watchedFields } from './watched-fields.ts';

interface Changed {
  readonly type: 'changed';
  readonly fields?: readonly string[];
  readonly from?: readonly JsonValue[];
  readonly to?: readonly JsonValue[];
}

const values = { type: 'array', minItems: 1, maxItems: 50, widget: 'field-values' } as const;

/** A field changes, of one only where it goes from or to certain values. */
export const changed: MomentType<Changed> = {
  type: 'changed',
  title: { en: 'A {form} is changed', zh: '修改{form}时' },
  settings: {
    properties: {
      fields: { ...watchedFields, title: { en: 'Of these fields', zh: '以下字段' } },
      from: { ...values, title: { en: 'Only from', zh: '仅当原值为' } },
      to: { ...values, title: { en: 'Only to', zh: '仅当改为' } },
    },
  },
  initial: () => ({ type: 'changed' }),
  check(when, { context }) {
    const problems = checkFields(when.fields, context, '/when/fields');
    if (problems.length > 0 || (when.from === undefined && when.to === undefined)) return problems;
    const [key, ...others] = when.fields ?? [];
    const field = key === undefined ? undefined : context.form.fields.get(key);
    if (field === undefined || others.length > 0) return [ruleProblem('RULE_MOMENT_ONE_FIELD', '/when/fields')];
    return [...checkValues(when.from, field, '/when/from'), ...checkValues(when.to, field, '/when/to')];
  },
  sentence({ fields, from, to }, names) {
    const zh = names.language === 'zh';
    const which =
      fields === undefined
        ? null
        : listed(
            fields.map((field) => names.field(field)),
            names,
          );
    const [was, is] = [valueWords(from, names), valueWords(to, names)];
    if (zh) {
      return `${which ?? ''}${was === null ? '' : `从${was}`}${is === null ? '改变时' : `改为${is}时`}`;
    }
    return `When ${which ?? 'anything'} changes${was === null ? '' : ` from ${was}`}${is === null ? '' : ` to ${is}`}`;
  },
  compile({ fields, from, to }, { form }) {
    const field = fields?.length === 1 ? form.fields.get(fields[0] as string) : undefined;
    const moment = { kinds: new Set(['update'] as const), fields: fields ?? null };
    if (field === undefined || (from === undefined && to === undefined)) return moment;
    const wasRight = isOneOf(from, field);
    const isRight = isOneOf(to, field);
    return {
      ...moment,
      fits: ({ before, values: now }) => wasRight(before?.[field.key] ?? null) && isRight(now[field.key] ?? null),
    };
  },
};

function checkValues(wanted: readonly JsonValue[] | undefined, field: FieldModel, path: string): Problem[] {
  return (wanted ?? []).flatMap((value, index) => (value === null ? [] : checkValue(value, field, `${path}/${index}`)));
}

/** Compared as FEEL compares, so that 1 and 1.0 are one number. */
function isOneOf(wanted: readonly JsonValue[] | undefined, field: FieldModel): (value: JsonValue) => boolean {
  if (wanted === undefined) return () => true;
  const feel = (value: JsonValue) => (field.references === undefined ? toFeel(value, field.feelType) : textOf(value));
  const known = wanted.map(feel);
  return (value) => known.some((one) => isEqual(one, feel(value)) === true);
}

/** A reference is compared by the id it holds. */
function textOf(value: JsonValue): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null;
}

function valueWords(wanted: readonly JsonValue[] | undefined, names: MomentNames): string | null {
  if (wanted === undefined || wanted.length === 0) return null;
  const zh = names.language === 'zh';
  const words = wanted.map((value) => {
    if (value === null) return zh ? '空' : 'blank';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return zh ? `“${text}”` : `"${text}"`;
  });
  return words.join(zh ? '或' : ' or ');
}
