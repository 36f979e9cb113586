import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useText } from '../../i18n/use-text';
import { DayText } from '../../ui/compliance-marks';
import { LawText } from '../../ui/law-text';
import { LevelBadge } from '../../ui/level-badge';
import { Panel } from '../../ui/panel';
import type { ActKind } from '../acts/act-form';
import { placeLink } from '../dossier-tab';
import type { DossierView } from '../use-dossier';
import { GuardList } from './guard-list';
import { OwnerStep } from './owner-step';
import { Step } from './step';

interface DraftPathProps {
  view: DossierView;
  onAct: (kind: ActKind) => void;
}

/** From nothing to a dossier that can be sent: the few steps, which of them are done, and the next one's button. */
export function DraftPath({ view, onAct }: DraftPathProps) {
  const { t } = useText();
  const steps = [
    ...(isOwnerless(view) ? [<OwnerStep key="owner" view={view} />] : []),
    <LevelStep key="level" view={view} />,
    <RiskStep key="risk" view={view} onAct={onAct} />,
    <FormStep key="form" view={view} />,
    ...(isCentral(view) ? [<ExpertStep key="expert" view={view} onAct={onAct} />] : []),
    <SubmitStep key="submit" view={view} onAct={onAct} />,
  ];
  return (
    <Panel title={t('dossiers.path')}>
      <p className="muted path-about">{t('dossiers.pathAbout')}</p>
      <ol className="path">{steps}</ol>
    </Panel>
  );
}

/** The card names no chủ quản: it is asked here, because nothing else can be finished without it (Đ8.1a). */
const isOwnerless = ({ detail: { allowed } }: DossierView): boolean =>
  allowed.some(
    ({ kind, problems }) => kind === 'submitted' && problems.some(({ code }) => code === 'owner_unknown'),
  );

const isCentral = ({ detail: { dossier } }: DossierView): boolean =>
  dossier.track === 'L4' || dossier.track === 'L5';

function LevelStep({ view }: { view: DossierView }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { dossier, level } = view.detail;
  const said = dossier.proposedLevel;
  const below = said !== undefined && level.level !== null && said < level.level;
  const done = said !== undefined && !below;
  const clauses = [...new Set(level.reasons.filter((one) => one.level === said).map(({ clause }) => clause))];
  return (
    <Step
      done={done}
      title={t('dossiers.step_level')}
      about={
        done ? (
          <span className="level-undecided">
            <LevelBadge level={said} approved={false} />
            {clauses.length > 0 && <LawText text={clauses.join(', ')} />}
          </span>
        ) : (
          <span className="muted">{t(below ? 'dossiers.step_levelBelow' : 'dossiers.step_levelAbout')}</span>
        )
      }
    >
      <Button
        type={done ? 'default' : 'primary'}
        onClick={() => void navigate(placeLink({ tab: 'level' }))}
        data-testid="go-level"
      >
        {t(done ? 'dossiers.step_levelAgain' : 'dossiers.step_levelGo')}
      </Button>
    </Step>
  );
}

function RiskStep({ view, onAct }: DraftPathProps) {
  const { t } = useText();
  const { dossier, allowed } = view.detail;
  // Old law, or an assessment among the evidence: what decides is the guard, not this page.
  const missing = allowed
    .find(({ kind }) => kind === 'submitted')
    ?.problems.some(({ code }) => code === 'risk_not_assessed');
  const done = dossier.riskAssessedOn !== undefined || missing === false;
  return (
    <Step
      done={done}
      title={t('dossiers.step_risk')}
      about={
        dossier.riskAssessedOn ? (
          <>
            {t('dossiers.riskAssessed')}: <DayText day={dossier.riskAssessedOn} />
          </>
        ) : (
          <span className="muted">{t(done ? 'dossiers.step_riskElsewhere' : 'dossiers.step_riskAbout')}</span>
        )
      }
    >
      {!done && (
        <Button onClick={() => onAct('risk_assessed')} data-testid="act-risk_assessed-path">
          {t('dossierAct.risk_assessed')}
        </Button>
      )}
    </Step>
  );
}

