import type { ControlResult, Evidence, EvidenceFact } from '@khien/model';
import fc from 'fast-check';
import { evidence, NOW, ON, SYSTEM, telemetry } from '../testing/evidence-samples';
import { ago, scan } from '../testing/live-rows/facts';
import { shippedControls } from '../testing/shipped-controls';
import { addDays } from '../working-days/day-arithmetic';
import { controlsFor } from './controls-for';
import { judgeControls } from './judge-controls';

const { catalogue } = shippedControls();

describe('whatever the evidence', () => {
  const DAYS = ['2026-02-30', '0000-00-00', '9999-12-31', '2026-99-99'];
  const day = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -400, max: 1500 }).map((days) => addDays(ON, -days)) },
    { weight: 1, arbitrary: fc.constantFrom(...DAYS) },
  );
  const count = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(Number.MAX_SAFE_INTEGER));
  const controls = controlsFor(catalogue, 4);
  const anyFact: fc.Arbitrary<EvidenceFact> = fc.oneof(
    fc
      .record({
        lastGoodOn: day,
        copies: count,
        media: count,
        offsite: fc.boolean(),
        immutable: fc.boolean(),
      })
      .map((fact) => ({ kind: 'backup' as const, ...fact })),
    fc
      .record({ machines: count, covered: count, edrCovered: count, connected: fc.boolean() })
      .map((fact) => ({ kind: 'anti_malware' as const, ...fact })),
    fc
      .record({ on: day, critical: count, high: count })
      .map(({ on, critical, high }) => scan(on, critical, high)),
    fc
      .record({ on: day, result: fc.constantFrom('pass' as const, 'fail' as const) })
      .map((fact) => ({ kind: 'restore_test' as const, ...fact })),
    fc
      .record({ on: day, maxSkewMs: fc.double({ min: 0, noNaN: true }) })
      .map((fact) => ({ kind: 'time_sync' as const, ...fact })),
    fc
      .record({ on: day, people: count, ofPeople: count })
      .map((fact) => ({ kind: 'training' as const, topic: 't', ...fact })),
    fc.record({ on: day, nextOn: day }).map((fact) => ({
      kind: 'risk_assessment' as const,
      independent: true,
      highest: 'low' as const,
      ...fact,
    })),
    fc.record({ accounts: count, withMfa: count }).map((fact) => ({ kind: 'mfa' as const, ...fact })),
    fc
      .record({ date: day })
      .map(({ date }) => ({ kind: 'regulation' as const, paper: { number: '1', date } })),
    fc.record({ rosterUntil: day }).map((fact) => ({
      kind: 'monitoring_service' as const,
      provider: 'p',
      providerKind: 'province_soc' as const,
      coverage: '24x7' as const,
      ...fact,
    })),
    fc.record({ validTo: day, date: day }).map(({ validTo, date }) => ({
      kind: 'designation' as const,
      role: 'operator' as const,
      unit: 'u',
      decision: { number: '1', date },
      certificate: { name: 'c', validTo },
    })),
    fc.integer({ min: 0, max: 1000 }).map((days) => ({ kind: 'log_retention' as const, days })),
    fc
      .record({
        control: fc.constantFrom(...controls),
        result: fc.constantFrom('met' as const, 'not_met' as const),
      })
      .map(({ control, result }) => ({
        kind: 'attestation' as const,
        controlId: control.id,
        result,
        method: 'review' as const,
        statement: 's',
      })),
    fc
      .record({
        control: fc.constantFrom(...controls),
        state: fc.constantFrom('requested' as const, 'approved' as const, 'revoked' as const),
      })
      .map(({ control, state }) => ({
        kind: 'exception' as const,
        controlId: control.id,
        reason: 'không có',
        state,
        decidedBy: 'u2',
      })),
  );
  const anyEvidence: fc.Arbitrary<Evidence> = fc
    .record({
      fact: anyFact,
      effectiveFrom: day,
      effectiveTo: fc.option(day, { nil: undefined }),
      collectedAt: fc.oneof(
        fc.integer({ min: NOW - 1500 * 86_400_000, max: NOW + 86_400_000 }),
        fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
      ),
    })
    .map(({ fact, effectiveTo, ...rest }) =>
      evidence(fact, { ...rest, ...(effectiveTo === undefined ? {} : { effectiveTo }) }),
    );
  const judge = (given: Evidence[], seen: boolean): ControlResult[] =>
    judgeControls({
      system: SYSTEM,
      level: 4,
      controls: controls,
      evidence: given,
      telemetry: seen ? telemetry({ length: 3 }) : undefined,
      on: ON,
      now: NOW,
    });

  it('never throws, and gives every control one result with a reason', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 30 }), fc.boolean(), (given, seen) => {
        const results = judge(given, seen);

        expect(results.map(({ controlId }) => controlId)).toEqual(controls.map(({ id }) => id));
        expect(results.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('is met only by evidence that is fresh, begun, not ended, and until a day not past', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 30 }), (given) => {
        const byId = new Map(given.map((each) => [each._id, each]));
        const green = judge(given, false).filter(({ status }) => status === 'met');
        const wrong = green.filter(
          ({ evidence: uses, expiresOn }) =>
            uses.length === 0 ||
            (expiresOn !== undefined && expiresOn < ON) ||
            uses.some(({ id, fresh }) => {
              const used = byId.get(id);
              return (
                !fresh ||
                !used ||
                used.effectiveFrom > ON ||
                used.collectedAt > NOW ||
                (used.effectiveTo !== undefined && used.effectiveTo < ON)
              );
            }),
        );

        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('turns nothing green when all of it ended yesterday', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 30 }), (given) => {
        const ended = given.map((each) => ({ ...each, effectiveTo: ago(1) }));

        expect(judge(ended, false).filter(({ status }) => status === 'met')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('turns nothing green that was collected and done longer ago than any limit of the level', () => {
    const longAgo = (fact: EvidenceFact): EvidenceFact =>
      Object.fromEntries(
        Object.entries(fact).map(([key, value]) => [
          key,
          key === 'on' || key === 'lastGoodOn' ? ago(1200) : value,
        ]),
      ) as EvidenceFact;
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 30 }), (given) => {
        const old = given.map((each) => ({
          ...each,
          fact: longAgo(each.fact),
          collectedAt: NOW - 1200 * 86_400_000,
        }));

        expect(judge(old, false).filter(({ status }) => status === 'met')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whatever order it comes in', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 15 }), (given) => {
        expect(judge([...given].reverse(), true)).toEqual(judge(given, true));
      }),
      { numRuns: 60 },
    );
  });
});
