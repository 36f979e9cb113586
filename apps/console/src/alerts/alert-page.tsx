import { ArrowDownOutlined, ArrowLeftOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { getAlert } from '../api/alerts';
import type { AlertDetail } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { usePageKeys } from '../keys/shortcuts-provider';
import { useLiveStore } from '../live/live-provider';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { AlertActions } from './alert-actions';
import { AlertHeading } from './alert-heading';
import { AlertTimeline } from './alert-timeline';
import { trailAround } from './alert-trail';
import { EvidenceList } from './evidence-list';
import { RelatedAlerts } from './related-alerts';
import { RulePanel } from './rule-panel';
import { StepDialog, type StepKind } from './step-dialog';
import { SystemPanel } from './system-panel';
import { TriagePanel } from './triage-panel';
import { useAlertStep } from './use-alert-step';
import { WhyPanel } from './why-panel';
import './alerts.css';
import './alert-page.css';

export function AlertPage() {
  const { t, both } = useText();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const around = trailAround(id);
  const detail = useQuery({
    queryKey: ['alerts', 'detail', id],
    queryFn: () => getAlert(id),
    refetchOnWindowFocus: false,
  });
  usePageTitle(detail.data ? both(detail.data.alert.rule.title) : t('alerts.title'));
  useFollowAlert(id);

  const go = (to: string | undefined) =>
    to !== undefined && void navigate(`/alerts/${encodeURIComponent(to)}`);
  usePageKeys({
    next: () => go(around.next),
    previous: () => go(around.previous),
    escape: () => void navigate(around.back),
  });

  return (
    <div className="page alert-page">
      <div className="crumbs">
        <Link to={around.back} className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('alert.list')}
        </Link>
        <span className="crumbs-end">
          <Button
            icon={<ArrowUpOutlined aria-hidden />}
            disabled={!around.previous}
            aria-label={t('alert.previous')}
            title={t('alert.previous')}
            onClick={() => go(around.previous)}
          />
          <Button
            icon={<ArrowDownOutlined aria-hidden />}
            disabled={!around.next}
            aria-label={t('alert.next')}
            title={t('alert.next')}
            onClick={() => go(around.next)}
          />
        </span>
      </div>
      {detail.isPending && <LoadingPanel />}
      {detail.isError && (
        <ProblemPanel
          title={t('alert.loadFailed')}
          error={detail.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data && <AlertBody key={id} detail={detail.data} />}
    </div>
  );
}

function AlertBody({ detail }: { detail: AlertDetail }) {
  const { alert, evidence, explanation, activity, system, related } = detail;
  const [dialog, setDialog] = useState<StepKind>();
  const { step } = useAlertStep();
  const acknowledge = () =>
    step.mutate({ alertId: alert.id, seq: alert.workflow.seq, act: { kind: 'acknowledge' } });
  return (
    <>
      <AlertHeading alert={alert}>
        <AlertActions alert={alert} busy={step.isPending} onAcknowledge={acknowledge} onDialog={setDialog} />
      </AlertHeading>
      <div className="columns">
        <div className="column-main">
          <TriagePanel rule={alert.rule} />
          <WhyPanel alert={alert} explanation={explanation} />
          <EvidenceList alert={alert} evidence={evidence} />
        </div>
        <div className="column-side">
          <SystemPanel alert={alert} system={system} />
          <AlertTimeline activity={activity} />
          <RelatedAlerts related={related} />
          <RulePanel alert={alert} />
        </div>
      </div>
      {dialog && <StepDialog kind={dialog} alert={alert} onClose={() => setDialog(undefined)} />}
    </>
  );
}

/** Reads the alert again when the stream says it changed, or may have. */
function useFollowAlert(id: string): void {
  const live = useLiveStore();
  const queries = useQueryClient();
  useEffect(
    () =>
      live.listen((news) => {
        if (news !== 'catch-up' && news.alert.id !== id) return;
        void queries.invalidateQueries({ queryKey: ['alerts', 'detail', id] }, { cancelRefetch: false });
      }),
    [live, queries, id],
  );
}
