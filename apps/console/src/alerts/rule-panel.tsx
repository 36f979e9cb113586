import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { LawText } from '../ui/law-text';
import { Panel } from '../ui/panel';
import { groundsOf } from './citations';

/** Where the rule comes from and what it stands on; author and licence travel with every alert. */
export function RulePanel({ alert }: { alert: AlertView }) {
  const { t } = useText();
  const { rule } = alert;
  const grounds = groundsOf(rule);
  const tags = rule.tags.filter((tag) => !tag.startsWith('attack.'));
  return (
    <Panel title={t('alert.rule')}>
      <dl className="pairs">
        {grounds.length > 0 && (
          <>
            <dt>{t('alert.citations')}</dt>
            <dd>
              <ul className="grounds">
                {grounds.map(({ kind, text, doubt }) => (
                  <li key={text}>
                    {kind === 'attack' && `MITRE ATT&CK ${text}`}
                    {kind === 'requirement' && t('alert.requirement', { id: text })}
                    {kind === 'law' && <LawText text={text} />}
                    {doubt && <span className="muted">{` · ${t(`alert.doubt_${doubt}`)}`}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{t('alert.ruleId')}</dt>
        <dd className="code">{rule.id}</dd>
        {rule.author && (
          <>
            <dt>{t('alert.ruleAuthor')}</dt>
            <dd>{rule.author}</dd>
          </>
        )}
        {rule.license && (
          <>
            <dt>{t('alert.ruleLicense')}</dt>
            <dd>{rule.license}</dd>
          </>
        )}
        {tags.length > 0 && (
          <>
            <dt>{t('alert.tags')}</dt>
            <dd className="code">{tags.join(', ')}</dd>
          </>
        )}
        <dt>{t('alert.created')}</dt>
        <dd>
          <Instant at={alert.createdAt} />
        </dd>
        <dt>{t('alert.id')}</dt>
        <dd className="code">{alert.id}</dd>
      </dl>
    </Panel>
  );
}
