import { alerts } from './commands/alerts';
import { deadLettersList, deadLettersReplay } from './commands/dead-letters';
import { dossier } from './commands/dossier';
import { dossierDocuments } from './commands/dossier-documents';
import { journalVerify } from './commands/journal-verify';
import { keysCreate } from './commands/keys-create';
import { layers } from './commands/layers';
import { ledger } from './commands/ledger';
import { level } from './commands/level';
import { parse } from './commands/parse';
import { probe } from './commands/probe';
import { regimes } from './commands/regimes';
import { replay } from './commands/replay';
import { reportLevel } from './commands/report-level';
import { rulesCheck } from './commands/rules-check';
import { rulesExplain } from './commands/rules-explain';
import { rulesMatch } from './commands/rules-match';
import { start } from './commands/start';
import { userAdd } from './commands/user-add';
import type { Command } from './usage';

/** Every command under its words. A new command is one file in `commands/` and one line here. */
export const COMMANDS: Record<string, Command> = {
  start,
  replay,
  parse,
  'rules check': rulesCheck,
  'rules match': rulesMatch,
  'rules explain': rulesExplain,
  alerts,
  ledger,
  level,
  layers,
  dossier,
  'dossier documents': dossierDocuments,
  regimes,
  'report level': reportLevel,
  'dead-letters list': deadLettersList,
  'dead-letters replay': deadLettersReplay,
  'user add': userAdd,
  'journal verify': journalVerify,
  'keys create': keysCreate,
  probe,
};
