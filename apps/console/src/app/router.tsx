import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Guarded } from '../session/guarded';
import { firstPageOf } from '../session/landing';
import { useCan } from '../session/use-session';
import { compliancePages } from './compliance-pages';
import { CrashPage, NotFoundPage } from './error-page';
import { Shell } from './shell';

const monitoringPages: RouteObject[] = [
  {
    path: '/alerts',
    lazy: async () => ({ Component: (await import('../alerts/alert-list-page')).AlertListPage }),
  },
  {
    path: '/alerts/:id',
    lazy: async () => ({ Component: (await import('../alerts/alert-page')).AlertPage }),
  },
  {
    path: '/sources',
    lazy: async () => ({ Component: (await import('../sources/source-list-page')).SourceListPage }),
  },
  {
    path: '/sources/:id',
    lazy: async () => ({ Component: (await import('../sources/source-page')).SourcePage }),
  },
  {
    path: '/activity',
    lazy: async () => ({ Component: (await import('../activity/activity-page')).ActivityPage }),
  },
];

export function createRouter() {
  return createBrowserRouter([
    {
      errorElement: <CrashPage />,
      HydrateFallback: () => null,
      children: [
        {
          path: '/login',
          lazy: async () => ({ Component: (await import('../session/login-page')).LoginPage }),
        },
        {
          path: '/setup',
          lazy: async () => ({ Component: (await import('../session/setup-page')).SetupPage }),
        },
        {
          element: (
            <Guarded>
              <Shell />
            </Guarded>
          ),
          children: [
            {
              errorElement: <CrashPage />,
              children: [
                { path: '/', element: <FirstPage /> },
                ...monitoringPages,
                ...compliancePages,
                { path: '*', element: <NotFoundPage /> },
              ],
            },
          ],
        },
      ],
    },
  ]);
}

function FirstPage() {
  return <Navigate to={firstPageOf(useCan())} replace />;
}
