import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { speak } from '../api/http';
import type { Words } from './words';

type WordFile = { default: Partial<Words> };

/** Every folder in `locales` is a language, every file in it a family of pages; a new one needs nothing else here. */
const first = import.meta.glob<WordFile>('../locales/vi/*.json', { eager: true });
const files = import.meta.glob<WordFile>(['../locales/*/*.json', '!../locales/vi/*.json']);

export const FIRST_LANGUAGE = 'vi';
export const LANGUAGES: string[] = [FIRST_LANGUAGE, ...new Set(Object.keys(files).map(folderOf).sort())];

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
    resources: { [FIRST_LANGUAGE]: { translation: merged(Object.values(first)) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await switchLanguage(localStorage.getItem(KEPT) ?? FIRST_LANGUAGE);
}

/** Switches everything a person reads, error answers of the API included, and keeps the choice. */
export async function switchLanguage(code: string): Promise<void> {
  const known = LANGUAGES.includes(code) ? code : FIRST_LANGUAGE;
  if (!i18next.hasResourceBundle(known, 'translation')) {
    const mine = Object.entries(files).filter(([path]) => folderOf(path) === known);
    const read = await Promise.all(mine.map(([, load]) => load()));
    i18next.addResourceBundle(known, 'translation', merged(read));
  }
  localStorage.setItem(KEPT, known);
  document.documentElement.lang = known;
  speak(known);
  await i18next.changeLanguage(known);
}

function folderOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** Top-level keys are unique over the files of a language (tested), so nothing is lost here. */
function merged(read: readonly WordFile[]): Partial<Words> {
  return Object.assign({}, ...read.map((file) => file.default));
}
