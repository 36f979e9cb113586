import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { SystemDetail } from '../api/views-systems';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { StepMark } from '../ui/compliance-marks';
import { LawText } from '../ui/law-text';
import { LevelBadge, UndecidedLevel } from '../ui/level-badge';
import { useRegimeName } from '../ui/use-regime-name';

/** Which system, which level by which clause, where it stands: what has to be read first. */
export function SystemHeading({ detail }: { detail: SystemDetail }) {
  const { t, both } = useText();
  const can = useCan();
  const navigate = useNavigate();
  const { system, agency, alerts } = detail;
  const facts: [string, string][] = [
    [t('system.agency'), named(agency)],
    [t('system.owner'), named(detail.owner)],
    [t('system.operator'), named(detail.operator)],
    [t('system.specialisedUnit'), named(detail.specialisedUnit)],
    [t('system.appraiser'), named(detail.appraiser)],
    [t('stage.label'), system.stage ? t(`stage.${system.stage}`) : t('system.notStated')],
  ];
  function named(body: SystemDetail['owner']): string {
    return body ? both(body.name) : t('system.notStated');
  }
  return (
    <header className="heading system-heading">
      <div className="heading-words">
        <div className="heading-marks">
          <SystemLevel detail={detail} />
          <StepMark step={detail.dossier?.step ?? 'not_started'} />
          {alerts && alerts.open > 0 && can('alert.read') && (
            <Link to={`/alerts?systemId=${encodeURIComponent(system.id)}`}>
              {t('system.openAlerts', { count: alerts.open })}
              {alerts.critical > 0 && ` (${t('system.criticalAlerts', { count: alerts.critical })})`}
            </Link>
          )}
        </div>
        <h1 data-testid="system-title">{both(system.name)}</h1>
        {system.purpose && <p className="system-purpose">{system.purpose}</p>}
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {system.marks && system.marks.length > 0 && (
          <ul className="chips" aria-label={t('mark.label')}>
            {system.marks.map((mark) => (
              <li key={mark} className="chip">
                {t(`mark.${mark}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {can('register.edit') && (
        <Button
          icon={<EditOutlined aria-hidden />}
          onClick={() => void navigate(`/systems/${encodeURIComponent(system.id)}/edit`)}
          data-testid="edit-system"
        >
          {t('system.edit')}
        </Button>
      )}
    </header>
  );
}

/** The level a decision gave; else what is proposed, with the clauses of the calculator; else that nothing is concluded. */
function SystemLevel({ detail }: { detail: SystemDetail }) {
  const { t } = useText();
  const regime = useRegimeName();
  const { dossier, level: answer, system } = detail;
  const approved = dossier?.approvedLevel ?? (system.dossier.state === 'approved' ? system.level : undefined);
  const clauses = [
    ...new Set(answer.reasons.filter(({ level }) => level === answer.level).map(({ clause }) => clause)),
  ];
  if (approved !== undefined) return <LevelBadge level={approved} approved />;
  if (answer.level === null) return <UndecidedLevel floor={answer.floor} candidates={answer.candidates} />;
  return (
    <span className="level-undecided">
      <LevelBadge level={dossier?.proposedLevel ?? answer.level} approved={false} />
      <span className="muted">
        {t('system.by')} <LawText text={clauses.join(', ')} inline /> {regime(answer.regime)}
      </span>
    </span>
  );
}
