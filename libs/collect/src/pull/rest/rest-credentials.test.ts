import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LocalServer,
  listeningLogger,
  localServer,
  type Pulling,
  pulling,
} from '../../../test/pull-fixture';
import { createRecordingIntake, until } from '../../../test/recording-intake';
import { ids, json, some } from '../../../test/rest-items';
import { makeCertificates } from '../../../test/test-certificates';

let pull: Pulling;
let server: LocalServer | undefined;
beforeEach(() => {
  pull = pulling();
});
afterEach(async () => {
  await pull.end();
  await server?.close();
  server = undefined;
});

const secret = (name: string, text: string): string => {
  writeFileSync(join(pull.folder, name), `${text}\n`, { mode: 0o600 });
  return join(pull.folder, name);
};

describe('showing a REST interface who asks', () => {
  it.each([
    ['bearer', () => ({ type: 'bearer', tokenFile: secret('token', 'abc') }), 'authorization', 'Bearer abc'],
    [
      'basic',
      () => ({ type: 'basic', user: 'khiên', passwordFile: secret('pw', 'a:b') }),
      'authorization',
      `Basic ${Buffer.from('khiên:a:b').toString('base64')}`,
    ],
    [
      'api key',
      () => ({ type: 'api_key', header: 'X-Api-Key', keyFile: secret('key', 'k-1') }),
      'x-api-key',
      'k-1',
    ],
  ])('shows who asks: %s', async (_, auth, header, value) => {
    server = await localServer(({ headers }, response) => {
      if (headers[header] === undefined) response.writeHead(401).end();
      else json(response, some(1));
    });
    const intake = createRecordingIntake();
    await pull.start(intake, { kind: 'rest', url: server.url, id: 'id', auth: auth(), everySeconds: 0.05 });
    await until(() => intake.stored.length === 1, 'the item');

    // Header values are octets on the wire.
    expect(Buffer.from(String(server.asked[0]?.headers[header]), 'latin1').toString('utf8')).toBe(value);
  });

  it('believes the authority of its file, shows its certificate, and nobody else', async () => {
    const { ca, server: shown, client } = makeCertificates();
    server = await localServer((_, response) => json(response, some(1)), { ...shown, ca, requestCert: true });
    const intake = createRecordingIntake();
    const log = listeningLogger();
    const transport = {
      kind: 'rest',
      url: server.url.replace('127.0.0.1', 'localhost'),
      id: 'id',
      everySeconds: 0.05,
    };
    const without = await pull.start(intake, transport, { log });
    await until(() => pull.stats(without).failing > 0, 'distrust');
    await without.stop();
    expect(intake.stored).toHaveLength(0);

    const caFile = secret('ca.pem', ca);
    const tls = { caFile, certFile: secret('cert.pem', client.cert), keyFile: secret('key.pem', client.key) };
    await pull.start(intake, { ...transport, tls });
    await until(() => intake.stored.length === 1, 'the item');
  });

  it('reads the user events of Keycloak with a token of its own, renewed when it runs out in the middle', async () => {
    const events = Array.from({ length: 12 }, (_, n) => ({
      id: `5e0f-${n}`,
      time: Date.now() - 60_000 + n,
      type: 'LOGIN',
      realmId: 'tinh',
      clientId: 'cong-dich-vu-cong',
      userId: `u-${n}`,
      ipAddress: '198.51.100.9',
      details: { username: `canbo${n}` },
    }));
    const tokens: string[] = [];
    let uses = 0;
    server = await localServer(({ url, headers, body }, response) => {
      if (url.pathname.endsWith('/token')) {
        const known = headers.authorization === `Basic ${Buffer.from('khien:s3cret').toString('base64')}`;
        if (!known || body !== 'grant_type=client_credentials') return void response.writeHead(401).end();
        tokens.push(`t${tokens.length}`);
        uses = 0;
        return json(response, { access_token: tokens.at(-1), expires_in: 60 });
      }
      if (headers.authorization !== `Bearer ${tokens.at(-1)}` || uses++ >= 2)
        return void response.writeHead(401).end();
      const [from, first, max] = ['dateFrom', 'first', 'max'].map((name) =>
        Number(url.searchParams.get(name)),
      );
      const wanted = events.filter(({ time }) => time >= (from ?? 0));
      json(response, wanted.slice(first ?? 0, (first ?? 0) + (max ?? 0)));
    });
    const intake = createRecordingIntake();
    const one = await pull.start(
      intake,
      {
        kind: 'rest',
        url: `${server.url}/admin/realms/tinh/events`,
        params: { max: '5', direction: 'asc' },
        auth: {
          type: 'client_credentials',
          tokenUrl: `${server.url}/realms/tinh/protocol/openid-connect/token`,
          clientId: 'khien',
          clientSecretFile: secret('client-secret', 's3cret'),
        },
        paging: { by: 'offset', param: 'first' },
        since: { param: 'dateFrom', format: 'ms' },
        ...{ time: 'time', id: 'id', everySeconds: 0.05 },
      },
      { profile: 'keycloak' },
    );
    await until(() => intake.stored.length === 12, 'all events');
    await pull.rounds(one, 1);

    expect(ids(intake)).toEqual(events.map(({ id }) => id));
    expect(tokens.length).toBeGreaterThan(1);
  });
});
