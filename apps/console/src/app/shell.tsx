import { type RefObject, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useText } from '../i18n/use-text';
import { ShortcutsProvider } from '../keys/shortcuts-provider';
import { FreshnessBanner } from '../live/freshness-banner';
import { LiveProvider } from '../live/live-provider';
import { LoadingPanel } from '../ui/state-panel';
import { Rail } from './rail';
import { TopBar } from './top-bar';

/** Everything around a page: what the person may go to, how fresh the screen is, who they are. */
export function Shell() {
  const { t } = useText();
  const main = useRef<HTMLElement>(null);
  const [menu, setMenu] = useState(false);
  const { pathname } = useLocation();
  const [openedAt, setOpenedAt] = useState(pathname);
  if (openedAt !== pathname) {
    setOpenedAt(pathname);
    setMenu(false);
  }
  useFreshStart(main);
  return (
    <LiveProvider>
      <ShortcutsProvider>
        <div className={menu ? 'shell shell-menu-open' : 'shell'}>
          <a className="skip" href="#main">
            {t('app.skip')}
          </a>
          <Rail />
          {menu && (
            <button
              type="button"
              className="rail-veil"
              aria-label={t('nav.closeMenu')}
              onClick={() => setMenu(false)}
            />
          )}
          <div className="stage">
            <TopBar menu={menu} onMenu={() => setMenu(!menu)} />
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
