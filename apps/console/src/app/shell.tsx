import { AlertOutlined, AuditOutlined, DatabaseOutlined } from '@ant-design/icons';
import { type RefObject, Suspense, useLayoutEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useText } from '../i18n/use-text';
import { ShortcutsProvider } from '../keys/shortcuts-provider';
import { FreshnessBanner } from '../live/freshness-banner';
import { LiveProvider } from '../live/live-provider';
import { type Capability, useCan } from '../session/use-session';
import { ShieldShape } from '../ui/shapes';
import { LoadingPanel } from '../ui/state-panel';
import { TopBar } from './top-bar';

const PAGES = [
  { to: '/alerts', key: 'nav.alerts', icon: <AlertOutlined aria-hidden />, any: ['alert.read'] },
  { to: '/sources', key: 'nav.sources', icon: <DatabaseOutlined aria-hidden />, any: ['source.read'] },
  {
    to: '/activity',
    key: 'nav.activity',
    icon: <AuditOutlined aria-hidden />,
    any: ['activity.read', 'activity.read_own'],
  },
] as const satisfies { to: string; key: string; icon: React.ReactNode; any: Capability[] }[];

/** Everything around a page: what the person may go to, how fresh the screen is, who they are. */
export function Shell() {
  const { t } = useText();
  const can = useCan();
  const main = useRef<HTMLElement>(null);
  useFreshStart(main);
  return (
    <LiveProvider>
      <ShortcutsProvider>
        <div className="shell">
          <a className="skip" href="#main">
            {t('app.skip')}
          </a>
          <nav className="rail" aria-label={t('nav.label')}>
            <NavLink to="/alerts" className="rail-brand" aria-label={t('app.name')}>
              <ShieldShape />
              <span>{t('app.name')}</span>
            </NavLink>
            {PAGES.filter(({ any }) => any.some(can)).map(({ to, key, icon }) => (
              <NavLink key={to} to={to} className="rail-link" data-testid={`nav${to.replace('/', '-')}`}>
                {icon}
                <span>{t(key)}</span>
              </NavLink>
            ))}
          </nav>
          <div className="stage">
            <TopBar />
            <FreshnessBanner />
            <main ref={main} id="main" className="main" tabIndex={-1}>
              <Suspense fallback={<LoadingPanel />}>
                <Outlet />
              </Suspense>
            </main>
          </div>
        </div>
      </ShortcutsProvider>
    </LiveProvider>
  );
}

/** A new page starts at its top and takes the focus, so that keyboards and screen readers start there too. */
function useFreshStart(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useLayoutEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
