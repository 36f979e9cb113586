import { once } from 'node:events';
import { connect } from 'node:tls';
import { describeWith } from '../../../test/services/describe-with';
import { makeCertificates, noOpenssl } from '../../collect/test/test-certificates';
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

describeWith(noOpenssl, 'over TLS', () => {
  it('shows the renewed certificate from then on, and the one before when the new one does not load', async () => {
    const [before, after] = [makeCertificates(), makeCertificates()];
    const secure = createApiServer({ handler: () => {}, maxConnections: 9, tls: before.server });
    const port = await secure.listen(0, '127.0.0.1');
    const meet = async (ca: string): Promise<void> => {
      const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca });
      await once(socket, 'secureConnect').finally(() => socket.destroy());
    };
    await meet(before.ca);
    expect(() => secure.showCertificate({ cert: after.server.cert, key: before.server.key })).toThrow();
    await meet(before.ca);
    secure.showCertificate(after.server);
    await meet(after.ca);
    await expect(meet(before.ca)).rejects.toThrow();
    await secure.close();
  });
});
