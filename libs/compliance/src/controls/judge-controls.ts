import type { Bilingual, ControlResult } from '@khien/model';
import type { ControlAtLevel } from './control';
import { type EvidenceIndex, indexEvidence } from './evidence-index';
import { judgeAttestation } from './judge-attestation';
import { judgeException } from './judge-exception';
import { judgeInherited } from './judge-inherited';
import type { JudgeInput } from './judge-input';
import type { LiveContext, LiveVerdict } from './live-tests/live-test';
import { LIVE_TESTS } from './live-tests/registry';
import { type TelemetryView, viewTelemetry } from './telemetry-view';

const NOTHING: Bilingual = { vi: 'Chưa có chứng cứ.', en: 'No evidence yet.' };

/**
 * How each control of a system stands on a day. In this order: an exception that is approved and runs; what Khiên can tell
 * itself; a person's word that is fresh; the platform the system stands on; else it cannot be verified. Stale evidence never
 * gives `met`. Pure; odd evidence is passed over.
 */
export function judgeControls(input: JudgeInput): ControlResult[] {
  const { system, controls, evidence, on, now } = input;
  const index = indexEvidence({ system, line: input.line, evidence, on, now });
  const telemetry = input.telemetry ? viewTelemetry(input.telemetry, { on, now }) : undefined;
  return controls.map((control) => judgeControl({ input, control, index, telemetry }));
}

interface OneControl {
  input: JudgeInput;
  control: ControlAtLevel;
  index: EvidenceIndex;
  telemetry: TelemetryView | undefined;
}

function judgeControl({ input, control, index, telemetry }: OneControl): ControlResult {
  const { system, on, now, inherited } = input;
  const context: LiveContext = { system, control, evidence: index, telemetry, on, now };
  const exception = judgeException(context);
  if (exception.result) return exception.result;
  const live = judgeLive(context);
  const attested = judgeAttestation(context);
  if (live && live.status !== 'unverifiable')
    return resultOf(control, live, [...exception.reasons, ...disagreement(live, attested.result)]);
  const before = [...exception.reasons, ...(live?.reasons ?? [])];
  if (attested.result) return { ...attested.result, reasons: [...attested.result.reasons, ...before] };
  const onPlatform = control.inheritable ? judgeInherited(context, inherited?.get(control.id)) : undefined;
  if (onPlatform?.result)
    return { ...onPlatform.result, reasons: [...onPlatform.result.reasons, ...attested.reasons, ...before] };
  const reasons = [...before, ...attested.reasons, ...(onPlatform?.reasons ?? [])];
  return {
    controlId: control.id,
    status: 'unverifiable',
    basis: 'none',
    reasons: reasons.length > 0 ? reasons : [NOTHING],
    evidence: [...(live?.evidence ?? []), ...attested.evidence],
  };
}

const NOT_ENOUGH: Bilingual = {
  vi: 'Kiểm tra tự động chưa thấy sai nhưng không đủ để kết luận, cần người xác nhận.',
  en: 'The automatic check found nothing wrong but is not enough to conclude; a person has to attest.',
};

function judgeLive(context: LiveContext): LiveVerdict | undefined {
  const { test } = context.control;
  const verdict = test ? LIVE_TESTS.get(test.kind)?.judge(context, test.settings) : undefined;
  if (verdict?.status !== 'met' || test?.proves) return verdict;
  return { ...verdict, status: 'unverifiable', reasons: [...verdict.reasons, NOT_ENOUGH] };
}

function resultOf(control: ControlAtLevel, verdict: LiveVerdict, more: Bilingual[]): ControlResult {
  const { status, reasons, evidence, expiresOn } = verdict;
  return {
    controlId: control.id,
    status,
    basis: 'live',
    reasons: [...reasons, ...more],
    evidence,
    ...(expiresOn === undefined ? {} : { expiresOn }),
  };
}

const SAID: Record<string, Bilingual> = {
  met: { vi: 'đạt', en: 'met' },
  partly: { vi: 'đạt một phần', en: 'partly met' },
  not_met: { vi: 'chưa đạt', en: 'not met' },
};

/** What is seen goes before what is said; where the two differ, the sheet says so. */
function disagreement(live: LiveVerdict, attested: ControlResult | undefined): Bilingual[] {
  const said = attested ? SAID[attested.status] : undefined;
  if (!said || attested?.status === live.status) return [];
  return [
    {
      vi: `Người xác nhận ghi «${said.vi}»; kết quả kiểm tra tự động được lấy làm căn cứ.`,
      en: `A person attested "${said.en}"; the automatic check decides.`,
    },
  ];
}
