import { Button } from 'antd';
import type { Conflict } from '../api/views-compliance';
import { useText } from '../i18n/use-text';
import { ConfidenceMark } from '../ui/confidence-mark';
import { LawText } from '../ui/law-text';
import { Panel } from '../ui/panel';

/** Which systems the model is asked of is a choice of the province: it is said, not hidden in the figures. */
export function ScopePanel({ scope, onAll }: { scope: readonly Conflict[]; onAll: () => void }) {
  const { t, both } = useText();
  return (
    <Panel
      title={t('layers.scope')}
      end={
        <Button size="small" onClick={onAll} data-testid="all-conflicts" className="no-print">
          {t('layers.allConflicts')}
        </Button>
      }
    >
      <dl className="scope">
        {scope.map((conflict) => (
          <div key={conflict.id}>
            <dt>{both(conflict.text)}</dt>
            <dd>
              <strong>{conflict.choice ? both(conflict.choice) : t('layers.noneChosen')}</strong>{' '}
              {conflict.chosenBy && <ConfidenceMark mark={conflict.chosenBy.mark} />}
              {conflict.chosenBy?.note && (
                <span className="sub">
                  <LawText text={conflict.chosenBy.note} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
