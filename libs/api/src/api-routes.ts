import type { ApiDeps } from './api-deps';
import { documentMaker } from './made-document';
import type { Route } from './route';
import { activityRoutes } from './routes/activity';
import { agencyRoutes } from './routes/agencies';
import { alertStepRoutes } from './routes/alert-steps';
import { alertStreamRoutes } from './routes/alert-stream';
import { alertRoutes } from './routes/alerts';
import { busMessageRoutes } from './routes/bus-messages';
import { calendarRoutes } from './routes/calendar';
import { complianceRoutes } from './routes/compliance';
import { controlRoutes } from './routes/controls';
import { deadLetterRoutes } from './routes/dead-letters';
import { deadlineRoutes } from './routes/deadlines';
import { dossierActRoutes } from './routes/dossier-acts';
import { dossierDocumentRoutes } from './routes/dossier-documents';
import { dossierFormRoutes } from './routes/dossier-form';
import { dossierSectionRoutes } from './routes/dossier-sections';
import { dossierRoutes } from './routes/dossiers';
import { eventRoutes } from './routes/events';
import { evidenceRoutes } from './routes/evidence';
import { fileRoutes } from './routes/files';
import { gapRoutes } from './routes/gaps';
import { levelReportRoutes } from './routes/level-report';
import { openApiRoutes } from './routes/open-api';
import { operationsRoutes } from './routes/operations';
import { reconciliationRoutes } from './routes/reconciliation';
import { regimeRoutes } from './routes/regimes';
import { registerImportRoutes } from './routes/register-import';
import { sessionRoutes } from './routes/session';
import { setUpRoutes } from './routes/set-up';
import { sourceRoutes } from './routes/sources';
import { systemDocumentRoutes } from './routes/system-documents';
import { systemRoutes } from './routes/systems';

/** The whole interface as one table: what is not here does not exist, and what is here has a policy. */
export function apiRoutes(deps: ApiDeps): Route[] {
  const makeDocument = documentMaker(deps);
  const routes = [
    ...operationsRoutes(deps),
    ...setUpRoutes(deps),
    ...sessionRoutes(deps),
    // Before `/alerts/:id`, which would take «stream» for an id.
    ...alertStreamRoutes(deps),
    ...alertRoutes(deps),
    ...alertStepRoutes(deps),
    ...sourceRoutes(deps),
    ...deadLetterRoutes(deps),
    ...activityRoutes(deps),
    ...eventRoutes(deps),
    ...busMessageRoutes(deps),
    ...agencyRoutes(deps),
    ...systemRoutes(deps),
    ...reconciliationRoutes(deps),
    ...registerImportRoutes(deps),
    ...dossierRoutes(deps),
    ...dossierFormRoutes(deps),
    ...dossierActRoutes(deps),
    ...dossierSectionRoutes(deps),
    ...dossierDocumentRoutes(deps, makeDocument),
    ...systemDocumentRoutes(deps, makeDocument),
    ...fileRoutes(deps),
    ...evidenceRoutes(deps),
    ...controlRoutes(deps),
    ...gapRoutes(deps),
    ...complianceRoutes(deps),
    ...deadlineRoutes(deps),
    ...calendarRoutes(deps),
    ...regimeRoutes(deps),
    ...levelReportRoutes(deps, makeDocument),
  ];
  return [...routes, ...openApiRoutes(routes)];
}
