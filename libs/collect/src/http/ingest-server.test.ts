import type { IncomingMessage, ServerResponse } from 'node:http';
import { request } from 'node:https';
import { silentLogger } from '@khien/model';
import { describeWith } from '../../../../test/services/describe-with';
import { makeCertificates, noOpenssl } from '../../test/test-certificates';
import { createIngestServer } from './ingest-server';

describeWith(noOpenssl, 'over TLS', () => {
  it('serves over TLS 1.2 and up', async () => {
    const { server, ca } = makeCertificates();
    const handler = (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(204).end();
    const secure = createIngestServer({
      ...{ host: '127.0.0.1', port: 0, tls: server, handler, log: silentLogger },
    });
    await secure.start();
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const to = { host: '127.0.0.1', port: secure.port(), path: '/records', method: 'POST' };
      request({ ...to, ca, servername: 'localhost' }, (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end('a');
    });
    expect(answer).toBe(204);
    await secure.stop();
  });
});
