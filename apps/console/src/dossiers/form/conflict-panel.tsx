import { Button } from 'antd';
import type { SectionSpec } from '../../api/views-dossiers';
import { dateTime } from '../../format/time';
import { useText } from '../../i18n/use-text';
import type { DossierView } from '../use-dossier';
import { AnswerText } from './answer-text';
import { differing, draftOf, type SectionStatus } from './section-saver';

interface ConflictPanelProps {
  spec: SectionSpec;
  status: SectionStatus;
  view: DossierView;
  onSettle: (whose: 'theirs' | 'mine') => void;
}

/** Somebody else saved this section meanwhile: both wordings side by side, and the person decides. */
export function ConflictPanel({ spec, status, view, onSettle }: ConflictPanelProps) {
  const { t, both } = useText();
  const { theirs, draft } = status;
  if (!theirs) return null;
  const fields = differing(draft, draftOf(theirs));
  return (
    <div className="conflict" role="alert" data-testid="conflict">
      <p>
        <strong>{t('autosave.conflict', { at: dateTime(theirs.updatedAt) })}</strong>
      </p>
      <p>{t('autosave.conflictHelp')}</p>
      {fields.map((id) => {
        const field = spec.fields.find((one) => one.id === id);
        return (
          <div key={id} className="conflict-field">
            <h3 className="small-heading">{field ? both(field.label) : id}</h3>
            <div className="conflict-pair">
              <div>
                <span className="muted">{t('autosave.mine')}</span>
                <AnswerText field={field} answer={draft.answers[id]} files={draft.files} view={view} />
              </div>
              <div>
                <span className="muted">{t('autosave.theirs')}</span>
                <AnswerText field={field} answer={theirs.answers[id]} files={theirs.files} view={view} />
              </div>
            </div>
          </div>
        );
      })}
      <div className="conflict-acts">
        <Button type="primary" onClick={() => onSettle('mine')} data-testid="keep-mine">
          {t('autosave.keepMine')}
        </Button>
        <Button onClick={() => onSettle('theirs')} data-testid="take-theirs">
          {t('autosave.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}
