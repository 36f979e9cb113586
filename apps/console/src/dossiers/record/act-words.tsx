import type { DossierEvent, PaperRef } from '@khien/model';
import { downloadFile } from '../../api/dossiers';
import { dayText } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { DownloadButton } from '../../ui/download-button';
import type { DossierView } from '../use-dossier';

/** What an act said, in lines. */
export function ActWords({ event, view }: { event: DossierEvent; view: DossierView }) {
  const { t } = useText();
  const lines = useLines(event);
  const points = 'missing' in event ? event.missing : 'defects' in event ? event.defects : [];
  const paper = 'paper' in event ? event.paper : undefined;
  const by = event.kind === 'replaced' ? event.by : undefined;
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="prose">
          {line}
        </p>
      ))}
      {points.length > 0 && (
        <ul className="bullets" lang="vi">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      {paper && <PaperLine paper={paper} />}
      {by && by !== view.detail.dossier._id && (
        <p>{t('dossiers.determination', { count: Number(/\.v(\d+)$/.exec(by)?.[1] ?? 1) })}</p>
      )}
    </>
  );
}

function PaperLine({ paper }: { paper: PaperRef }) {
  const { t } = useText();
  const { number, date, issuer, sha256 } = paper;
  return (
    <p className="paper-line">
      {t('dossiers.paperNumber', { number })}, {dayText(date)}
      {issuer && `, ${issuer}`}
      {sha256 && (
        <DownloadButton
          small
          label={t('dossiers.signedFile')}
          fetch={() => downloadFile(sha256, `${number.replaceAll('/', '-')}.pdf`)}
        />
      )}
    </p>
  );
}

/** Sentences for what an act carries beside its paper and its points. */
function useLines(event: DossierEvent): string[] {
  const { t } = useText();
  switch (event.kind) {
    case 'level_proposed':
      return [t('level.of', { level: event.level }), event.rationale ?? ''].filter(Boolean);
    case 'risk_assessed':
      return [
        t(event.independent ? 'actChoice.independent_yes' : 'actChoice.independent_no'),
        event.summary ?? '',
      ].filter(Boolean);
    case 'expert_opinion_given':
      return [
        t(event.favourable ? 'actChoice.favourable_yes' : 'actChoice.favourable_no'),
        event.opinion,
      ].filter(Boolean);
    case 'opinion_given': {
      const { coordinating, coordinatingOpinions, otherOpinion } = event;
      const said = (name: string, text: string) => (text ? `${name}: ${text}` : '');
      return [
        `${t(`actChoice.conclusion_${event.conclusion}`)} · ${t(`actChoice.form_${event.form}`)}`,
        said(t('actField.coordinating'), coordinating.join('; ')),
        said(t('actField.coordinatingOpinions'), coordinatingOpinions ?? ''),
        event.opinion,
        said(t('actField.otherOpinion'), otherOpinion ?? ''),
      ].filter(Boolean);
    }
    case 'approved':
      return [
        t(`actChoice.approvalForm_${event.form}`),
        event.validUntil ? `${t('actField.validUntil')}: ${dayText(event.validUntil)}` : '',
      ].filter(Boolean);
    case 'approval_refused':
    case 'retired':
      return [event.reason];
    case 'started':
      return event.reason ? [event.reason] : [];
    case 'appraiser_assigned':
      return [event.appraiser];
    case 'deployment_declared':
      return [
        t(`deployment.${event.deployment}`),
        event.expectedOn ? `${t('actField.expectedOn')}: ${dayText(event.expectedOn)}` : '',
      ].filter(Boolean);
    case 'approval_expected':
      return [dayText(event.on)];
    default:
      return [];
  }
}
