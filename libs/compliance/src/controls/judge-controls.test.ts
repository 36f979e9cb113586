import type { ControlResult, Evidence, EvidenceFact } from '@khien/model';
import { controlAt, evidence, judged, NOW, ON, SYSTEM } from '../testing/evidence-samples';
import { ago, backup, scan } from '../testing/live-rows/facts';
import { gapsOf } from './gaps-of';
import { judgeControls } from './judge-controls';

/** No live test is bound to it. */
const SAID = controlAt('sw-exceptions', 3);
const SCAN = controlAt('vuln-scan-all', 3);

const attested = (result: 'met' | 'partly' | 'not_met', controlId = SAID.id): EvidenceFact => ({
  kind: 'attestation',
  controlId,
  result,
  method: 'review',
  statement: 'Đã xem danh sách.',
});
type ExceptionFact = Extract<EvidenceFact, { kind: 'exception' }>;
const exception = (more: Partial<ExceptionFact> = {}): EvidenceFact => ({
  kind: 'exception',
  controlId: SAID.id,
  reason: 'Hệ thống không có phần này.',
  state: 'requested',
  ...more,
});
const decider = { userId: 'u2', username: 'truong-phong', role: 'approver' as const };
const request = evidence(exception(), { _id: 'x1', daysAgo: 5 });
const approved = (more: Partial<Evidence> & { daysAgo?: number } = {}): Evidence =>
  evidence(exception({ state: 'approved', requestId: 'x1', decidedBy: 'u2' }), {
    _id: 'x1.d01',
    by: decider,
    effectiveTo: '2026-12-31',
    daysAgo: 4,
    ...more,
  });

describe('exceptions', () => {
  it.each([
    { what: 'one that was asked for only', steps: [request], status: 'unverifiable', says: /đang chờ duyệt/ },
    {
      what: 'one approved by another person',
      steps: [request, approved()],
      status: 'not_applicable',
      says: /đến 31\/12\/2026/,
    },
    {
      what: 'one on its last day',
      steps: [request, approved({ effectiveTo: ON })],
      status: 'not_applicable',
      says: /đến 21\/11\/2026/,
    },
    {
      what: 'one that ended yesterday',
      steps: [request, approved({ effectiveTo: ago(1) })],
      status: 'unverifiable',
      says: /đã hết hạn ngày 20\/11\/2026/,
    },
    {
      what: 'one without a last day',
      steps: [
        request,
        evidence(exception({ state: 'approved', requestId: 'x1', decidedBy: 'u2' }), { by: decider }),
      ],
      status: 'unverifiable',
      says: /không có thời hạn/,
    },
    {
      what: 'one its requester approved',
      steps: [
        request,
        approved({ fact: exception({ state: 'approved', requestId: 'x1', decidedBy: 'u1' }) }),
      ],
      status: 'unverifiable',
      says: /chưa được người khác/,
    },
    {
      what: 'one whose request is nowhere',
      steps: [approved()],
      status: 'unverifiable',
      says: /chưa được người khác/,
    },
    {
      what: 'one that was refused',
      steps: [request, approved({ fact: exception({ state: 'refused', requestId: 'x1', decidedBy: 'u2' }) })],
      status: 'unverifiable',
      says: /bị từ chối/,
    },
    {
      what: 'one that was approved, then revoked',
      steps: [
        request,
        approved(),
        approved({
          _id: 'x1.d02',
          daysAgo: 1,
          fact: exception({ state: 'revoked', requestId: 'x1', decidedBy: 'u2' }),
        }),
      ],
      status: 'unverifiable',
      says: /đã bị thu hồi/,
    },
    {
      what: 'one that ended, asked for anew and approved',
      steps: [
        request,
        approved({ effectiveTo: ago(1) }),
        evidence(exception(), { _id: 'x2', daysAgo: 2 }),
        approved({
          _id: 'x2.d01',
          daysAgo: 1,
          fact: exception({ state: 'approved', requestId: 'x2', decidedBy: 'u2' }),
        }),
      ],
      status: 'not_applicable',
      says: /đến 31\/12\/2026/,
    },
    {
      what: 'one of another system',
      steps: [request, approved({ systemId: 'he-thong-khac' })],
      status: 'unverifiable',
      says: /đang chờ duyệt/,
    },
  ])('$what: $status', ({ steps, status, says }) => {
    const result = judged({ control: SAID, evidence: steps });

    expect(result.status).toBe(status);
    expect(result.reasons.map(({ vi }) => vi).join(' ')).toMatch(says);
  });

  it('goes before what is seen, and ends', () => {
    const steps = [request, approved()].map((step) => ({
      ...step,
      fact: { ...step.fact, controlId: SCAN.id } as EvidenceFact,
    }));
    const result = judged({ control: SCAN, evidence: [...steps, evidence(scan('2020-01-01'))] });

    expect(result).toMatchObject({ status: 'not_applicable', basis: 'exception', expiresOn: '2026-12-31' });
  });

  it('that waits does not hide what is seen', () => {
    const waits = evidence({ ...exception(), controlId: SCAN.id } as EvidenceFact);
    const result = judged({ control: SCAN, evidence: [waits, evidence(scan('2020-01-01'))] });

    expect(result).toMatchObject({ status: 'not_met', basis: 'live' });
    expect(result.reasons.map(({ vi }) => vi).join(' ')).toMatch(/đang chờ duyệt/);
  });
});

