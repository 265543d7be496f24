import { readExpression } from '@tangram/expression';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import type { EditorAround } from './editor/editor-around.ts';
import type { ExpressionSurroundings } from './expression-surroundings.ts';

/** What the text editor knows beyond its text, in the language spoken now. */
export function useEditorAround({ scope, names }: ExpressionSurroundings): EditorAround {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  return useMemo(
    () => ({
      scope,
      names,
      language,
      chipOf: (path) => names.titleOf?.(path) ?? (path === 'user' ? t('signedIn') : undefined),
      astOf: (text) => (text.trim() === '' ? null : (readExpression(text, scope).expression?.ast ?? null)),
      kindWords: {
        field: t('kinds.field'),
        relation: t('kinds.relation'),
        option: t('kinds.option'),
        function: t('kinds.function'),
        operator: '',
      },
    }),
    [scope, names, language, t],
  );
}
