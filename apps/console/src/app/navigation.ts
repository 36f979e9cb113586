import type { Capability } from '../session/use-session';

export interface NavigationPage {
  to: string;
  key:
    | 'alerts'
    | 'sources'
    | 'systems'
    | 'dossiers'
    | 'layers'
    | 'deadlines'
    | 'regimes'
    | 'levelReport'
    | 'activity';
  /** Shown to whoever may do one of these. */
  any: readonly Capability[];
}

export interface NavigationGroup {
  key: 'monitoring' | 'compliance' | 'record';
  pages: readonly NavigationPage[];
}

/** What there is to go to, in the order of a day's work; a page not listed here is reached from another. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    key: 'monitoring',
    pages: [
      { to: '/alerts', key: 'alerts', any: ['alert.read'] },
      { to: '/sources', key: 'sources', any: ['source.read'] },
    ],
  },
  {
    key: 'compliance',
    pages: [
      { to: '/systems', key: 'systems', any: ['register.read'] },
      { to: '/dossiers', key: 'dossiers', any: ['dossier.read'] },
      { to: '/layers', key: 'layers', any: ['compliance.read'] },
      { to: '/deadlines', key: 'deadlines', any: ['deadline.read'] },
      { to: '/reports/level', key: 'levelReport', any: ['compliance.read'] },
      { to: '/regimes', key: 'regimes', any: ['regime.simulate'] },
    ],
  },
  {
    key: 'record',
    pages: [{ to: '/activity', key: 'activity', any: ['activity.read', 'activity.read_own'] }],
  },
];

/** Groups with what this person may go to; a group with nothing left is left out. */
export function navigationFor(can: (action: Capability) => boolean): NavigationGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    pages: group.pages.filter(({ any }) => any.some(can)),
  })).filter(({ pages }) => pages.length > 0);
}
