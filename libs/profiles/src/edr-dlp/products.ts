type Kind = 'dlp' | 'edr' | 'antivirus';

/** What guards the machine and what guards the data, by names of makers and products; the first that fits. */
const PRODUCTS: ReadonlyArray<readonly [RegExp, Kind]> = [
  [
    /\bdlp\b|data loss|data leak|safetica|endpoint protector|cososys|zecurion|searchinform|digital guardian|gtb technologies|infowatch|device ?lock|staffcop|teramind|ekran|incident access|serverguard dlp/i,
    'dlp',
  ],
  [
    /\bedr\b|\bxdr\b|falcon|crowdstrike|sentinel ?one|singularity|cortex ?xdr|carbon black|cybereason|tanium|cylance|harfanglab|withsecure elements|fireeye hx|trellix hx|ajiant|vcs-ajiant|sangfor endpoint|defender (?:atp|for endpoint)|velociraptor|limacharlie/i,
    'edr',
  ],
  [
    /bitdefender|gravityzone|symantec endpoint|sophos central|sophos endpoint|mcafee (?:endpoint|virusscan)|trellix (?:endpoint|epo)|epolicy|f-secure|withsecure|clamav|avast|\bavg\b|bkav|cmc (?:endpoint|antivirus|cmdd)|malwarebytes|windows defender/i,
    'antivirus',
  ],
];

/** Words for such a product that anybody may use: read as one when a source is said to be, never recognised by them. */
const COMMON: ReadonlyArray<readonly [RegExp, 'edr' | 'antivirus']> = [
  [/endpoint detection/i, 'edr'],
  [/anti-?virus|anti-?malware|endpoint (?:security|protection)/i, 'antivirus'],
];

/** Kind of the product; undefined when it is neither, and then the record is for the generic profiles. */
export function productKind(vendor: string, product: string): Kind | undefined {
  const name = `${vendor} ${product}`;
  return knownKind(vendor, product) ?? COMMON.find(([pattern]) => pattern.test(name))?.[1];
}

/** The same by names that are the makers' own. */
export function knownKind(vendor: string, product: string): Kind | undefined {
  const name = `${vendor} ${product}`;
  return PRODUCTS.find(([pattern]) => pattern.test(name))?.[1];
}

const CLASSES: ReadonlyArray<readonly [RegExp, 'state_secret' | 'private' | 'personal']> = [
  [
    /state.?secret|top.?secret|tuyệt mật|tối mật|bí mật nhà nước|độ mật|\bBMNN\b|(?:^|[^\p{L}])mật(?:$|[^\p{L}])(?!\s*khẩu)/iu,
    'state_secret',
  ],
  [/riêng tư|bí mật đời tư|\bprivate\b|sensitive personal|nhạy cảm/iu, 'private'],
  [
    /cá nhân|personal|\bpii\b|\bcccd\b|\bcmnd\b|căn cước|identity (?:card|number)|national id|passport|hộ chiếu|so-dinh-danh|số định danh|\bgdpr\b|credit card|health record|bệnh án/iu,
    'personal',
  ],
];

/** Class of the data a DLP policy found, from the words of policy and label. It is the product's finding, in the names Khiên has for it. */
export function dataClassOf(words: string): 'state_secret' | 'private' | 'personal' | undefined {
  if (/mật khẩu/iu.test(words) && !/tuyệt mật|tối mật|bí mật nhà nước/iu.test(words)) return undefined;
  return CLASSES.find(([pattern]) => pattern.test(words))?.[1];
}

const CHANNELS: ReadonlyArray<readonly [RegExp, string]> = [
  [/print/i, 'print'],
  [/e-?mail|smtp|outlook|exchange/i, 'email_send'],
  [/usb|removable|external (?:device|drive|storage)|thumb|mass storage|device copy|portable/i, 'usb_copy'],
  [/cloud|onedrive|google drive|dropbox|web|http|browser|upload|ftp/i, 'web_upload'],
  [/clipboard|screenshot|screen capture/i, 'screen_capture'],
  [/network share|file share|\bcopy\b/i, 'file_copy'],
];

/** The way data went, in the words rules on leaks have for it. */
export function channelOf(words: string): string | undefined {
  return CHANNELS.find(([pattern]) => pattern.test(words))?.[1];
}
