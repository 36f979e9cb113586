import { Button } from 'antd';
import { useState } from 'react';
import type { ControlLine } from '../api/views-controls';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Clause } from '../ui/clause';
import { DayText } from '../ui/compliance-marks';
import { isGap } from './control-filter';
import { ControlMark } from './control-mark';
import { EvidenceLines } from './evidence-lines';
import type { ExceptionStanding } from './exception-standing';
import { ParameterList } from './parameter-list';

export type ControlDo = 'gap' | 'attest' | 'exception';

interface ControlItemProps {
  line: ControlLine;
  today: string;
  exception: ExceptionStanding | undefined;
  onDo: (what: ControlDo, line: ControlLine) => void;
  onDecide: (exception: ExceptionStanding) => void;
}

/** One control: how it stands and why; opened, what it asks, on what evidence, and what is done about it. */
export function ControlItem(props: ControlItemProps) {
  const { line, today } = props;
  const { t, both } = useText();
  const [opened, setOpened] = useState(false);
  const { control, result, gap } = line;
  const overdue = isGap(line) && gap?.dueOn !== undefined && gap.dueOn < today;
  return (
    <details
      className="control"
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
      data-testid={`control-${control.id}`}
    >
      <summary>
        <ControlMark status={result.status} />
        <span className="control-title">
          {both(control.title)}
          <span className="sub">{result.reasons.map(both).join(' ')}</span>
        </span>
        <span className="control-plan">
          {gap?.dueOn ? (
            <span className={overdue ? 'overdue' : 'muted'}>
              {t(overdue ? 'controls.planOverdue' : 'controls.planDue')} <DayText day={gap.dueOn} />
            </span>
          ) : (
            isGap(line) && <span className="muted">{t('controls.noPlan')}</span>
          )}
        </span>
      </summary>
      {opened && <ControlBody {...props} />}
    </details>
  );
}

function ControlBody({ line, exception, onDo, onDecide }: ControlItemProps) {
  const { t, both } = useText();
  const can = useCan();
  const { control, result, gap } = line;
  return (
    <div className="control-body">
      <p>
        <Clause clause={control.clause} mark={control.mark} />
      </p>
      {control.note && <p className="muted">{both(control.note)}</p>}
      {control.parameters && <ParameterList parameters={control.parameters} />}
      <h4>{t('controls.basis')}</h4>
      <p>
        {t(`controls.basis_${result.basis}`)}
        {result.expiresOn && (
          <>
            {' · '}
            {t('controls.expires')} <DayText day={result.expiresOn} />
          </>
        )}
      </p>
      <h4>{t('controls.evidence')}</h4>
      <EvidenceLines evidence={result.evidence} />
      {gap && <PlanText line={line} />}
      {exception && <ExceptionText exception={exception} onDecide={onDecide} />}
      <p className="control-acts">
        {isGap(line) && can('gap.plan') && (
          <Button size="small" onClick={() => onDo('gap', line)} data-testid={`plan-${control.id}`}>
            {t(gap ? 'controls.editPlan' : 'controls.plan')}
          </Button>
        )}
        {can('evidence.add') && (
          <Button size="small" onClick={() => onDo('attest', line)} data-testid={`attest-${control.id}`}>
            {t('controls.attest')}
          </Button>
        )}
        {can('evidence.add') &&
          result.status !== 'not_applicable' &&
          exception?.state !== 'requested' &&
          exception?.state !== 'approved' && (
            <Button size="small" onClick={() => onDo('exception', line)} data-testid={`except-${control.id}`}>
              {t('controls.askException')}
            </Button>
          )}
      </p>
    </div>
  );
}

function PlanText({ line }: { line: ControlLine }) {
  const { t, language } = useText();
  const { gap } = line;
  if (!gap) return null;
  return (
    <>
      <h4>{t('controls.planTitle')}</h4>
      <p>
        {[
          gap.owner,
          gap.costMillionVnd === undefined
            ? ''
            : t('controls.cost', { cost: new Intl.NumberFormat(language).format(gap.costMillionVnd) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {gap.note && <p className="prose">{gap.note}</p>}
      {gap.milestones.length > 0 && (
        <ul className="bullets">
          {gap.milestones.map((milestone) => (
            <li key={`${milestone.title} ${milestone.dueOn}`}>
              {milestone.title} · <DayText day={milestone.dueOn} />
              {milestone.doneOn && (
                <>
                  {' · '}
                  {t('controls.milestoneDone')} <DayText day={milestone.doneOn} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ExceptionText({
  exception,
  onDecide,
}: {
  exception: ExceptionStanding;
  onDecide: (exception: ExceptionStanding) => void;
}) {
  const { t } = useText();
  const can = useCan();
  const { state, reason, compensating, request, decision } = exception;
  return (
    <>
      <h4>{t('controls.exception')}</h4>
      <p>
        <strong>{t(`controls.exception_${state}`)}</strong> · {request.by.username}
        {decision?.effectiveTo && state === 'approved' && (
          <>
            {' · '}
            {t('controls.until')} <DayText day={decision.effectiveTo} />
          </>
        )}
      </p>
      <p className="prose">{reason}</p>
      {compensating && (
        <p className="prose">
          {t('controls.compensating')}: {compensating}
        </p>
      )}
      {decision?.note && (
        <p className="muted">
          {t('controls.decisionNote')}: {decision.note}
        </p>
      )}
      {can('exception.decide') && (state === 'requested' || state === 'approved') && (
        <p>
          <Button
            size="small"
            type={state === 'requested' ? 'primary' : 'default'}
            onClick={() => onDecide(exception)}
            data-testid="decide"
          >
            {t(state === 'requested' ? 'controls.decide' : 'controls.revoke')}
          </Button>
        </p>
      )}
    </>
  );
}