describe('attestations', () => {
  it.each([
    {
      what: 'a fresh word',
      given: [evidence(attested('met'))],
      status: 'met',
      says: /xem xét hồ sơ: Đã xem/,
    },
    {
      what: 'a fresh word of partly',
      given: [evidence(attested('partly'))],
      status: 'partly',
      says: /Xác nhận ngày/,
    },
    {
      what: 'a word on its last fresh day',
      given: [evidence(attested('met'), { daysAgo: 365 })],
      status: 'met',
      says: /Xác nhận/,
    },
    {
      what: 'a word a day older',
      given: [evidence(attested('met'), { daysAgo: 366 })],
      status: 'unverifiable',
      says: /Chứng cứ đã quá hạn: xác nhận ngày 20\/11\/2025/,
    },
    {
      what: 'a word past its own end',
      given: [evidence(attested('met'), { effectiveTo: ago(1) })],
      status: 'unverifiable',
      says: /Chứng cứ đã quá hạn/,
    },
    {
      what: 'the newest of two words',
      given: [evidence(attested('met'), { daysAgo: 9 }), evidence(attested('not_met'), { daysAgo: 2 })],
      status: 'not_met',
      says: /19\/11\/2026/,
    },
    {
      what: 'a word that was corrected',
      given: [
        evidence(attested('met'), { _id: 'wrong', daysAgo: 1 }),
        evidence(attested('partly'), { supersedes: 'wrong', daysAgo: 1 }),
      ],
      status: 'partly',
      says: /Xác nhận/,
    },
    {
      what: 'a word of tomorrow',
      given: [evidence(attested('met'), { daysAgo: -1 })],
      status: 'unverifiable',
      says: /Chưa có chứng cứ/,
    },
    {
      what: 'a word about another control',
      given: [evidence(attested('met', 'sw-inventory'))],
      status: 'unverifiable',
      says: /Chưa có chứng cứ/,
    },
    {
      what: 'a word of another agency',
      given: [evidence(attested('met'), { systemId: undefined, agencyId: 'so-khac' } as Partial<Evidence>)],
      status: 'unverifiable',
      says: /Chưa có chứng cứ/,
    },
  ])('$what: $status', ({ given, status, says }) => {
    const result = judged({ control: SAID, evidence: given });

    expect(result.status).toBe(status);
    expect(result.reasons.map(({ vi }) => vi).join(' ')).toMatch(says);
  });

  it('counts from what the agency is part of, where that is said', () => {
    const above = evidence(attested('met'), {
      systemId: undefined,
      agencyId: 'so-tren',
    } as Partial<Evidence>);
    expect(judged({ control: SAID, evidence: [above] }).status).toBe('unverifiable');
    expect(judged({ control: SAID, evidence: [above], line: [SYSTEM.agencyId, 'so-tren'] }).status).toBe(
      'met',
    );
  });

  it('counts from the agency and from the province', () => {
    const { systemId: _, ...ofAll } = evidence(attested('met'));

    expect(judged({ control: SAID, evidence: [ofAll] }).status).toBe('met');
    expect(judged({ control: SAID, evidence: [{ ...ofAll, agencyId: SYSTEM.agencyId }] }).status).toBe('met');
  });

  it('counts for the interval of the control, where it has one', () => {
    const yearly = controlAt('sw-allowlist-review', 3);
    const halfYearly = controlAt('sw-allowlist-review', 5);
    const given = [evidence(attested('met', yearly.id), { daysAgo: 200 })];

    expect(judged({ control: yearly, evidence: given }).status).toBe('met');
    expect(judged({ control: halfYearly, evidence: given }).status).toBe('unverifiable');
  });

  it('yields to what is seen, and the sheet says so', () => {
    const said = evidence(attested('met', SCAN.id));
    const result = judged({ control: SCAN, evidence: [said, evidence(scan('2020-01-01'))] });

    expect(result).toMatchObject({ status: 'not_met', basis: 'live' });
    expect(result.reasons.at(-1)?.vi).toBe(
      'Người xác nhận ghi «đạt»; kết quả kiểm tra tự động được lấy làm căn cứ.',
    );
  });

  it('decides where a check passes but does not prove', () => {
    const control = controlAt('backup-schedule-list', 3);
    const fresh = evidence(backup(ago(1)));
    const said = evidence(attested('met', control.id));

    expect(judged({ control, evidence: [fresh] })).toMatchObject({ status: 'unverifiable', basis: 'none' });
    expect(judged({ control, evidence: [fresh, said] })).toMatchObject({ status: 'met', basis: 'attested' });
    expect(judged({ control, evidence: [evidence(backup('2026-01-01')), said] })).toMatchObject({
      status: 'not_met',
      basis: 'live',
    });
  });
});

