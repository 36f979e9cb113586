import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Harness, startApi } from '../test/harness';

let api: Harness;
let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'khien-console-'));
  const dir = join(directory, 'dist');
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  writeFileSync(
    join(dir, 'index.html'),
    '<html><meta name="csp-nonce" content="" /><style nonce="__KHIEN_NONCE__"></style></html>',
  );
  writeFileSync(join(dir, 'assets', 'index-abc123.js'), 'console.log(1)');
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
  writeFileSync(join(dir, '.env'), 'secret');
  api = await startApi({ consoleDir: dir });
});
afterAll(async () => {
  await api.close();
  rmSync(directory, { recursive: true });
});

/** A request whose path is sent as it stands; fetch would tidy it up. */
function raw(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { accept: 'text/html' } }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the console', () => {
  it.each([
    '/',
    '/index.html',
    '/alerts',
    '/alerts/abc?tab=evidence',
    '/sources/his-nginx',
    '/dossiers/sso.v1',
  ])('is one page at %s, with the nonce of the answer', async (path) => {
    const response = await fetch(api.url + path, { headers: { accept: 'text/html' } });
    const html = await response.text();
    const nonce = response.headers.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1];
    expect(response.status).toBe(200);
    expect(html).toContain(`<meta name="csp-nonce" content="${nonce}" />`);
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
  it('keeps hashed files for a year and others not', async () => {
    const asset = await fetch(`${api.url}/assets/index-abc123.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toMatch(/javascript/);
    expect((await fetch(`${api.url}/favicon.svg`)).headers.get('cache-control')).toBe('public, max-age=0');
  });
  it.each(['/assets/missing.js', '/missing.png', '/assets/', '/assets', '/.env', '/api/v1/nothing'])(
    'has no file at %s',
    async (path) => {
      const response = await fetch(api.url + path, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('secret');
    },
  );
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets//../../secret.txt%00.js',
  ])('gives nothing outside its folder: %s', async (path) => {
    const { status, body } = await raw(path);
    expect(body).not.toMatch(/^secret|root:/);
    expect([400, 403, 404]).toContain(status);
  });
  it('takes //etc/passwd for an address of the client', async () => {
    expect((await raw('//etc/passwd')).body).toContain('csp-nonce');
  });
  it('says when it is not built', async () => {
    const unbuilt = await startApi({ consoleDir: join(directory, 'nowhere') });
    expect((await fetch(unbuilt.url, { headers: { accept: 'text/html' } })).status).toBe(503);
    await unbuilt.close();
  });
});
