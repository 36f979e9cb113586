import type { ReactNode } from 'react';
import { LanguageSwitch } from '../app/language-switch';
import { useText } from '../i18n/use-text';
import { ShieldShape } from '../ui/shapes';
import { usePageTitle } from '../ui/use-page-title';

/** The plain page around signing in and setting up. */
export function EntryFrame({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: string;
  children: ReactNode;
}) {
  const { t } = useText();
  usePageTitle(title);
  return (
    <div className="entry">
      <header className="entry-head">
        <span className="brand">
          <ShieldShape />
          <span>
            <span className="brand-name">{t('app.name')}</span>
            <span className="brand-line">{t('app.tagline')}</span>
          </span>
        </span>
        <LanguageSwitch />
      </header>
      <main className="entry-card">
        <h1>{title}</h1>
        {intro && <p className="entry-intro">{intro}</p>}
        {children}
      </main>
    </div>
  );
}
