import type { Command } from './usage';

/**
 * Every command under its words, loaded when it is used: most need little of what the monitor is made of, and a script that asks for
 * a hundred levels should not load its web server a hundred times. A new command is one file in `commands/` and one line here.
 */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.js')).start,
  replay: async () => (await import('./commands/replay.js')).replay,
  parse: async () => (await import('./commands/parse.js')).parse,
  'rules check': async () => (await import('./commands/rules-check.js')).rulesCheck,
  'rules match': async () => (await import('./commands/rules-match.js')).rulesMatch,
  'rules explain': async () => (await import('./commands/rules-explain.js')).rulesExplain,
  alerts: async () => (await import('./commands/alerts.js')).alerts,
  ledger: async () => (await import('./commands/ledger.js')).ledger,
  level: async () => (await import('./commands/level.js')).level,
  layers: async () => (await import('./commands/layers.js')).layers,
  dossier: async () => (await import('./commands/dossier.js')).dossier,
  'dossier documents': async () => (await import('./commands/dossier-documents.js')).dossierDocuments,
  regimes: async () => (await import('./commands/regimes.js')).regimes,
  'report level': async () => (await import('./commands/report-level.js')).reportLevel,
  'dead-letters list': async () => (await import('./commands/dead-letters.js')).deadLettersList,
  'dead-letters replay': async () => (await import('./commands/dead-letters.js')).deadLettersReplay,
  'user add': async () => (await import('./commands/user-add.js')).userAdd,
  'journal verify': async () => (await import('./commands/journal-verify.js')).journalVerify,
  'keys create': async () => (await import('./commands/keys-create.js')).keysCreate,
  probe: async () => (await import('./commands/probe.js')).probe,
};
