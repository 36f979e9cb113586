import { type Harness, startApi } from '../test/harness';

let api: Harness;
beforeAll(async () => {
  api = await startApi();
  // As an import that knew the system only, or before the system changed hands.
  await api.store.insertManyOnce('evidence', [
    {
      _id: 'drill-of-his',
      systemId: 'his',
      collectedAt: 1,
      effectiveFrom: '2026-11-01',
      origin: 'import',
      by: { userId: 'u', username: 'u', role: 'system' },
      fact: { kind: 'drill', on: '2026-11-01', title: 'Diễn tập' },
      resultHash: '0'.repeat(64),
    },
  ]);
});
afterAll(() => api.close());

it.each([
  ['its own body', ['ttyt'], 200, ['drill-of-his']],
  ['another body', ['so-gd'], 404, undefined],
] as const)('is seen whole by %s', async (_name, agencies, status, ids) => {
  const headers = await api.as('system_owner', [...agencies], agencies[0]);
  const response = await fetch(`${api.url}/api/v1/evidence?systemId=his`, { headers });
  const body = await response.json();
  expect([response.status, body.items?.map(({ _id }: { _id: string }) => _id)]).toEqual([status, ids]);
});
