import { Alert, Button } from 'antd';
import type { FieldProblem } from '../api/problem';
import { useText } from '../i18n/use-text';
import { Clause } from './clause';

interface RefusalProps {
  refusal: string;
  /** Guards of the law come with their clause. */
  problems?: readonly FieldProblem[];
  /** Given when somebody else was first: reads their state. */
  onReload?: (() => void) | undefined;
}

/** Why something was not done, above the form it belongs to; every problem with its clause where it has one. */
export function Refusal({ refusal, problems = [], onReload }: RefusalProps) {
  const { t } = useText();
  if (!refusal) return null;
  return (
    <Alert
      className="refusal"
      type={onReload ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={refusal}
      data-testid="refusal"
      description={
        problems.length > 0 ? (
          <ul className="refusal-list">
            {problems.map(({ pointer, message, clause, mark }) => (
              <li key={`${pointer} ${message}`}>
                {message} {clause && <Clause clause={clause} {...(mark ? { mark } : {})} />}
              </li>
            ))}
          </ul>
        ) : undefined
      }
      action={
        onReload ? (
          <Button size="small" onClick={onReload}>
            {t('save.reload')}
          </Button>
        ) : undefined
      }
    />
  );
}
