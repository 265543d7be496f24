import type { FieldModel } from '@tangram/forms';
import { type LocalText, textIn } from '@tangram/schema';

/** The titles of fields as one text: `Mobile and Company`, `手机和公司`. */
export function fieldWords(fields: readonly FieldModel[]): LocalText {
  const titles = (language: 'en' | 'zh') =>
    fields.map(({ key, definition }) => textIn(definition.title, language) || key);
  return { en: titles('en').join(' and '), zh: titles('zh').join('和') };
}
