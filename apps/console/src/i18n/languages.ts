import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { speak } from '../api/http';
import vi from '../locales/vi.json';

/** Every file in `locales` is a language; a new one needs nothing else (Ant Design's own few words fall back to English). */
const files = import.meta.glob<{ default: typeof vi }>('../locales/*.json');

export const FIRST_LANGUAGE = 'vi';
export const LANGUAGES: string[] = Object.keys(files)
  .map((path) => path.replace(/^.*\/|\.json$/g, ''))
  .sort((a, b) => Number(b === FIRST_LANGUAGE) - Number(a === FIRST_LANGUAGE) || a.localeCompare(b));

const KEPT = 'khien.language';

/** The language's own name: "Tiếng Việt", "English". */
export function nameOf(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: FIRST_LANGUAGE,
    fallbackLng: FIRST_LANGUAGE,
    resources: { [FIRST_LANGUAGE]: { translation: vi } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await switchLanguage(localStorage.getItem(KEPT) ?? FIRST_LANGUAGE);
}

/** Switches everything a person reads, error answers of the API included, and keeps the choice. */
export async function switchLanguage(code: string): Promise<void> {
  const known = LANGUAGES.includes(code) ? code : FIRST_LANGUAGE;
  if (!i18next.hasResourceBundle(known, 'translation')) {
    const text = await files[`../locales/${known}.json`]?.();
    if (text) i18next.addResourceBundle(known, 'translation', text.default);
  }
  localStorage.setItem(KEPT, known);
  document.documentElement.lang = known;
  speak(known);
  await i18next.changeLanguage(known);
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof vi };
  }
}
