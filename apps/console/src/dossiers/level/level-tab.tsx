import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { LevelAnswerView } from '../../systems/level-answer';
import { Panel } from '../../ui/panel';
import type { DossierView } from '../use-dossier';
import { LevelWizard } from './level-wizard';
import './level.css';

/** Which level, by which clauses: asked anew while the dossier is drafted, else shown as it stands. */
export function LevelTab({ view }: { view: DossierView }) {
  const { t } = useText();
  const can = useCan();
  if (view.form.editable && can('register.edit')) return <LevelWizard view={view} />;
  const proposal = view.detail.acts.findLast(({ event }) => event.kind === 'level_proposed');
  return (
    <div className="columns">
      <Panel title={t('system.levelByCriteria')}>
        <LevelAnswerView answer={view.detail.level} />
      </Panel>
      <Panel title={t('dossiers.proposal')}>
        {proposal?.event.kind === 'level_proposed' ? (
          <>
            <p>{t('level.of', { level: proposal.event.level })}</p>
            {proposal.event.rationale && (
              <p className="prose" lang="vi">
                {proposal.event.rationale}
              </p>
            )}
          </>
        ) : (
          <p className="muted">{t('dossiers.noProposal')}</p>
        )}
      </Panel>
    </div>
  );
}
