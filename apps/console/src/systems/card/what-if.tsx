import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postLevel } from '../../api/systems';
import { useText } from '../../i18n/use-text';
import { useProblemWords } from '../../ui/state-panel';
import { useLater } from '../../ui/use-later';
import { LevelAnswerView } from '../level-answer';
import type { Facts } from './level-facts';

/** What level the answers give, as one types; nothing is stored. */
export function WhatIf({ systemId, facts }: { systemId: string; facts: Facts }) {
  const { t } = useText();
  const asked = useLater(JSON.stringify(facts), 400);
  const answer = useQuery({
    queryKey: ['systems', 'what-if', systemId, asked],
    queryFn: ({ signal }) => postLevel(systemId, JSON.parse(asked) as Facts, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const refusal = useProblemWords(answer.error);
  return (
    <section className="panel what-if" aria-live="polite" aria-busy={answer.isFetching}>
      <h2>{t('card.whatIf')}</h2>
      <p className="muted card-about">{t('card.whatIfAbout')}</p>
      {answer.error && <p className="field-error">{refusal}</p>}
      {answer.data && <LevelAnswerView answer={answer.data.answer} />}
    </section>
  );
}
