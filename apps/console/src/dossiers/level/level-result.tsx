import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { postLevel } from '../../api/systems';
import type { LevelAnswer } from '../../api/views-level';
import { useText } from '../../i18n/use-text';
import type { Facts } from '../../systems/card/level-facts';
import { LevelAnswerView } from '../../systems/level-answer';
import { Refusal } from '../../ui/refusal';
import { useProblemWords } from '../../ui/state-panel';
import { useLater } from '../../ui/use-later';
import type { useSave } from '../../ui/use-save';

export interface Proposal {
  level: number;
  rationale?: string;
  answer: LevelAnswer;
}

interface LevelResultProps {
  systemId: string;
  facts: Facts;
  started: boolean;
  saving: ReturnType<typeof useSave<Proposal, unknown>>;
  onReload: () => void;
}

/** What the answers give, as one answers; where it is not concluded the person chooses, and says why. */
export function LevelResult({ systemId, facts, started, saving, onReload }: LevelResultProps) {
  const { t } = useText();
  const id = useId();
  const asked = useLater(JSON.stringify(facts), 250);
  const [chosen, setChosen] = useState<number>();
  const [rationale, setRationale] = useState('');
  const answer = useQuery({
    queryKey: ['systems', 'what-if', systemId, asked],
    queryFn: ({ signal }) => postLevel(systemId, JSON.parse(asked) as Facts, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled: started,
  });
  const failure = useProblemWords(answer.error);
  const found = answer.data?.answer;
  const settling = asked !== JSON.stringify(facts) || answer.isFetching;
  const open = found !== undefined && found.level === null;
  const level = open ? chosen : (found?.level ?? undefined);
  const ready = found !== undefined && level !== undefined && !settling && (!open || rationale.trim() !== '');
  return (
    <section className="panel level-side" aria-live="polite" aria-busy={answer.isFetching}>
      <h2>{t('levelAsk.result')}</h2>
      {!started && <p className="muted">{t('levelAsk.notYet')}</p>}
      {failure && <p className="field-error">{failure}</p>}
      {started && found && <LevelAnswerView answer={found} />}
      {open && (
        <div className="level-open">
          <p>{t('levelAsk.open')}</p>
          <Radio.Group
            optionType="button"
            value={chosen}
            onChange={({ target }) => setChosen(target.value as number)}
            options={(found.candidates.length > 0 ? found.candidates : [1, 2, 3, 4, 5]).map((value) => ({
              value,
              label: t('level.of', { level: value }),
            }))}
          />
          <label htmlFor={id}>{t('levelAsk.rationale')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={4000}
            className="grows"
            value={rationale}
            onChange={({ target }) => setRationale(target.value)}
          />
        </div>
      )}
      <Refusal
        refusal={saving.refusal}
        problems={saving.problems}
        onReload={saving.overtaken ? onReload : undefined}
      />
      {started && found && (
        <div className="level-save">
          <Button
            type="primary"
            disabled={!ready}
            loading={saving.busy}
            onClick={() =>
              level !== undefined && saving.save({ level, answer: found, ...(open ? { rationale } : {}) })
            }
            data-testid="propose-level"
          >
            {level === undefined ? t('levelAsk.proposeNone') : t('levelAsk.propose', { level })}
          </Button>
          <p className="muted">{t('levelAsk.saveHelp')}</p>
        </div>
      )}
    </section>
  );
}
