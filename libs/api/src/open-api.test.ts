import { type Harness, startApi } from '../test/harness';
import { apiRoutes } from './api-routes';

let api: Harness;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('/openapi.json', () => {
  it('describes every route but itself, with its parameters, body and policy', async () => {
    const headers = await api.as('analyst', '*');
    const document = await (await fetch(`${api.url}/api/v1/openapi.json`, { headers })).json();
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = apiRoutes(api.deps)
      .filter((route) => route.path !== '/openapi.json')
      .map((route) => `${route.method} /api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(expected.sort());
    const close = document.paths['/api/v1/alerts/{id}/close'].post;
    expect(close['x-action']).toBe('alert.close');
    expect(close.parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
    ]);
    expect(close.requestBody.content['application/json'].schema).toMatchObject({
      required: ['reason', 'note'],
      additionalProperties: false,
      properties: { reason: { enum: expect.arrayContaining(['false_positive']) }, note: { minLength: 5 } },
    });
    const list = document.paths['/api/v1/alerts'].get.parameters;
    expect(list.find((one: { name: string }) => one.name === 'limit')).toMatchObject({
      in: 'query',
      required: false,
    });
  });
  it('says of writes what they take, and of files what they are', async () => {
    const headers = await api.as('analyst', '*');
    const { paths } = await (await fetch(`${api.url}/api/v1/openapi.json`, { headers })).json();
    const card = paths['/api/v1/systems/{id}'].put;
    expect(card.requestBody.content['application/json'].schema).toMatchObject({
      required: expect.arrayContaining(['id', 'name', 'agencyId', 'dossier']),
      additionalProperties: false,
    });
    const acts = paths['/api/v1/dossiers/{id}/acts'].post;
    expect(acts['x-action']).toEqual(['dossier.draft', 'dossier.appraise', 'dossier.approve']);
    const calendar = paths['/api/v1/calendar/{token}.ics'].get;
    expect([calendar.security, Object.keys(calendar.responses.default.content)]).toEqual([
      [],
      ['text/calendar'],
    ]);
    const keyed = (path: string) =>
      paths[path].post.parameters.some((one: { name: string }) => one.name === 'Idempotency-Key');
    expect(keyed('/api/v1/evidence')).toBe(true);
    for (const path of ['/api/v1/deadlines/feed', '/api/v1/session', '/api/v1/dead-letters/{id}/open'])
      expect(keyed(path)).toBe(false);
  });
});
