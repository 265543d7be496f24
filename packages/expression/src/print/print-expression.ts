import type { Expression } from '../expression.ts';
import { sentence, type SentenceOptions } from './sentence.ts';
import { spreadsheetText } from './spreadsheet.ts';

/** Every face, the one for reading first. */
export const faces = ['sentence', 'spreadsheet', 'feel'] as const;

export type Face = (typeof faces)[number];

/**
 * One expression, three faces: canonical FEEL, a spreadsheet formula, a sentence in English or Chinese.
 *
 *     printExpression(expression, 'sentence', { language: 'zh', titleOf: (path) => titles[path] })   // 来源是“官网”
 */
export function printExpression(expression: Expression, face: Face, options: SentenceOptions): string {
  switch (face) {
    case 'feel':
      return expression.text;
    case 'spreadsheet':
      return spreadsheetText(expression.ast, options.titleOf);
    case 'sentence':
      return sentence(expression.ast, options);
  }
}
