import type { Activity } from '@khien/model';
import { Link } from 'react-router';
import { useText } from '../i18n/use-text';
import { pageOf } from './subject-page';

/** What a step was taken on: its kind in words, and a way there where there is one. */
export function Subject({ step }: { step: Activity }) {
  const { t } = useText();
  const { kind, id } = step.subject;
  const evidenceOf = kind === 'event' ? /^alert:(.+)$/.exec(id)?.[1] : undefined;
  return (
    <>
      {evidenceOf ? t('activity.subjectEvidence') : t(`activity.kind_${kind}`)}
      <span className="sub clip" title={id}>
        <SubjectName step={step} alertId={kind === 'alert' ? id : evidenceOf} />
      </span>
    </>
  );
}

function SubjectName({ step, alertId }: { step: Activity; alertId: string | undefined }) {
  const { t } = useText();
  const { subject, actor } = step;
  if (alertId) return <CodeLink to={`/alerts/${encodeURIComponent(alertId)}`} id={alertId} />;
  const page = pageOf(subject);
  if (page) return <CodeLink to={page} id={subject.id} />;
  if (subject.kind === 'user' && subject.id === actor.userId && actor.username) return actor.username;
  if (subject.kind === 'user' && subject.id === 'unknown') return t('activity.subjectNobody');
  return <span className="code">{subject.id}</span>;
}

function CodeLink({ to, id }: { to: string; id: string }) {
  return (
    <Link className="code" to={to}>
      {id}
    </Link>
  );
}
