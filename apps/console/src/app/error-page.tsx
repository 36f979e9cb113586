import { Button } from 'antd';
import { Link } from 'react-router';
import { useText } from '../i18n/use-text';
import { StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';

export function NotFoundPage() {
  const { t } = useText();
  usePageTitle(t('page.notFound'));
  return (
    <StatePanel title={t('page.notFound')} help={t('page.notFoundHelp')} level={1}>
      <Link to="/">{t('page.home')}</Link>
    </StatePanel>
  );
}

export function CrashPage() {
  const { t } = useText();
  usePageTitle(t('page.crash'));
  return (
    <StatePanel title={t('page.crash')} help={t('page.crashHelp')} level={1} tone="bad">
      <Button onClick={() => location.reload()}>{t('page.reload')}</Button>
    </StatePanel>
  );
}
