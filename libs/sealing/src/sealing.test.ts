import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { newKeyText, parseKeyFile, rotatedKeyText } from './key-file';
import { createKeyRing } from './key-ring';
import { createPseudonymiser } from './pseudonymiser';
import { createSealer, keyIdIn, SEAL_OVERHEAD, SealError } from './sealer';

const keyFrom = (seed: string): Buffer => createHash('sha256').update(seed).digest();
const A = keyFrom('a');
const B = keyFrom('b');

describe('a sealer', () => {
  it('opens what it sealed, whatever the octets and the binding', () => {
    const sealer = createSealer(A);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, aad) => {
        const sealed = sealer.seal(plain, aad);
        expect(sealed.length).toBe(plain.length + SEAL_OVERHEAD);
        expect(sealer.open(sealed, aad).equals(Buffer.from(plain))).toBe(true);
      }),
    );
  });

  it('refuses every single flipped bit and every truncation', () => {
    const sealer = createSealer(A);
    const sealed = sealer.seal(Buffer.from('mã hồ sơ 000.00.00.H01'), 'x');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => sealer.open(changed, 'x')).toThrow(SealError);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => sealer.open(sealed.subarray(0, length), 'x')).toThrow(SealError);
    }
  });

  it.each([
    {
      name: 'another binding',
      open: () => createSealer(A).open(createSealer(A).seal(B, 'x'), 'y'),
      reason: 'damaged',
    },
    {
      name: 'another key',
      open: () => createSealer(B).open(createSealer(A).seal(B, 'x'), 'x'),
      reason: 'unknown_key',
    },
    { name: 'nothing', open: () => createSealer(A).open(Buffer.alloc(0), 'x'), reason: 'damaged' },
  ])('says why it refuses $name', ({ open, reason }) => {
    expect(open).toThrow(expect.objectContaining({ name: 'SealError', reason }));
  });

  it('never seals the same text to the same octets', () => {
    const sealer = createSealer(A);
    expect(sealer.seal(B, 'x').equals(sealer.seal(B, 'x'))).toBe(false);
  });

  it('refuses a key of the wrong length', () => {
    expect(() => createSealer(A.subarray(0, 16))).toThrow(RangeError);
  });
});

describe('a key ring', () => {
  const old = createKeyRing({ current: A });
  const rotated = createKeyRing({ current: B, previous: [A] });

  it('seals with the current key and opens with the ones before', () => {
    expect(rotated.open(old.seal(Buffer.from('x'), 'a'), 'a').toString()).toBe('x');
    expect(keyIdIn(rotated.seal(Buffer.from('x'), 'a'))).toBe(createSealer(B).keyId);
    expect(() => old.open(rotated.seal(Buffer.from('x'), 'a'), 'a')).toThrow(
      expect.objectContaining({ reason: 'unknown_key' }),
    );
  });

  it('derives rings that rotate the same way and do not open each other’s', () => {
    const sealed = old.derive('one').seal(Buffer.from('x'), 'a');
    expect(rotated.derive('one').open(sealed, 'a').toString()).toBe('x');
    expect(() => rotated.derive('two').open(sealed, 'a')).toThrow(SealError);
    expect(() => rotated.open(sealed, 'a')).toThrow(SealError);
  });
});

describe('a key file', () => {
  const text = newKeyText(keyFrom('random'));

  it('reads what it writes, and rotation keeps the old key and the pseudonyms', () => {
    const first = parseKeyFile(text);
    if (!first.ok) throw new Error(first.reason);
    const second = parseKeyFile(rotatedKeyText(first.keys, keyFrom('more')));
    if (!second.ok) throw new Error(second.reason);
    expect(second.keys.previous).toEqual([first.keys.current]);
    expect(second.keys.pseudonym).toEqual(first.keys.pseudonym);
    expect(second.keys.current).not.toEqual(first.keys.current);
  });

  it.each([
    { name: 'an empty file', text: '', reason: /0 current/ },
    { name: 'two current keys', text: `${text}\n${text}`, reason: /2 current/ },
    { name: 'a cut key', text: text.replace(/(current .{20}).*/, '$1'), reason: /^line 4:/ },
    { name: 'an unknown word', text: `${text}\nsecret abc`, reason: /^line \d+:/ },
    { name: 'no pseudonym key', text: text.replace(/^pseudonym .*$/m, ''), reason: /0 pseudonym/ },
  ])('refuses $name, naming the place and never the content', ({ text: bad, reason }) => {
    const result = parseKeyFile(bad);
    expect(result).toEqual({ ok: false, reason: expect.stringMatching(reason) });
    expect(JSON.stringify(result)).not.toContain('abc');
  });

  it('wants real randomness', () => {
    expect(() => newKeyText(Buffer.alloc(16))).toThrow(RangeError);
  });
});

describe('a pseudonymiser', () => {
  const pseudonymiser = createPseudonymiser({ key: A, keyRing: createKeyRing({ current: B }) });

  it('gives one value one token a year, short and without the value', () => {
    const token = pseudonymiser.pseudonym('cccd', '001099000001', 2026);
    expect(token).toMatch(/^cccd:[0-9a-f]{16}$/);
    expect(pseudonymiser.pseudonym('cccd', '001099000001', 2026)).toBe(token);
  });

  it.each<{ name: string; args: [kind: string, value: string, year: number] }>([
    { name: 'another value', args: ['cccd', '001099000002', 2026] },
    { name: 'another year', args: ['cccd', '001099000001', 2027] },
    { name: 'another kind', args: ['phone', '001099000001', 2026] },
  ])('gives $name another token', ({ args }) => {
    const tail = (token: string): string | undefined => token.split(':')[1];
    expect(tail(pseudonymiser.pseudonym(...args))).not.toBe(
      tail(pseudonymiser.pseudonym('cccd', '001099000001', 2026)),
    );
  });

  it('survives rotation of the data key', () => {
    const later = createPseudonymiser({ key: A, keyRing: createKeyRing({ current: A, previous: [B] }) });
    expect(later.pseudonym('cccd', '1', 2026)).toBe(pseudonymiser.pseudonym('cccd', '1', 2026));
    expect(later.openValue('cccd', pseudonymiser.sealValue('cccd', 'Nguyễn'))).toBe('Nguyễn');
  });

  it('is reversed only by a vault entry of the same kind', () => {
    const sealed = pseudonymiser.sealValue('name', 'Trần Thị Mẫu');
    expect(sealed).not.toContain('Mẫu');
    expect(pseudonymiser.openValue('name', sealed)).toBe('Trần Thị Mẫu');
    expect(() => pseudonymiser.openValue('phone', sealed)).toThrow(SealError);
    expect(() => pseudonymiser.openValue('name', 'not a vault entry')).toThrow(SealError);
  });

  it('refuses a kind that could be mistaken for a part of the token', () => {
    expect(() => pseudonymiser.pseudonym('a:b', '1', 2026)).toThrow(RangeError);
  });
});
