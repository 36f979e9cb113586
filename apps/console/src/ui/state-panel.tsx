import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { problemOf } from '../api/problem';
import { useText } from '../i18n/use-text';

interface StatePanelProps {
  title: string;
  help?: string;
  tone?: 'quiet' | 'bad';
  /** Heading level on this page. */
  level?: 1 | 2 | 3;
  children?: ReactNode;
}

/** What stands in the place of content: nothing there, not allowed, failed. Says what to do next. */
export function StatePanel({ title, help, tone = 'quiet', level = 2, children }: StatePanelProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={`state-panel state-panel-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Heading className="state-title">{title}</Heading>
      {help && <p className="state-help">{help}</p>}
      {children && <div className="state-actions">{children}</div>}
    </div>
  );
}

/** An error of the API in words, with a way to try again; what is not there, or not allowed, stays so. */
export function ProblemPanel({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry?: () => void;
}) {
  const { t } = useText();
  const { status } = problemOf(error);
  const final = status === 403 ? t('problem.forbidden') : status === 404 ? t('problem.not_found') : undefined;
  return (
    <StatePanel title={final ?? title} help={useProblemWords(error)} tone={final ? 'quiet' : 'bad'}>
      {onRetry && !final && <Button onClick={onRetry}>{t('problem.tryAgain')}</Button>}
    </StatePanel>
  );
}

/** One sentence or two for a person: the API's own words where it gave some. */
export function useProblemWords(error: unknown): string {
  return useProblemText()(error);
}

/** The same for errors that come later. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useText();
  return (error) => {
    if (!error) return '';
    const problem = problemOf(error);
    const first = problem.detail || problem.title || t(`problem.${problem.code}`);
    return [
      /[.!?…]$/.test(first) ? first : `${first}.`,
      problem.code === 'unreachable' ? t('problem.unreachableHelp') : '',
      problem.retryAfter ? t('problem.retryAfter', { seconds: problem.retryAfter }) : '',
      problem.traceId && problem.status >= 500 ? t('problem.trace', { id: problem.traceId }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  };
}

/** Shows only when waiting is long enough to notice. */
export function LoadingPanel() {
  const { t } = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="state-panel" role="status" aria-busy="true">
      {late && <p className="state-help">{t('page.loading')}</p>}
    </div>
  );
}
