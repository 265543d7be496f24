import type { FormModel } from '@tangram/forms';
import type { DuplicateComparison, DuplicateRule } from '@tangram/schema';
import type { RuleEdit } from '../../rule-edits.ts';

export function changeDuplicate(change: (rule: DuplicateRule) => DuplicateRule): RuleEdit {
  return (rule) => (rule.type === 'duplicate' ? change(rule) : rule);
}

/** Puts a comparison in its place, or at the end of its way where `at` lies behind it. */
export function setComparison(way: number, at: number, comparison: DuplicateComparison): RuleEdit {
  return changeDuplicate((rule) => ({
    ...rule,
    match: rule.match.map((list, index) => (index === way ? list.toSpliced(at, 1, comparison) : list)),
  }));
}

export function addWay(comparison: DuplicateComparison): RuleEdit {
  return changeDuplicate((rule) => ({ ...rule, match: [...rule.match, [comparison]] }));
}

/** The last comparison of a way takes the way with it. */
export function removeComparison(way: number, at: number): RuleEdit {
  return changeDuplicate((rule) => ({
    ...rule,
    match: rule.match
      .map((list, index) => (index === way ? list.toSpliced(at, 1) : list))
      .filter((list) => list.length > 0),
  }));
}

export function setScope(text: string): RuleEdit {
  return changeDuplicate((rule) => {
    const { if: _, ...rest } = rule;
    return text.trim() === '' ? rest : { ...rest, if: text };
  });
}

export function setAnswer(answer: DuplicateRule['answer']): RuleEdit {
  return changeDuplicate(({ mark, ...rest }) => ({
    ...rest,
    answer,
    ...(answer === 'mark' && mark !== undefined ? { mark } : {}),
  }));
}

/** The fields that can be compared: texts in every way, references only exactly. */
export function comparableFields(form: FormModel): { readonly key: string; readonly hows: readonly How[] }[] {
  return [...form.fields.values()]
    .filter(({ isSystem, valueType }) => !isSystem && (valueType === 'text' || valueType === 'reference'))
    .map(({ key, references }) => ({ key, hows: references === undefined ? textHows : ['exact'] }));
}

/** The fields that a mark can be written to. */
export function markFields(form: FormModel): string[] {
  return [...form.fields.values()]
    .filter(({ isSystem, isComputed }) => !isSystem && !isComputed)
    .filter(
      ({ valueType, references }) =>
        valueType === 'boolean' ||
        (typeof references === 'object' && references.app === form.app && references.form === form.key),
    )
    .map(({ key }) => key);
}

type How = DuplicateComparison['how'];
const textHows: readonly How[] = ['exact', 'text', 'phone', 'email', 'email-domain', 'company', 'similar'];
