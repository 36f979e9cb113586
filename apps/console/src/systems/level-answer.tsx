import type { LevelAnswer } from '../api/views-level';
import { capital } from '../format/capital';
import { useText } from '../i18n/use-text';
import { Clause } from '../ui/clause';
import { useLawSentence } from '../ui/law-text';
import { LevelBadge, UndecidedLevel } from '../ui/level-badge';
import { useRegimeName } from '../ui/use-regime-name';
import { firstToAnswer, undecidedOf } from './undecided';
import { sortedWarnings } from './warnings';
import './level-answer.css';

/** What the calculator says: the level with its clauses, or that it is not concluded and why. Always a proposal. */
export function LevelAnswerView({ answer }: { answer: LevelAnswer }) {
  const { t, both, language } = useText();
  const sayClauses = useLawSentence();
  const regime = useRegimeName();
  const { level, floor, candidates, reasons, undecided, proposed } = answer;
  const english = language === 'en' ? answer.warningsEn : undefined;
  const inTheirs = english !== undefined || language === 'vi';
  const { heed, notYet } = sortedWarnings(english ?? answer.warnings);
  const spoken = english ? 'en' : 'vi';
  return (
    <div className="level-answer" data-testid="level-answer">
      <p className="level-result">
        {level === null ? (
          <UndecidedLevel floor={floor} candidates={candidates} />
        ) : (
          <LevelBadge level={level} />
        )}
        <span className="muted">{t('system.underRegime', { regime: regime(answer.regime) })}</span>
        {proposed !== null && proposed !== level && (
          <span className="muted">{t('system.proposedIs', { level: proposed })}</span>
        )}
      </p>
      {reasons.length > 0 && (
        <ul className="reasons-list">
          {reasons.map(({ clause, criterion, criterionEn = criterion, level: gives, mark }) => (
            <li key={`${clause} ${criterion}`}>
              {capital(both({ vi: criterion, en: criterionEn }))}
              {gives !== null && <span className="muted"> {t('system.gives', { level: gives })}</span>}
              <Clause clause={clause} mark={mark} />
            </li>
          ))}
        </ul>
      )}
      {undecided.length > 0 && (
        <>
          <h3 className="small-heading">{t('system.undecided')}</h3>
          <ul className="reasons-list">
            {firstToAnswer(undecided).map((code) => {
              const known = undecidedOf(code);
              return <li key={code}>{known ? t(`undecided.${known}`) : code}</li>;
            })}
          </ul>
        </>
      )}
      {heed.length > 0 && (
        <ul className="warnings" lang={spoken}>
          {heed.map((warning) => (
            <li key={warning}>{sayClauses(warning, inTheirs)}</li>
          ))}
        </ul>
      )}
      {notYet.length > 0 && (
        <details className="not-yet">
          <summary>{t('system.notYet', { count: notYet.length })}</summary>
          <ul className="warnings" lang={spoken}>
            {notYet.map((warning) => (
              <li key={warning}>{sayClauses(warning, inTheirs)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
