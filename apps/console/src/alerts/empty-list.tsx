import { Button } from 'antd';
import { useText } from '../i18n/use-text';
import { StatePanel } from '../ui/state-panel';
import { type AlertFilter, isUsual, OPEN_ALERTS } from './alert-filter';

export function EmptyList({
  filter,
  onChange,
}: {
  filter: AlertFilter;
  onChange: (filter: AlertFilter) => void;
}) {
  const { t } = useText();
  if (isUsual(filter)) return <StatePanel title={t('alerts.emptyOpen')} help={t('alerts.emptyOpenHelp')} />;
  return (
    <StatePanel title={t('alerts.emptyFilter')} help={t('alerts.emptyFilterHelp')}>
      <Button onClick={() => onChange(OPEN_ALERTS)}>{t('page.clearFilters')}</Button>
    </StatePanel>
  );
}
