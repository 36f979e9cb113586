import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Accounts, createAccounts, createPasswordHasher, createTokens } from '@khien/accounts';
import { type CertificateStats, watchCertificate } from '@khien/collect';
import { busRulesOf } from '@khien/compliance';
import { createDocuments } from '@khien/documents';
import { type DeadLetter, MonitorError } from '@khien/model';
import type { Office } from '@khien/office';
import { explainMatch } from '@khien/pipeline';
import { PRODUCT_DIR } from '@khien/settings';
import { sourceHealth, usualThisHour } from '@khien/watch';
import type { Context } from './context';
import { readTls } from './read-tls';
import { createRestsOn } from './rests-on';
import { createRuleTitles } from './rule-titles';
import type { DeadLetterOffice } from './worker-role';

const ISSUER = 'khien';
const AUDIENCE = 'khien-console';
const FEED_CAPACITY = 2000;
/** Password hashes at once and in line: 19 MiB each. */
const HASHING = { concurrency: 2, waiting: 32 };
const POLL_MS = 500;
const OVERLAP_MS = 5000;
const MAX_CONNECTIONS = 2000;

export interface ApiRole {
  accounts: Accounts;
  /** Where the console answers. */
  url: string;
  /** How often a renewed certificate was taken over, or was not; undefined without TLS. */
  certificate(): CertificateStats | undefined;
  stop(): Promise<void>;
}

export interface ApiOptions {
  deadLetters: DeadLetterOffice;
  office: Office;
  metrics: () => string | Promise<string>;
  /** Answers a request that is not the API's (log ingest); false when it is not its either. */
  beside?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export function openAccounts({ keys, store, log, now }: Context): Accounts {
  const tokens = createTokens({ keys: [keys.signingKey], issuer: ISSUER, audience: AUDIENCE, now });
  return createAccounts({ store, tokens, hasher: createPasswordHasher(HASHING), now, randomBytes, log });
}

/** Serves the API, the live stream and the console. */
export async function startApiRole(
  context: Context,
  { deadLetters, office, metrics, beside }: ApiOptions,
): Promise<ApiRole> {
  // Loaded by who serves it: a command that only asks the store needs no web server.
  const { createAlertFeed, createAlertPoller, createApi, createApiServer, DEFAULT_LIMITS, repairWorkflows } =
    require('@khien/api') as typeof import('@khien/api');
  const { settings, registry, repositories, store, log, now } = context;
  const accounts = openAccounts(context);
  await repairWorkflows(store, now());
  await office.repair();
  const alertFeed = createAlertFeed({ capacity: FEED_CAPACITY, epoch: randomBytes(6).toString('hex') });
  const poller = createAlertPoller({
    store,
    feed: alertFeed,
    now,
    log,
    intervalMs: POLL_MS,
    overlapMs: OVERLAP_MS,
  });
  const restsOn = createRestsOn(context);
  let url = '';
  const app = createApi({
    store,
    registry,
    accounts,
    office,
    documents: createDocuments({ forms: context.lawBook.forms(), now }),
    law: context.lawBook.law,
    controls: context.lawBook.controls,
    sections: context.lawBook.sections,
    refreshRegister: context.refreshRegister,
    deadLetters: {
      open: (letter) => deadLetters.open(letter),
      async replay(ids) {
        const letters: DeadLetter[] = [];
        for (const id of ids) {
          const letter = await repositories.deadLetters.get(id);
          if (!letter) throw new MonitorError('not_found', `dead letter ${id}: no such record`);
          letters.push(letter);
        }
        return deadLetters.replay(letters);
      },
    },
    alertFeed,
    busRules: () => busRulesOf(context.rules.current().bus),
    ruleTitle: createRuleTitles(context),
    explain: (ruleId, event) => explainMatch(context.rules.current().detection, ruleId, event),
    sourceHealth: (of = registry().sources) => sourceHealth(store, of, now()),
    sourceOutlook: async (source) => ({
      rests: restsOn(source),
      usualThisHour: await usualThisHour({ store, calendar: () => registry().calendar, now }, source.id),
    }),
    metrics,
    consoleDir: join(PRODUCT_DIR, 'apps/console/dist'),
    publicUrl: () => settings.publicUrl ?? url,
    now,
    randomBytes,
    log,
    limits: DEFAULT_LIMITS,
  });
  const tls = settings.tls && readTls(settings.tls);
  const server = createApiServer({
    handler: (request, response) => {
      if (!beside?.(request, response)) app(request, response);
    },
    maxConnections: MAX_CONNECTIONS,
    ...(tls && { tls }),
  });
  const certificate =
    tls &&
    watchCertificate({ server: { setSecureContext: server.showCertificate }, tls, log, protocol: 'console' });
  url = addressOf(settings, await server.listen(settings.port, settings.host));
  await poller.start();
  certificate?.start();
  return {
    accounts,
    url: settings.publicUrl ?? url,
    certificate: () => certificate?.stats(),
    async stop() {
      certificate?.stop();
      await poller.stop();
      await server.close();
    },
  };
}

function addressOf({ host, tls }: Context['settings'], port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
