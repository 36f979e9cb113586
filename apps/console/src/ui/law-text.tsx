import { type LawPlace, lawPlacesOf } from '../format/law-place';
import { useText } from '../i18n/use-text';

/** The article in full words: nobody should have to know our shorthand. */
export function LawText({ text, inline = false }: { text: string; inline?: boolean }) {
  return useLawWords()(text, inline);
}

/** `inline`: in the middle of a sentence. */
export function useLawWords(): (text: string, inline?: boolean) => string {
  const { t } = useText();
  function placeWords({ act, decree, article, clause, point }: LawPlace): string {
    const where = clause
      ? point
        ? t('law.point', { article, clause, point })
        : t('law.clause', { article, clause })
      : t('law.article', { article });
    if (!act) return where;
    return t('law.of', { where, act: decree ? t('law.decree', { number: decree }) : act });
  }
  return (text, inline = false) => {
    const words = lawPlacesOf(text)
      .map((place) => (typeof place === 'string' ? place : placeWords(place)))
      .join(', ');
    return inline ? words : words.charAt(0).toUpperCase() + words.slice(1);
  };
}
