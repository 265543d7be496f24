import type { FeelValue, SentenceOptions } from '@tangram/expression';
import type { Language } from '@tangram/schema';
import type { ConditionNames } from './condition-field.ts';

/** Titles and option labels for `printExpression`. */
export function sentenceOptions(language: Language, names: ConditionNames | undefined): SentenceOptions {
  return {
    language,
    titleOf: (path: string) => names?.titleOf?.(path),
    labelOf: (path: string, value: FeelValue) => {
      const label = names?.optionsOf?.(path)?.find((option) => option.value === value)?.label;
      return label === undefined ? undefined : language === 'zh' ? `“${label}”` : `"${label}"`;
    },
  };
}
