/**
 * Every word on screen: one file per family of pages in each language's folder, each with its own keys at the top.
 * A new file is typed by one line here; a test holds this list to the folder.
 */
export type Words = typeof import('../locales/vi/activity.json') &
  typeof import('../locales/vi/agencies.json') &
  typeof import('../locales/vi/alerts.json') &
  typeof import('../locales/vi/app.json') &
  typeof import('../locales/vi/controls.json') &
  typeof import('../locales/vi/deadlines.json') &
  typeof import('../locales/vi/dossiers.json') &
  typeof import('../locales/vi/evidence.json') &
  typeof import('../locales/vi/layers.json') &
  typeof import('../locales/vi/marks.json') &
  typeof import('../locales/vi/regimes.json') &
  typeof import('../locales/vi/register.json') &
  typeof import('../locales/vi/reports.json') &
  typeof import('../locales/vi/sources.json') &
  typeof import('../locales/vi/systems.json');

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}
