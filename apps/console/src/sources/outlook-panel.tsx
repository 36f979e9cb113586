import { Link } from 'react-router';
import type { Named, SourceOutlook } from '../api/views-sources';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Panel } from '../ui/panel';

/** What is usual of a source, and what nobody sees, verifies or can vouch for while it is silent. */
export function OutlookPanel({ outlook, systemId }: { outlook: SourceOutlook; systemId: string }) {
  const { t, language } = useText();
  const can = useCan();
  const { usualThisHour, rests } = outlook;
  const system = can('register.read') ? `/systems/${encodeURIComponent(systemId)}` : undefined;
  return (
    <Panel title={t('sources.outlook')}>
      <p>
        {usualThisHour === null
          ? t('sources.usualUnknown')
          : t('sources.usual', { count: usualThisHour, records: whole(usualThisHour, language) })}
      </p>
      <div className="rests" data-testid="rests">
        <Rests items={rests.rules} name={t('sources.restRules', { count: rests.rules.length })} />
        <Rests items={rests.onlyHere} name={t('sources.restOnlyHere', { count: rests.onlyHere.length })} />
        <Rests
          items={rests.controls}
          name={t('sources.restControls', { count: rests.controls.length })}
          {...(system && { to: `${system}/controls` })}
        />
        <Rests items={rests.dossiers} name={t('sources.restDossiers', { count: rests.dossiers.length })} />
      </div>
    </Panel>
  );
}

function Rests({ items, name, to }: { items: readonly Named[]; name: string; to?: string }) {
  const { t, both } = useText();
  if (items.length === 0) return <p className="muted">{name}</p>;
  return (
    <details>
      <summary>{name}</summary>
      <ul className="rest-ids">
        {items.map(({ id, title }) => (
          <li key={id}>
            {title && both(title)} <span className="code rest-id">{id}</span>
          </li>
        ))}
      </ul>
      {to && <Link to={to}>{t('sources.restControlsLink')}</Link>}
    </details>
  );
}
