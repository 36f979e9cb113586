import { changeAlertRule, layerAlertRule, type StatusRule, today } from '@khien/compliance';
import type { Bilingual, LayerVerdict, ProtectionLayer, StatusChange } from '@khien/model';
import type { Evidence as AlertEvidence } from '@khien/record';
import { startOfDay } from '../start-of-day';
import type { StoredSheet } from './stored-sheet';

/**
 * What of a sheet's outbox people are alerted to: layers that got worse, and material changes that were not there before.
 * The window starts with the day, so the same thing on one day is one alert.
 */
export function findingsOf(sheet: StoredSheet, rules: readonly StatusRule[]): AlertEvidence[] {
  const layers = sheet.outbox.changes.filter(({ worse, subject }) => worse && subject.startsWith('layer:'));
  return [
    ...layers.flatMap((change) => layerFinding(sheet, change, rules)),
    ...sheet.outbox.material.flatMap((change) => materialFinding(sheet, change, rules)),
  ];
}

function layerFinding(
  sheet: StoredSheet,
  change: StatusChange,
  rules: readonly StatusRule[],
): AlertEvidence[] {
  const layer = Number(change.subject.slice('layer:'.length)) as ProtectionLayer;
  const rule = layerAlertRule(rules, layer, change.to as LayerVerdict);
  if (!rule) return [];
  const reasons = sheet.layers[layer - 1]?.reasons.filter(({ verdict }) => verdict === change.to) ?? [];
  const citations = [...new Set([...rule.citations, ...reasons.map(({ clause }) => clause)])];
  return [
    {
      evaluationId: `status:${change._id}`,
      finding: {
        rule: { ...rule, citations },
        ...aboutSystem(sheet, change.at),
        // Nothing to count: it was so, and is so no more.
        reason: {
          observed: 1,
          expected: 0,
          history: 0,
          unit: 'changes',
          sentence: sentenceOf(change.reasons),
        },
      },
    },
  ];
}

function materialFinding(
  sheet: StoredSheet,
  change: StoredSheet['changes'][number],
  rules: readonly StatusRule[],
): AlertEvidence[] {
  const rule = changeAlertRule(rules, change.kind);
  if (!rule) return [];
  const finding: AlertEvidence = {
    evaluationId: `material:${sheet._id}:${change.kind}:${today(change.seenAt)}`,
    finding: {
      rule: { ...rule, citations: [...new Set([change.clause, ...rule.citations])] },
      ...aboutSystem(sheet, change.seenAt),
      reason: { observed: 1, expected: 0, history: 0, unit: 'changes', sentence: change.text },
    },
  };
  return [finding];
}

function aboutSystem({ _id, agencyId, level }: StoredSheet, at: number) {
  const start = startOfDay(today(at));
  return {
    entity: { kind: 'khien.system_id', value: _id },
    window: { start, end: start + 86_400_000 },
    ...{ systemId: _id, agencyId },
    ...(level !== undefined && { systemLevel: level }),
    ...{ count: 1, firstSeen: at, lastSeen: at, evidence: [] },
  };
}

function sentenceOf(reasons: readonly Bilingual[]): Bilingual {
  const first = reasons.slice(0, 3);
  return { vi: first.map(({ vi }) => vi).join(' '), en: first.map(({ en }) => en).join(' ') };
}
