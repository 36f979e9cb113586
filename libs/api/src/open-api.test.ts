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
});
