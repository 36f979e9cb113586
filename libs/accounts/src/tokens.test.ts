import { generateKeyPairSync } from 'node:crypto';
import { MonitorError } from '@khien/model';
import jwt from 'jsonwebtoken';
import { createTokens } from './tokens';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ours = { kid: 'k1', ...pair() };
const older = { kid: 'k0', ...pair() };
const theirs = pair();
const NOW = 1_795_000_000_000;
const seconds = NOW / 1000;
const options = {
  keys: [ours, { kid: 'k0', publicKey: older.publicKey }],
  issuer: 'khien',
  audience: 'khien-api',
};
const tokens = createTokens({ ...options, now: () => NOW });
const who = { userId: 'u1', sessionId: 's1', tokenId: 't1' };

const claims = {
  iss: 'khien',
  aud: 'khien-api',
  sub: 'u1',
  sid: 's1',
  jti: 't1',
  iat: seconds,
  nbf: seconds,
  exp: seconds + 60,
};
const header = { alg: 'ES256', typ: 'khien-access+jwt', kid: 'k1' };
const sign = (payload: object, head: object = header, key = ours.privateKey) =>
  jwt.sign(payload, key, { algorithm: 'ES256', header: head as jwt.JwtHeader });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tampered = () => {
  const [head, , signature] = tokens.issue(who).split('.');
  return `${head}.${part({ ...claims, sub: 'admin' })}.${signature}`;
};
const hs256WithPublicKey = () => {
  const pem = ours.publicKey.export({ type: 'spki', format: 'pem' });
  const signing = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`;
  const mac = require('node:crypto').createHmac('sha256', pem).update(signing).digest('base64url');
  return `${signing}.${mac}`;
};
const without = (name: keyof typeof claims) => {
  const { [name]: _gone, ...rest } = claims;
  return sign(rest);
};

describe('createTokens', () => {
  it('verifies what it issued', () => {
    expect(tokens.verify(tokens.issue(who))).toMatchObject({ sub: 'u1', sid: 's1', jti: 't1', iss: 'khien' });
  });
  it('verifies the same claims signed by the test, so that the refusals below are not for another reason', () => {
    expect(tokens.verify(sign(claims)).sub).toBe('u1');
  });
  it('verifies tokens of a key that no longer signs', () => {
    expect(tokens.verify(sign(claims, { ...header, kid: 'k0' }, older.privateKey)).sub).toBe('u1');
  });
  it.each([
    ['alg none', `${part({ ...header, alg: 'none' })}.${part(claims)}.`],
    ['HS256 with the public key as secret', hs256WithPublicKey()],
    ['an unknown kid', sign(claims, { ...header, kid: 'k9' })],
    ['no kid', sign(claims, { alg: 'ES256', typ: 'khien-access+jwt' })],
    ['the kid of another key', sign(claims, { ...header, kid: 'k0' })],
    ['somebody else’s key', sign(claims, header, theirs.privateKey)],
    [
      'its own key in the header',
      sign(claims, { ...header, jwk: theirs.publicKey.export({ format: 'jwk' }) }, theirs.privateKey),
    ],
    ['a key address in the header', sign(claims, { ...header, jku: 'https://attacker.example/jwks' })],
    ['another typ', sign(claims, { ...header, typ: 'JWT' })],
    ['a past expiry', sign({ ...claims, exp: seconds - 60 })],
    ['a not-before to come', sign({ ...claims, nbf: seconds + 600 })],
    ['another audience', sign({ ...claims, aud: 'other' })],
    ['another issuer', sign({ ...claims, iss: 'other' })],
    ['no expiry', without('exp')],
    ['no audience', without('aud')],
    ['no session', without('sid')],
    ['no token id', without('jti')],
    ['a changed payload', tampered()],
    ['a cut signature', tokens.issue(who).slice(0, -4)],
    ['not a token', 'abc'],
    ['nothing', ''],
    ['an array as payload', `${part(header)}.${part([])}.AA`],
  ])('refuses %s', (_what, token) => {
    expect(() => tokens.verify(token)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });
  it('ends ten minutes after issue', () => {
    let at = NOW;
    const ageing = createTokens({ ...options, now: () => at });
    const token = ageing.issue(who);
    at = NOW + 599_000;
    expect(ageing.verify(token).sub).toBe('u1');
    at = NOW + 606_000;
    expect(() => ageing.verify(token)).toThrow(MonitorError);
  });
  it.each([
    ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['another curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['an Ed25519 key', generateKeyPairSync('ed25519')],
  ])('refuses to start with %s', (_what, keys) => {
    const make = () => createTokens({ ...options, keys: [{ kid: 'x', ...keys }], now: () => NOW });
    expect(make).toThrow(expect.objectContaining({ code: 'bad_configuration' }));
  });
  it('refuses to start without a key to sign with', () => {
    const make = () =>
      createTokens({ ...options, keys: [{ kid: 'x', publicKey: ours.publicKey }], now: () => NOW });
    expect(make).toThrow(/no key to sign/);
  });
});
