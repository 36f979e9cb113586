import { dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { StepMark } from '../ui/compliance-marks';
import { LawText } from '../ui/law-text';
import { LevelBadge, UndecidedLevel } from '../ui/level-badge';
import type { DossierView } from './use-dossier';

/** Which system, which determination, where it stands, which level by which clause. */
export function DossierHeading({ view }: { view: DossierView }) {
  const { t, both } = useText();
  const { dossier, completeness } = view.detail;
  const { parties, system } = view.form;
  const { decision } = dossier.papers;
  const facts: [string, string][] = [
    [t('dossiers.owner'), parties.owner ? both(parties.owner.name) : t('system.notStated')],
    [t('dossiers.operator'), parties.operator ? both(parties.operator.name) : t('system.notStated')],
    [t('dossiers.regime'), dossier.regime === 'ND85' ? t('dossiers.ND85') : t('dossiers.ND331')],
    [t('dossiers.completeness'), t('dossiers.percent', { percent: completeness.percent })],
  ];
  if (decision) facts.push([t('dossiers.decision'), `${decision.number}, ${dayText(decision.date)}`]);
  if (dossier.validUntil) facts.push([t('dossiers.validUntil'), dayText(dossier.validUntil)]);
  return (
    <header className="heading dossier-heading">
      <div className="heading-words">
        <div className="heading-marks">
          <StepMark step={dossier.step} />
          <Level view={view} />
          {dossier.criticalList && <span className="chip">{t('mark.critical_list')}</span>}
        </div>
        <h1 data-testid="dossier-title">
          {both(system.name)}
          <span className="heading-version">
            {t('dossiers.determination', { count: dossier.determination })}
          </span>
        </h1>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </header>
  );
}

/** A bare level only where a decision gave it; a proposed one with its clauses; else that nothing is concluded. */
function Level({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier, level } = view.detail;
  if (dossier.approvedLevel !== undefined) return <LevelBadge level={dossier.approvedLevel} approved />;
  if (dossier.proposedLevel === undefined && level.level === null)
    return <UndecidedLevel floor={level.floor} candidates={level.candidates} />;
  const said = dossier.proposedLevel ?? level.level;
  const clauses = [
    ...new Set(level.reasons.filter((reason) => reason.level === said).map(({ clause }) => clause)),
  ];
  return (
    <span className="level-undecided">
      <LevelBadge level={said} approved={false} />
      {level.level === null ? (
        <span className="muted">{t('dossiers.notConcluded')}</span>
      ) : (
        clauses.length > 0 && (
          <span className="muted">
            {t('system.by')} <LawText text={clauses.join(', ')} inline />
          </span>
        )
      )}
    </span>
  );
}
