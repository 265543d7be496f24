import { type FeelType, printExpression, readExpression, type Scope } from '@tangram/expression';
import type { Language } from '@tangram/schema';
import type { ConditionNames } from './condition-field.ts';
import { sentenceOptions } from './sentence-options.ts';

export interface ReadAloudOptions {
  readonly scope: Scope;
  readonly language: Language;
  readonly names: ConditionNames | undefined;
  readonly expects?: FeelType;
  /** The field that its value goes into: one of its choices is called by its title. */
  readonly field?: string | undefined;
}

/** An expression as a sentence; as it is written where it does not read: an older one may speak of fields that are gone. */
export function readAloud(text: string, { scope, language, names, expects, field }: ReadAloudOptions): string {
  const { expression } = readExpression(text, scope, expects === undefined ? {} : { expects });
  if (expression === null) return text;
  const { ast } = expression;
  const choice =
    field === undefined || ast.type !== 'literal'
      ? undefined
      : names?.optionsOf?.(field)?.find(({ value }) => value === ast.value)?.label;
  if (choice !== undefined) return language === 'zh' ? `“${choice}”` : `"${choice}"`;
  return printExpression(expression, 'sentence', sentenceOptions(language, names));
}
