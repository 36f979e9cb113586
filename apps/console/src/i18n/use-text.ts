import type { Bilingual } from '@khien/model';
import { useTranslation } from 'react-i18next';

/** What a component needs to speak: `t` for our words, `both` for bilingual data, `language` for numbers and dates. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return { t, language, both: (text: Bilingual) => inLanguage(text, language) };
}

/** Data comes in Vietnamese and English; any other language reads the Vietnamese. */
export function inLanguage(text: Bilingual, language: string): string {
  return (language === 'en' ? text.en : text.vi) || text.vi || text.en;
}
