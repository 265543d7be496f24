import { type Language, type LocalText, languages, textIn } from '@tangram/schema';
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { featureMessages } from './feature-messages.ts';

const storageKey = 'tangram.language';

/** Words of one feature: the same keys in every language, nested at will. */
export interface Messages {
  readonly en: MessageTree;
  readonly zh: MessageTree;
}
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** Every feature's words are one i18next namespace, named like the feature's folder: `useTranslation('records')`. */
export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      languages.map((language) => [
        language,
        Object.fromEntries(Object.entries(featureMessages()).map(([feature, words]) => [feature, words[language]])),
      ]),
    ),
  });
}

/** The language the product speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return asLanguage(i18n.language);
}

/** For code outside components: error sentences, request headers. */
export function currentLanguage(): Language {
  return asLanguage(i18next.language);
}

/** Speaks `language` from now on, on this device. The session keeps it for the person as well. */
export function speak(language: Language): void {
  localStorage.setItem(storageKey, language);
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

/** Reads users' labels in the language spoken now: `const text = useText(); text(form.title)`. */
export function useText(): (text: LocalText | undefined | null) => string {
  const language = useLanguage();
  return useCallback((text) => textIn(text ?? undefined, language), [language]);
}

function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return asLanguage(stored ?? navigator.language);
}

function asLanguage(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
