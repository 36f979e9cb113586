import type { AlertView } from '../api/views-alerts';
import { entityName } from '../format/entity';
import { useText } from '../i18n/use-text';

/** What an alert is about: a name where the registry has one, else the value as logged. */
export function EntityValue({ alert }: { alert: AlertView }) {
  const { both } = useText();
  const name = entityName(alert);
  if (!name) return <span className="code">{alert.entity.value}</span>;
  return <span title={alert.entity.value}>{both(name)}</span>;
}
