import { controlAt, evidence, judged, NOW, ON, telemetry } from '../../testing/evidence-samples';
import { ACCOUNT_ROWS } from '../../testing/live-rows/account-rows';
import { BACKUP_ROWS } from '../../testing/live-rows/backup-rows';
import { DUTY_ROWS } from '../../testing/live-rows/duty-rows';
import { ago, backup } from '../../testing/live-rows/facts';
import { LOG_ROWS } from '../../testing/live-rows/log-rows';
import { WATCH_ROWS } from '../../testing/live-rows/watch-rows';

const rows = [...LOG_ROWS, ...ACCOUNT_ROWS, ...BACKUP_ROWS, ...DUTY_ROWS, ...WATCH_ROWS];

it.each(rows)(
  '$control, level $level: $what is $status',
  ({ control, level, status, says, expiresOn, ...given }) => {
    const result = judged({
      control: controlAt(control, level),
      evidence: given.evidence ?? [],
      telemetry: given.telemetry,
    });

    expect(result.status).toBe(status);
    expect(result.reasons.map(({ vi }) => vi).join(' ')).toMatch(says);
    expect(result.reasons.every(({ en }) => en.length > 5)).toBe(true);
    if (expiresOn) expect(result.expiresOn).toBe(expiresOn);
  },
);

it('has a row of evidence that counts and one that does not for every test of the table', () => {
  const found = new Map<string, Set<string>>();
  for (const { control, level, status } of rows) {
    const kind = controlAt(control, level).test?.kind ?? '';
    found.set(kind, (found.get(kind) ?? new Set()).add(status));
  }
  const poor = [...found].filter(
    ([, statuses]) => !statuses.has('met') || !statuses.has('unverifiable') || statuses.size < 2,
  );

  expect(found.size).toBe(24);
  expect(poor).toEqual([]);
});

it('names what it looked at: the question, the hash of the answer, the days and whether they are fresh', () => {
  const [use] = judged({ control: controlAt('account-dormant', 1), telemetry: telemetry() }).evidence;
  const given = evidence(backup(ago(1)), { effectiveTo: '2027-01-01' });
  const [said] = judged({ control: controlAt('backup-321-rule', 3), evidence: [given] }).evidence;

  expect(use).toEqual({
    id: 'telemetry:idle_accounts',
    collectedAt: NOW,
    effectiveFrom: ago(44),
    effectiveTo: ON,
    fresh: true,
    query: `system_days fold=idleUsed,accounts systemId=mot-cua day=${ago(44)}..${ON}`,
    resultHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(said).toEqual({
    id: given._id,
    collectedAt: given.collectedAt,
    effectiveFrom: given.effectiveFrom,
    effectiveTo: '2027-01-01',
    fresh: true,
    query: `evidence _id=${given._id}`,
    resultHash: given.resultHash,
  });
});
