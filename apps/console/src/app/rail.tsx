import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  DatabaseOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  SafetyOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { ShieldShape } from '../ui/shapes';
import { type NavigationPage, navigationFor } from './navigation';

const ICONS: Record<NavigationPage['key'], ReactNode> = {
  alerts: <AlertOutlined aria-hidden />,
  sources: <DatabaseOutlined aria-hidden />,
  systems: <ApartmentOutlined aria-hidden />,
  dossiers: <FolderOpenOutlined aria-hidden />,
  layers: <SafetyOutlined aria-hidden />,
  deadlines: <CalendarOutlined aria-hidden />,
  levelReport: <FileTextOutlined aria-hidden />,
  regimes: <SwapOutlined aria-hidden />,
  activity: <AuditOutlined aria-hidden />,
};

/** Where this person may go, in groups. */
export function Rail() {
  const { t } = useText();
  const can = useCan();
  return (
    <nav id="rail" className="rail" aria-label={t('nav.label')}>
      <NavLink to="/" end className="rail-brand" aria-label={t('app.name')}>
        <ShieldShape />
        <span>{t('app.name')}</span>
      </NavLink>
      {navigationFor(can).map(({ key, pages }) => (
        <section key={key} className="rail-group" aria-labelledby={`rail-${key}`}>
          <h2 id={`rail-${key}`} className="rail-heading">
            {t(`nav.group_${key}`)}
          </h2>
          {pages.map((page) => (
            <NavLink
              key={page.to}
              to={page.to}
              className="rail-link"
              title={t(`nav.${page.key}`)}
              data-testid={`nav${page.to.replaceAll('/', '-')}`}
            >
              {ICONS[page.key]}
              <span>{t(`nav.${page.key}`)}</span>
            </NavLink>
          ))}
        </section>
      ))}
    </nav>
  );
}
