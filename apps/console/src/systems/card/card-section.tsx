import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';

export const SECTIONS = [
  'basic',
  'roles',
  'level',
  'network',
  'data',
  'connections',
  'parts',
  'transition',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** One part of the card; the list beside the form leads to it. */
export function CardSection({ id, children }: { id: SectionId; children: ReactNode }) {
  const { t } = useText();
  return (
    <section className="panel card-section" id={`section-${id}`} aria-labelledby={`heading-${id}`}>
      <h2 id={`heading-${id}`}>{t(`card.section_${id}`)}</h2>
      <p className="muted card-about">{t(`card.about_${id}`)}</p>
      {children}
    </section>
  );
}