function FormStep({ view }: { view: DossierView }) {
  const { t, both } = useText();
  const navigate = useNavigate();
  const { completeness, specs } = view.detail;
  const open = completeness.perSection.filter(({ missing }) => missing.length > 0);
  const titleOf = (id: string) => {
    const spec = specs.find((one) => one.id === id);
    return spec ? both(spec.title) : id;
  };
  const [first] = open;
  return (
    <Step
      done={completeness.complete}
      title={t('dossiers.step_form', { percent: completeness.percent })}
      about={
        open.length === 0 ? (
          <span className="muted">{t('dossiers.step_formDone')}</span>
        ) : (
          <ul className="path-missing" data-testid="missing">
            {open.map(({ section, missing }) => (
              <li key={section}>
                <Link to={placeLink({ tab: 'form', section, ...fieldOf(missing) })}>{titleOf(section)}</Link>
                <span className="muted"> {t('dossiers.missing', { count: missing.length })}</span>
              </li>
            ))}
          </ul>
        )
      }
    >
      <Button
        type={completeness.complete ? 'default' : 'primary'}
        onClick={() =>
          void navigate(
            placeLink({
              tab: 'form',
              ...(first ? { section: first.section, ...fieldOf(first.missing) } : {}),
            }),
          )
        }
        data-testid="go-form"
      >
        {t(completeness.complete ? 'dossiers.step_formAgain' : 'dossiers.step_formGo')}
      </Button>
    </Step>
  );
}

const fieldOf = ([first]: readonly { field: string }[]): { field?: string } =>
  first ? { field: first.field } : {};

function ExpertStep({ view, onAct }: DraftPathProps) {
  const { t } = useText();
  const { dossier, allowed } = view.detail;
  const act = allowed.find(({ kind }) => kind === 'expert_opinion_requested');
  const done = dossier.expertOpinionOn !== undefined;
  return (
    <Step
      done={done}
      title={t('dossiers.step_expert')}
      about={
        dossier.expertOpinionOn ? (
          <DayText day={dossier.expertOpinionOn} />
        ) : (
          <span className="muted">{t('dossiers.step_expertAbout')}</span>
        )
      }
    >
      {act && act.problems.length > 0 && <GuardList problems={act.problems} view={view} onAct={onAct} />}
      {act && !done && act.problems.length === 0 && (
        <Button onClick={() => onAct('expert_opinion_requested')} data-testid="act-expert-path">
          {t('dossierAct.expert_opinion_requested')}
        </Button>
      )}
    </Step>
  );
}

function SubmitStep({ view, onAct }: DraftPathProps) {
  const { t } = useText();
  const act = view.detail.allowed.find(({ kind }) => kind === 'submitted');
  const ready = act !== undefined && act.problems.length === 0;
  // What the steps above say already is not said again.
  const rest = act?.problems.filter(({ code }) => !SAID_ABOVE.has(code)) ?? [];
  return (
    <Step
      done={false}
      title={t('dossiers.step_submit')}
      about={
        <span className="muted">{t(ready ? 'dossiers.step_submitReady' : 'dossiers.step_submitAbout')}</span>
      }
    >
      {rest.length > 0 && <GuardList problems={rest} view={view} onAct={onAct} />}
      {act && act.warnings.length > 0 && (
        <GuardList problems={act.warnings} view={view} onAct={onAct} warning />
      )}
      <Button type="primary" disabled={!ready} onClick={() => onAct('submitted')} data-testid="act-submitted">
        {t('dossierAct.submitted')}
      </Button>
    </Step>
  );
}

const SAID_ABOVE = new Set([
  'owner_unknown',
  'level_missing',
  'components_incomplete',
  'risk_not_assessed',
  'expert_opinion_missing',
]);
