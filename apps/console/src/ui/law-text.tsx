import { capital } from '../format/capital';
import { citationInEnglish } from '../format/citation-in-english';
import { type LawPlace, lawActOf, lawPlaceOf, lawPlacesOf, SHORTHAND } from '../format/law-place';
import { useText } from '../i18n/use-text';

/** The article in full words: nobody should have to know our shorthand. */
export function LawText({ text, inline = false }: { text: string; inline?: boolean }) {
  return useLawWords()(text, inline);
}

/** `inline`: in the middle of a sentence. */
export function useLawWords(): (text: string, inline?: boolean) => string {
  const { language } = useText();
  const placeWords = usePlaceWords();
  const sentence = useLawSentence();
  const inWords = (text: string) =>
    (language === 'vi' ? undefined : citationInEnglish(text)) ?? sentence(text);
  return (text, inline = false) => {
    const words = lawPlacesOf(text)
      .map((place) => (typeof place === 'string' ? inWords(place) : placeWords(place)))
      .join(', ');
    return inline ? words : capital(words);
  };
}

/** The same for what is mentioned in a sentence; in one of another language than the reader's the words would not fit. */
export function useLawSentence(): (text: string, inTheirs?: boolean) => string {
  const { language } = useText();
  const placeWords = usePlaceWords();
  const actWords = useActWords();
  const words = (text: string) => {
    const place = lawPlaceOf(text);
    return place ? placeWords(place) : actWords(text);
  };
  return (text, inTheirs = language === 'vi') => (inTheirs ? text.replace(SHORTHAND, words) : actWords(text));
}

function usePlaceWords(): (place: LawPlace) => string {
  const { t } = useText();
  const actWords = useActWords();
  return ({ act, article, clause, point }) => {
    const where = clause
      ? point
        ? t('law.point', { article, clause, point })
        : t('law.clause', { article, clause })
      : t('law.article', { article });
    return act ? t('law.of', { where, act: actWords(act) }) : where;
  };
}

function useActWords(): (act: string) => string {
  const { t } = useText();
  return (act) => {
    const named = lawActOf(act);
    return named ? t(`law.${named.kind}`, { number: named.number }) : act;
  };
}