describe('the platform', () => {
  const control = controlAt('physical-entry-control', 3);
  const onPlatform = (more: Partial<ControlResult>): ReadonlyMap<string, ControlResult> =>
    new Map([
      [
        control.id,
        {
          controlId: control.id,
          status: 'met',
          basis: 'attested',
          reasons: [{ vi: 'Cửa điện tử.', en: 'Electronic gate.' }],
          evidence: [],
          ...more,
        },
      ],
    ]);

  it.each([
    { what: 'met there', more: {}, status: 'met', basis: 'inherited' },
    { what: 'met there until today', more: { expiresOn: ON }, status: 'met', basis: 'inherited' },
    { what: 'not met there', more: { status: 'not_met' as const }, status: 'not_met', basis: 'inherited' },
    { what: 'met there until yesterday', more: { expiresOn: ago(1) }, status: 'unverifiable', basis: 'none' },
    {
      what: 'excepted there',
      more: { status: 'not_applicable' as const },
      status: 'unverifiable',
      basis: 'none',
    },
    {
      what: 'unknown there',
      more: { status: 'unverifiable' as const },
      status: 'unverifiable',
      basis: 'none',
    },
  ])('$what: $status', ({ more, status, basis }) => {
    expect(judged({ control, inherited: onPlatform(more) })).toMatchObject({ status, basis });
  });

  it('gives nothing to a control that each system answers for, nor to a system on no platform', () => {
    const own = new Map([
      [SAID.id, { ...onPlatform({}).get(control.id), controlId: SAID.id } as ControlResult],
    ]);

    expect(judged({ control: SAID, inherited: own }).status).toBe('unverifiable');
    expect(
      judged({ control, inherited: onPlatform({}), system: { hostedOn: undefined } as object }).status,
    ).toBe('unverifiable');
  });

  it('is named, and yields to the word of the system itself', () => {
    const said = evidence(attested('partly', control.id));

    expect(judged({ control, inherited: onPlatform({}) })).toMatchObject({
      inheritedFrom: 'trung-tam-du-lieu',
      reasons: [{ vi: 'Thừa hưởng từ nền tảng trung-tam-du-lieu.' }, { vi: 'Cửa điện tử.' }],
    });
    expect(judged({ control, inherited: onPlatform({}), evidence: [said] })).toMatchObject({
      status: 'partly',
      basis: 'attested',
    });
  });
});

describe('gapsOf', () => {
  it('lists what is not met, partly met and unverifiable, worst first, each with its clause', () => {
    const controls = [SAID, SCAN, controlAt('backup-321-rule', 3), controlAt('sw-allowlist', 3)];
    const results = judgeControls({
      system: SYSTEM,
      level: 3,
      controls,
      evidence: [evidence(attested('partly')), evidence(scan('2020-01-01')), evidence(backup(ago(1)))],
      on: ON,
      now: NOW,
    });

    expect(gapsOf(results, controls).map(({ clause, status }) => ({ clause, status }))).toEqual([
      { clause: 'TCVN 14423:2026 5.7.2.1 b', status: 'not_met' },
      { clause: 'TCVN 14423:2026 5.3.2.3 b', status: 'partly' },
      { clause: 'TCVN 14423:2026 5.3.2.2 a', status: 'unverifiable' },
    ]);
  });
});
