import { Link } from 'react-router';
import type { GuardProblem } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import type { ActKind } from '../acts/act-form';
import { placeLink } from '../dossier-tab';
import type { DossierView } from '../use-dossier';
import { fixOf } from './fixes';

interface GuardListProps {
  problems: readonly GuardProblem[];
  view: DossierView;
  onAct: (kind: ActKind) => void;
  /** Does not stand in the way; has to be known. */
  warning?: boolean;
}

/** What stands in the way, in words, with its clause and how sure that is, and the way to put it right. */
export function GuardList({ problems, view, onAct, warning = false }: GuardListProps) {
  const { both } = useText();
  return (
    <ul className={warning ? 'guards guards-warning' : 'guards'}>
      {problems.map((problem) => (
        <li key={problem.code}>
          <span>{both(problem.text)}</span>
          <span className="guard-foot">
            <Clause clause={problem.clause} mark={problem.mark} />
            <FixLink code={problem.code} view={view} onAct={onAct} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function FixLink({ code, view, onAct }: { code: string; view: DossierView; onAct: (kind: ActKind) => void }) {
  const { t } = useText();
  const fix = fixOf(code);
  if (!fix) return null;
  if ('at' in fix)
    return (
      <Link to={placeLink(fix.at)}>{t(`dossiers.fix_${fix.at.tab === 'level' ? 'level' : 'form'}`)}</Link>
    );
  if ('act' in fix) {
    const offered = view.detail.allowed.some(
      ({ kind, problems }) => kind === fix.act && problems.length === 0,
    );
    if (!offered) return null;
    return (
      <button type="button" className="link-button" onClick={() => onAct(fix.act)}>
        {t(`dossierAct.${fix.act}`)}
      </button>
    );
  }
  const system = encodeURIComponent(view.form.system.id);
  return fix.page === 'card' ? (
    <Link to={`/systems/${system}/edit`}>{t('dossiers.fix_card')}</Link>
  ) : (
    <Link to={`/evidence?systemId=${system}`}>{t('dossiers.fix_evidence')}</Link>
  );
}
