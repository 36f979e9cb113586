import type { Dossier } from '@khien/model';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { startDossier } from '../../api/dossiers';
import type { SystemDetail } from '../../api/views-systems';
import { dayText } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { DayText, StepMark } from '../../ui/compliance-marks';
import { LevelBadge } from '../../ui/level-badge';
import { Panel } from '../../ui/panel';
import { ReasonDialog } from '../../ui/reason-dialog';
import { Refusal } from '../../ui/refusal';
import { useSave } from '../../ui/use-save';
import { DossierClocks } from './dossier-clocks';

/** Where the dossier stands, whose turn it is, which limits run, and the way to it. */
export function DossierPanel({ detail }: { detail: SystemDetail }) {
  const { t } = useText();
  const { dossier, dossiers } = detail;
  const current = dossier && dossier.state !== 'none' ? dossier : undefined;
  return (
    <Panel
      title={t('system.dossier')}
      end={
        current && (
          <Link to={`/dossiers/${encodeURIComponent(current._id)}`} data-testid="open-dossier">
            {t('system.openDossier')}
          </Link>
        )
      }
    >
      {!current && <p className="muted">{t('system.noDossier')}</p>}
      {current && <Standing dossier={current} />}
      <StartDossier detail={detail} current={current} />
      {dossiers.length > 1 && (
        <>
          <h3 className="small-heading">{t('system.versions')}</h3>
          <ul className="lines">
            {dossiers.map((version) => (
              <li key={version.id}>
                <Link to={`/dossiers/${encodeURIComponent(version.id)}`}>
                  {t('system.determination', { count: version.determination })}
                </Link>
                <span className="muted">
                  {t(`step.${version.step}`)}
                  {version.level !== undefined && ` · ${t('level.of', { level: version.level })}`}
                  {version.approvedOn && ` · ${dayText(version.approvedOn)}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Standing({ dossier }: { dossier: Dossier }) {
  const { t } = useText();
  const { step, papers, toSupplement } = dossier;
  const next = dossier.owesReportToOwner ? t('nextAct.owesReport') : t(`nextAct.${step}`);
  return (
    <>
      <p className="dossier-now">
        <StepMark step={step} />
        <LevelBadge
          level={dossier.approvedLevel ?? dossier.proposedLevel}
          approved={dossier.approvedLevel !== undefined}
        />
      </p>
      <dl className="pairs">
        <dt>{t('system.nextAct')}</dt>
        <dd>{next}</dd>
        {papers.decision && (
          <>
            <dt>{t('system.decision')}</dt>
            <dd>
              {papers.decision.number}, <DayText day={papers.decision.date} />
              {papers.decision.issuer && `, ${papers.decision.issuer}`}
            </dd>
          </>
        )}
        {dossier.validUntil && (
          <>
            <dt>{t('system.validUntil')}</dt>
            <dd>
              <DayText day={dossier.validUntil} />
            </dd>
          </>
        )}
        <dt>{t('deployment.label')}</dt>
        <dd>
          {t(`deployment.${dossier.deployment}`)}
          {dossier.deploymentExpectedOn &&
            dossier.deployment !== 'full' &&
            ` · ${t('system.expectedOn', { day: dayText(dossier.deploymentExpectedOn) })}`}
        </dd>
      </dl>
      {toSupplement.length > 0 && (
        <>
          <h3 className="small-heading">{t('system.toSupplement')}</h3>
          <ul className="reasons-list">
            {toSupplement.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      )}
      <DossierClocks clocks={dossier.clocks} systemId={dossier.systemId} />
    </>
  );
}

function StartDossier({ detail, current }: { detail: SystemDetail; current: Dossier | undefined }) {
  const { t } = useText();
  const can = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [once] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const systemId = detail.system.id;
  const starting = useSave({
    save: (reason: string | undefined) => startDossier(systemId, reason, once),
    reads: [['systems', 'detail', systemId]],
    onDone({ dossier }) {
      void queries.invalidateQueries({ queryKey: ['dossiers'] });
      void navigate(`/dossiers/${encodeURIComponent(dossier._id)}`);
    },
  });
  if (!can('dossier.draft') || (current && current.step !== 'approved')) return null;
  return (
    <div className="dossier-start">
      {!asking && <Refusal refusal={starting.refusal} problems={starting.problems} />}
      {current ? (
        <Button onClick={() => setAsking(true)} data-testid="redetermine">
          {t('system.redetermine')}
        </Button>
      ) : (
        <Button
          type="primary"
          loading={starting.busy}
          onClick={() => starting.save(undefined)}
          data-testid="start-dossier"
        >
          {t('system.startDossier')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={t('system.redetermineTitle')}
          about={t('system.redetermineAbout')}
          label={t('system.redetermineReason')}
          submit={t('system.redetermineSubmit')}
          busy={starting.busy}
          error={starting.error}
          onSubmit={starting.save}
          onClose={() => {
            setAsking(false);
            starting.forget();
          }}
          testId="dialog-redetermine"
        />
      )}
    </div>
  );
}
