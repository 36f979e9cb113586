import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pem {
  cert: string;
  key: string;
}

/** An authority of a day, its server and its clients; `stranger` is signed by another one. */
export interface TestCertificates {
  ca: string;
  server: Pem;
  client: Pem;
  otherClient: Pem;
  stranger: Pem;
}

export const haveOpenssl = spawnSync('openssl', ['version']).status === 0;
/** For `describeWith`. */
export const noOpenssl = haveOpenssl ? undefined : 'no openssl on the PATH';

export function makeCertificates(): TestCertificates {
  const dir = mkdtempSync(join(tmpdir(), 'certificates-'));
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const authority = (name: string): void =>
    openssl(
      'req',
      '-x509',
      ...ec,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );
  const signed = (name: string, by: string, alternatives: string): Pem => {
    openssl('req', ...ec, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    writeFileSync(join(dir, `${name}.ext`), `subjectAltName=${alternatives}\n`);
    const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.crt`];
    openssl(
      'x509',
      '-req',
      '-days',
      '2',
      '-CA',
      `${by}.crt`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      ...files,
    );
    return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
  };
  try {
    authority('authority');
    authority('elsewhere');
    return {
      ca: read('authority.crt'),
      server: signed('localhost', 'authority', 'DNS:localhost,IP:127.0.0.1'),
      client: signed('FW01.haivan.example', 'authority', 'DNS:fw-main.haivan.example'),
      otherClient: signed('other.haivan.example', 'authority', 'DNS:other.haivan.example'),
      stranger: signed('fw01.haivan.example', 'elsewhere', 'DNS:fw-main.haivan.example'),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
