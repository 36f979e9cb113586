import { contextIn } from './context';
import { plain } from './spelling';

/**
 * What a key says its value is. `secret` values are dropped, all others become pseudonyms.
 * Personal data by Law 91/2025/QH15 and NĐ 356/2025; the keys are those of Vietnamese government systems, with and without diacritics.
 */
export type KeyKind =
  | 'name'
  | 'address'
  | 'birth'
  | 'cccd'
  | 'phone'
  | 'mst'
  | 'bhyt'
  | 'bhxh'
  | 'account'
  | 'passport'
  | 'plate'
  | 'secret';

const KEYS: Record<KeyKind, string> = {
  name: `hoten hovaten hotenkhaisinh fullname hotencongdan tencongdan hotennguoidan tennguoidan tennguoinop nguoinop nguoinophoso
    tennguoinophoso hotennguoinop chuhoso tenchuhoso hotenchuhoso hotencha hotenme hotenvo hotenchong hotencon tencha tenme tenbenhnhan
    hotenbenhnhan benhnhan patientname citizenname customername tenkhachhang hotenkhachhang nguoidaidien tennguoidaidien chuho tenchuho
    hotenchuho firstname lastname surname givenname hodem hotennguoiyeucau tennguoiyeucau nguoiyeucau hotenhocsinh tenhocsinh hotennguoikhai nguoikhai tennguoinhan hotennguoinhan hotennguoikhac
    hotenchutaikhoan tenchutaikhoan hotenthannhan tenthannhan hotennguoigiamho nguoigiamho`,
  address: `diachi diachithuongtru diachitamtru diachihiennay diachilienhe diachinguoinop noio noiohiennay noisinh noithuongtru noitamtru
    noicutru thuongtru tamtru hokhau hokhauthuongtru quequan choohiennay homeaddress streetaddress residence`,
  birth: 'ngaysinh ngaythangnamsinh namsinh dob birthday birthdate dateofbirth yearofbirth ntns',
  cccd: `cccd socccd cccdso cmnd socmnd cmnddan cmt socmt cmtnd socmtnd sodinhdanh sodinhdanhcanhan madinhdanhcanhan dinhdanhcanhan dinhdanh
    ddcn soddcn sogiayto sogiaytotuythan giaytotuythan idnumber idno idcard idcardno citizenid nationalid personalid identitynumber identityno
    identitycard cancuoc socancuoc cancuoccongdan socancuoccongdan cccdcmnd cmndcccd onbehalfof`,
  phone:
    'sdt sodt sodienthoai dienthoai phone phonenumber phoneno mobile mobilenumber mobilephone tel telephone didong sodidong msisdn',
  mst: 'mst masothue masothuecanhan taxcode taxid taxnumber',
  bhyt: 'bhyt sobhyt sothebhyt mathebhyt thebhyt masobhyt thebaohiemyte healthinsurance healthinsuranceno insuranceno',
  bhxh: 'bhxh sobhxh masobhxh sosobhxh socialinsurance socialinsuranceno',
  account: 'sotaikhoan stk sotk bankaccount accountnumber sothe cardnumber cardno pan',
  passport: 'passport passportno passportnumber hochieu sohochieu',
  plate: 'biensoxe bienso biensokiemsoat plateno licenseplate',
  secret: `password passwd pwd pass matkhau oldpassword newpassword confirmpassword otp maotp otpcode pin token accesstoken refreshtoken idtoken
    authtoken csrftoken xsrftoken secret clientsecret apikey xapikey sessionid session sid phpsessid jsessionid aspnetsessionid samlresponse
    samlrequest samlart authorization cookie setcookie code authcode ticket sessiontoken signature assertion`,
};

const BY_KEY: ReadonlyMap<string, KeyKind> = new Map(
  (Object.entries(KEYS) as Array<[KeyKind, string]>).flatMap(([kind, words]) =>
    words
      .split(/\s+/)
      .filter(Boolean)
      .map((word): [string, KeyKind] => [word, kind]),
  ),
);

const cache = new Map<string, KeyKind | null>();
const MAX_CACHED = 5000;
const MAX_KEY = 80;

/** What the value under this key is; the key in any spelling (`hoTen`, `ho_ten`, `Họ tên`), alone or at the end of a path (`body_nguoi_nop_ho_ten`). */
export function kindOfKey(key: string): KeyKind | undefined {
  if (key.length > MAX_KEY) return undefined;
  const known = cache.get(key);
  if (known !== undefined) return known ?? undefined;
  const kind = lookUp(key);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, kind ?? null);
  return kind;
}

function lookUp(key: string): KeyKind | undefined {
  const words = plain(key)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  for (let from = Math.max(0, words.length - 6); from < words.length; from++) {
    const word = words.slice(from).join('');
    const kind = NETWORK_SESSION.test(words.join('')) ? undefined : BY_KEY.get(word);
    // `status_code` is no `code`.
    if (kind && (from === 0 || !AMBIGUOUS.has(word))) return kind;
  }
  return contextIn(plain(key));
}

/** Numbers RADIUS and its kin give to a line: who holds one can do nothing with it. */
const NETWORK_SESSION = /(?:acct|audit|accounting|multi)(?:multi)?sessionid$/;

/** Last words of keys that are written as several words: `Họ và tên`, `Địa chỉ thường trú`, `Nơi ở hiện nay`. */
const LAST_WORDS: ReadonlySet<string> = new Set(
  'ten sinh chi tru o nay cha me vo chong con quan khau nop dien thoai phieu hoso so'.split(' '),
);
const WORDS_BEFORE = /(?:[\p{L}\p{M}]{1,12} ){1,5}$/u;

/** What a value is when its key, which ends in the word `last` at `at`, is a phrase of a form. */
export function kindOfPhrase(text: string, at: number, last: string): KeyKind | undefined {
  if (text.charCodeAt(at - 1) !== 32 || !LAST_WORDS.has(plain(last))) return undefined;
  const before = WORDS_BEFORE.exec(text.slice(Math.max(0, at - 50), at))?.[0];
  return before === undefined ? undefined : kindOfKey(before + last);
}

/** Short words that are also used for other things (`code`, `sid`, `session`) hold a secret only when the value looks like one. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  'code',
  'sid',
  'session',
  'ticket',
  'pan',
  'signature',
  'pin',
  'pass',
]);
const LEAST = new Map([
  ['pin', 4],
  ['pass', 3],
]);

export function isLikelySecret(key: string, value: string): boolean {
  const word = plain(key).replace(/[^a-z0-9]/g, '');
  // Firewalls number connections under the same name.
  if (word === 'sessionid' && /^\d{1,12}$/.test(value)) return false;
  // sudo and shells write the working directory as PWD.
  if (word === 'pwd' && value.startsWith('/')) return false;
  return !AMBIGUOUS.has(word) || value.length >= (LEAST.get(word) ?? 12);
}
