import { type ApiServer, createApiServer } from './create-api-server';

let first: ApiServer;
beforeEach(() => {
  first = createApiServer({ handler: () => {}, maxConnections: 1 });
});
afterEach(() => first.close());

it('names the port that somebody else has', async () => {
  const port = await first.listen(0, '127.0.0.1');
  const second = createApiServer({ handler: () => {}, maxConnections: 1 });
  await expect(second.listen(port, '127.0.0.1')).rejects.toMatchObject({
    code: 'bad_configuration',
    message: `api: cannot listen on 127.0.0.1, port ${port}: EADDRINUSE`,
  });
});
