import type { Dice } from './dice';

const PAGES = {
  'motcua-web': [
    '/',
    '/tra-cuu-ho-so',
    '/nop-ho-so/dang-ky-khai-sinh',
    '/nop-ho-so/cap-ban-sao-trich-luc',
    '/danh-muc-thu-tuc',
    '/huong-dan',
    '/api/ho-so/trang-thai',
    '/assets/app.js',
    '/assets/app.css',
    '/dang-nhap',
  ],
  'opendata-web': [
    '/',
    '/dataset',
    '/dataset/doanh-nghiep',
    '/dataset/quan-trac-nuoc',
    '/api/3/action/package_list',
    '/api/3/action/datastore_search',
    '/organization/so-khcn',
  ],
  'capxa-web': ['/', '/thong-bao', '/lich-tiep-dan', '/phan-anh', '/ho-so/danh-sach', '/assets/main.js'],
} as const;
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/140.0.0 Chrome/134.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const VIETNAM_OFFSET = 7 * 3_600_000;

export type WebSource = keyof typeof PAGES;

export interface Request {
  address: string;
  method?: string;
  target: string;
  status: number;
  bytes: number;
  agent?: string;
}

/** nginx «combined», in Vietnam time. */
export function combinedLine(at: number, request: Request): string {
  const { address, method = 'GET', target, status, bytes, agent = AGENTS[0] } = request;
  return `${address} - - [${clfTime(at)}] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`;
}

function clfTime(at: number): string {
  const local = new Date(at + VIETNAM_OFFSET);
  const iso = local.toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[local.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0700`;
}

/** What a visitor of the site does. */
export function visit(source: WebSource, dice: Dice, at: number): string {
  const target = dice.pick(PAGES[source]);
  const withQuery =
    target === '/tra-cuu-ho-so'
      ? `${target}?ma=H32.19-26${String(dice.below(9999)).padStart(4, '0')}&cccd=${inventedId(dice)}`
      : target;
  return combinedLine(at, {
    address: visitor(dice),
    target: withQuery,
    status: dice.chance(0.03) ? 404 : dice.chance(0.02) ? 302 : 200,
    bytes: 400 + dice.below(60_000),
    agent: dice.pick(AGENTS),
  });
}

/** Addresses of the documentation ranges, v6 as often as Viet Nam uses it. */
export function visitor(dice: Dice): string {
  return dice.chance(0.5)
    ? `2001:db8:${(dice.below(200) + 16).toString(16)}:${dice.below(9)}::${(dice.below(60000) + 1).toString(16)}`
    : `203.0.113.${dice.below(200) + 1}`;
}

/** Twelve digits that look like a CCCD but start with a province code that was never given out, so nobody has it. */
export function inventedId(dice: Dice): string {
  return `099${dice.pick(['0', '1', '2', '3'])}${String(dice.below(100)).padStart(2, '0')}${String(dice.below(1_000_000)).padStart(6, '0')}`;
}
