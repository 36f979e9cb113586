import { createPasswordHasher } from './password-hasher';
import { passwordProblem } from './password-policy';

describe('passwordProblem', () => {
  it.each([
    'bốn con cá chép vàng',
    'correct horse battery staple',
    'Tr0ng-cây-gây-rừng-xanh',
    'xK9#mQ2$vL7!pR',
    'gạo nếp cẩm thơm lừng',
    '漢字漢和辞典を引く朝にも',
    `${'x'.repeat(60)}abcdefg hijk`,
  ])('accepts %p', (password) => {
    expect(passwordProblem(password, ['nv.lan', 'Nguyễn Thị Lan'])).toBeUndefined();
  });
  it.each([
    ['short', 'password.too_short'],
    ['elevenchars', 'password.too_short'],
    ['y'.repeat(129), 'password.too_long'],
    ['aaaaaaaaaaaaaaaa', 'password.too_common'],
    ['abababababababab', 'password.too_common'],
    ['password1234', 'password.too_common'],
    ['P@ssw0rd2026!', 'password.too_common'],
    ['MatKhau123456', 'password.too_common'],
    ['Mật khẩu 2026', 'password.too_common'],
    ['qwertyuiop123', 'password.too_common'],
    ['123456789012345', 'password.too_common'],
    ['Admin@123456', 'password.too_common'],
    ['khien-admin-2026', 'password.too_common'],
    ['tranvanthanh1', 'password.context_word'],
    ['Thanh.Tran.01', 'password.context_word'],
  ])('refuses %p: %s', (password, key) => {
    expect(passwordProblem(password, ['tranvanthanh', 'Trần Văn Thành'])).toEqual({
      pointer: '/password',
      message: key,
    });
  });
});

describe('createPasswordHasher', () => {
  const hasher = createPasswordHasher({ concurrency: 1, waiting: 1 });
  it('hashes with argon2id at the parameters of the standard and verifies', async () => {
    const stored = await hasher.hash('bốn con cá chép vàng');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(hasher.verify(stored, 'bốn con cá chép vàng')).resolves.toBe(true);
    await expect(hasher.verify(stored, 'bốn con cá chép vang')).resolves.toBe(false);
  });
  it('takes composed and decomposed Vietnamese for the same password', async () => {
    const stored = await hasher.hash('bốn con cá chép vàng'.normalize('NFC'));
    await expect(hasher.verify(stored, 'bốn con cá chép vàng'.normalize('NFD'))).resolves.toBe(true);
  });
  it.each(['nobody has this password', ''])(
    'is never right for an unknown account (%p)',
    async (password) => {
      await expect(hasher.verify(undefined, password)).resolves.toBe(false);
    },
  );
  it('sends away what is beyond its queue and works on afterwards', async () => {
    const all = await Promise.allSettled([hasher.hash('a'), hasher.hash('b'), hasher.hash('c')]);
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(all[2]).toMatchObject({ reason: { code: 'unavailable', retryAfter: 2 } });
    await expect(hasher.hash('d')).resolves.toContain('argon2id');
  });
});
