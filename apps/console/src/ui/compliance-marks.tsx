import type { DossierStep, LayerVerdict } from '@khien/model';
import { dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { LayerShape, StepShape } from './compliance-shapes';

/** Verdict of one layer, in shape, word and colour. `short`: the word is only read aloud, the place has no room for it. */
export function LayerMark({ verdict, short = false }: { verdict: LayerVerdict; short?: boolean }) {
  const { t } = useText();
  const word = t(`verdict.${verdict}`);
  return (
    <span className={`mark layer layer-${verdict}`} title={short ? word : undefined}>
      <LayerShape verdict={verdict} />
      <span className={short ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}

/** Where a dossier stands. */
export function StepMark({ step }: { step: DossierStep }) {
  const { t } = useText();
  return (
    <span className={`mark step step-${step}`}>
      <StepShape step={step} />
      {t(`step.${step}`)}
    </span>
  );
}

/** A day of the Vietnamese calendar. */
export function DayText({ day }: { day: string }) {
  return (
    <time className="instant" dateTime={day}>
      {dayText(day)}
    </time>
  );
}
