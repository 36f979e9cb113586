import { Button } from 'antd';
import type { SectionSpec } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import type { DossierView } from '../use-dossier';
import type { SectionSaver, SectionStatus } from './section-saver';

interface InheritPanelProps {
  spec: SectionSpec;
  saver: SectionSaver;
  status: SectionStatus;
  view: DossierView;
}

/** Taking over the approved section of the platform the system stands on, and what that means. */
export function InheritPanel({ spec, saver, status, view }: InheritPanelProps) {
  const { t, both } = useText();
  const offered = view.detail.inheritable.find(({ section }) => section === spec.id);
  const { inheritedFrom } = status.draft;
  if (!offered && inheritedFrom === undefined) return null;
  const name = offered ? both(offered.name) : (inheritedFrom ?? '');
  if (inheritedFrom !== undefined)
    return (
      <div className="inherit">
        <p>{t('inherit.taken', { name })}</p>
        <Button
          size="small"
          onClick={() => {
            const { inheritedFrom: _from, ...rest } = saver.status().draft;
            saver.replace(rest);
          }}
        >
          {t('inherit.own')}
        </Button>
      </div>
    );
  const filled = Object.keys(status.draft.answers).length > 0;
  return (
    <div className="inherit">
      <p>
        <strong>{t('inherit.offer', { name })}</strong>
      </p>
      <p className="muted">{t('inherit.means')}</p>
      {filled && <p className="muted">{t('inherit.replaces')}</p>}
      <Button
        onClick={() =>
          offered &&
          saver.replace({
            answers: offered.answers,
            files: offered.files,
            inheritedFrom: offered.fromSystemId,
          })
        }
        data-testid="inherit"
      >
        {t('inherit.take', { name })}
      </Button>
    </div>
  );
}
