import { LANGUAGES, nameOf, switchLanguage } from '../i18n/languages';
import { useText } from '../i18n/use-text';

/** The languages side by side, each under its own name. */
export function LanguageSwitch() {
  const { t, language } = useText();
  return (
    <fieldset className="switch" aria-label={t('top.language')}>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="switch-item"
          aria-pressed={code === language}
          title={nameOf(code)}
          aria-label={nameOf(code)}
          data-testid={`language-${code}`}
          onClick={() => void switchLanguage(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
