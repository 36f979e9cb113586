import { Button } from 'antd';
import { useState } from 'react';
import type { AllowedAct } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { DayText } from '../../ui/compliance-marks';
import { Panel } from '../../ui/panel';
import { ActDialog } from '../acts/act-dialog';
import { type ActKind, isActKind, STEPS_ON } from '../acts/act-form';
import type { DossierView } from '../use-dossier';
import { DraftPath } from './draft-path';
import { GuardList } from './guard-list';
import './path.css';

type Act = AllowedAct & { kind: ActKind };

/** Việc tiếp theo: what this person may do now, what stands in the way of the rest, and else whose turn it is. */
export function WorkTab({ view }: { view: DossierView }) {
  const { t } = useText();
  const [doing, setDoing] = useState<ActKind>();
  const { detail, form } = view;
  const acts = detail.allowed.filter((act): act is Act => isActKind(act.kind));
  const mine = acts.filter(({ problems }) => problems.every(({ code }) => code !== 'wrong_role'));
  const onward = STEPS_ON.flatMap((kind) => mine.find((act) => act.kind === kind) ?? []);
  const records = mine.filter(({ kind }) => !STEPS_ON.includes(kind));
  // What this level never needs is told with its reason, but not among what comes next.
  const needless = onward.filter(({ problems }) => problems.some(({ code }) => NEVER_HERE.has(code)));
  const listed = onward.filter(
    (act) => !needless.includes(act) && !(form.editable && act.kind === 'submitted'),
  );
  return (
    <div className="columns">
      <div className="column-main">
        {form.editable && <DraftPath view={view} onAct={setDoing} />}
        {!form.editable && (
          <Panel title={t('dossiers.next')}>
            {listed.some(({ problems }) => problems.length === 0) ? (
              <p className="next-whose">{t('dossiers.yourTurn')}</p>
            ) : (
              <NextWhose view={view} />
            )}
            <ActList acts={listed} view={view} onAct={setDoing} />
          </Panel>
        )}
        {form.editable && listed.length > 0 && (
          <Panel title={t('dossiers.alsoPossible')}>
            <ActList acts={listed} view={view} onAct={setDoing} />
          </Panel>
        )}
      </div>
      <div className="column-side">
        {records.length + needless.length > 0 && (
          <Records acts={[...records, ...needless]} view={view} onAct={setDoing} />
        )}
        <Papers view={view} />
      </div>
      {doing && <ActDialog key={doing} kind={doing} view={view} onClose={() => setDoing(undefined)} />}
    </div>
  );
}

const NEVER_HERE = new Set(['expert_opinion_not_needed', 'no_report_owed']);

function NextWhose({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier } = view.detail;
  const key = dossier.owesReportToOwner
    ? ('owesReport' as const)
    : dossier.step === 'accepted' && dossier.track === 'L1-2'
      ? ('acceptedLow' as const)
      : dossier.step;
  return (
    <p className="next-whose">
      {key === 'acceptedLow' ? t('dossiers.nextAcceptedLow') : t(`nextAct.${key}`)}
    </p>
  );
}

interface ActListProps {
  acts: readonly Act[];
  view: DossierView;
  onAct: (kind: ActKind) => void;
}

/** Each act as a button; one that is refused says why and by which clause, and how to put it right. */
function ActList({ acts, view, onAct }: ActListProps) {
  const { t } = useText();
  if (acts.length === 0) return null;
  const ready = acts.filter(({ problems }) => problems.length === 0);
  const refused = acts.filter(({ problems }) => problems.length > 0);
  return (
    <>
      {ready.length > 0 && (
        <ul className="act-list">
          {ready.map(({ kind, warnings }, index) => (
            <li key={kind}>
              <Button
                type={index === 0 ? 'primary' : 'default'}
                onClick={() => onAct(kind)}
                data-testid={`act-${kind}`}
              >
                {t(`dossierAct.${kind}`)}
              </Button>
              <span className="muted">{t(`dossierActAbout.${kind}`)}</span>
              {warnings.length > 0 && <GuardList problems={warnings} view={view} onAct={onAct} warning />}
            </li>
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <ul className="act-refused">
          {refused.map(({ kind, problems }) => (
            <li key={kind} data-testid={`refused-${kind}`}>
              <Button disabled>{t(`dossierAct.${kind}`)}</Button>
              <GuardList problems={problems} view={view} onAct={onAct} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is put on record beside the procedure. */
function Records({ acts, view, onAct }: ActListProps) {
  const { t } = useText();
  const ready = acts.filter(({ problems }) => problems.length === 0);
  const refused = acts.filter(({ problems }) => problems.length > 0);
  return (
    <Panel title={t('dossiers.records')}>
      <ul className="record-list">
        {ready.map(({ kind }) => (
          <li key={kind}>
            <button
              type="button"
              className="link-button"
              onClick={() => onAct(kind)}
              data-testid={`act-${kind}`}
            >
              {t(`dossierAct.${kind}`)}
            </button>
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <details className="refused-records">
          <summary>{t('dossiers.notNow', { count: refused.length })}</summary>
          <ul className="act-refused">
            {refused.map(({ kind, problems }) => (
              <li key={kind}>
                <span className="refused-name">{t(`dossierAct.${kind}`)}</span>
                <GuardList problems={problems} view={view} onAct={onAct} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

/** Documents of the procedure by their numbers, and how far the plan is deployed. */
function Papers({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier } = view.detail;
  const papers = Object.entries(dossier.papers) as [
    keyof typeof dossier.papers,
    { number: string; date: string; issuer?: string },
  ][];
  return (
    <Panel title={t('dossiers.papers')}>
      <dl className="pairs">
        {papers.map(([kind, { number, date, issuer }]) => (
          <PaperPair key={kind} name={t(`dossiers.paper_${kind}`)} paper={{ number, date, issuer }} />
        ))}
        {dossier.riskAssessedOn && (
          <PaperPair name={t('dossiers.riskAssessed')} paper={{ date: dossier.riskAssessedOn }} />
        )}
        {dossier.approvalExpectedOn && (
          <PaperPair name={t('dossiers.approvalExpected')} paper={{ date: dossier.approvalExpectedOn }} />
        )}
        <dt>{t('deployment.label')}</dt>
        <dd>{t(`deployment.${dossier.deployment}`)}</dd>
        {dossier.wentLiveOn && (
          <PaperPair name={t('dossiers.wentLive')} paper={{ date: dossier.wentLiveOn }} />
        )}
      </dl>
    </Panel>
  );
}

function PaperPair({
  name,
  paper,
}: {
  name: string;
  paper: { number?: string; date: string; issuer?: string | undefined };
}) {
  const { t } = useText();
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {paper.number && `${t('dossiers.paperNumber', { number: paper.number })}, `}
        <DayText day={paper.date} />
        {paper.issuer && `, ${paper.issuer}`}
      </dd>
    </>
  );
}
