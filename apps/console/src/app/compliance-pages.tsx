import type { RouteObject } from 'react-router';

/** Pages on levels and compliance; one entry each, loaded when first opened. */
export const compliancePages: RouteObject[] = [
  {
    path: '/systems',
    lazy: async () => ({ Component: (await import('../systems/system-list-page')).SystemListPage }),
  },
  {
    path: '/systems/new',
    lazy: async () => ({ Component: (await import('../systems/card/system-new-page')).SystemNewPage }),
  },
  {
    path: '/systems/:id/edit',
    lazy: async () => ({ Component: (await import('../systems/card/system-edit-page')).SystemEditPage }),
  },
  {
    path: '/systems/:id',
    lazy: async () => ({ Component: (await import('../systems/system-page')).SystemPage }),
  },
  {
    path: '/systems/:id/controls',
    lazy: async () => ({ Component: (await import('../controls/controls-page')).ControlsPage }),
  },
  {
    path: '/evidence',
    lazy: async () => ({ Component: (await import('../evidence/evidence-page')).EvidencePage }),
  },
  {
    path: '/dossiers',
    lazy: async () => ({ Component: (await import('../dossiers/list/dossier-list-page')).DossierListPage }),
  },
  {
    path: '/dossiers/:id',
    lazy: async () => ({ Component: (await import('../dossiers/dossier-page')).DossierPage }),
  },
  {
    path: '/agencies',
    lazy: async () => ({ Component: (await import('../agencies/agency-page')).AgencyPage }),
  },
  {
    path: '/layers',
    lazy: async () => ({ Component: (await import('../layers/layer-page')).LayerPage }),
  },
  {
    path: '/deadlines',
    lazy: async () => ({ Component: (await import('../deadlines/deadline-page')).DeadlinePage }),
  },
  {
    path: '/regimes',
    lazy: async () => ({ Component: (await import('../regimes/regime-page')).RegimePage }),
  },
  {
    path: '/register/import',
    lazy: async () => ({ Component: (await import('../register/import-page')).ImportPage }),
  },
  {
    path: '/register/reconciliation',
    lazy: async () => ({ Component: (await import('../register/reconciliation-page')).ReconciliationPage }),
  },
  {
    path: '/reports/level',
    lazy: async () => ({ Component: (await import('../reports/level-report-page')).LevelReportPage }),
  },
];
