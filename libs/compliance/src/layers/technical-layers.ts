import type {
  Bilingual,
  ComplianceSheet,
  EvidenceUse,
  LayerVerdict,
  System,
  TechnicalLayer,
} from '@khien/model';
import { TechnicalLayer as Layers } from '@khien/model';
import { parameterEntry } from '../legal/parameter';
import type { LayerInput } from './layer-input';
import { say } from './say';

export const LAYER_WORDS: Record<TechnicalLayer, Bilingual> = {
  network: say('lớp mạng', 'the network layer'),
  application: say('lớp ứng dụng', 'the application layer'),
  database: say('lớp cơ sở dữ liệu', 'the database layer'),
  endpoint: say('lớp thiết bị đầu cuối', 'the endpoint layer'),
};

type Advice = ComplianceSheet['technical'][number];

/**
 * Bốn lớp kỹ thuật: another thing than the four layers of protection, recommended and never a duty. Below the level the plan
 * names, and where the card says that the system has no such layer, nothing is advised.
 */
export function technicalLayers(input: LayerInput): Advice[] {
  const { level, model, system, on } = input;
  const from = parameterEntry(model.parameters, 'plan.technical-layers.from-level', { level, on })?.value;
  const asked = level === undefined || (typeof from === 'number' && level >= from);
  return Layers.options.map((layer) =>
    asked && has(system, layer)
      ? advice(input, layer)
      : {
          layer,
          verdict: 'out_of_scope',
          text: asked
            ? say(
                `Thẻ hệ thống không ghi ${LAYER_WORDS[layer].vi}.`,
                `The card does not name ${LAYER_WORDS[layer].en}.`,
              )
            : say(
                `Chỉ khuyến nghị từ cấp độ ${String(from ?? '?')}.`,
                `Recommended from level ${String(from ?? '?')}.`,
              ),
          evidence: [],
        },
  );
}

const has = ({ technicalLayers: named }: System, layer: TechnicalLayer): boolean =>
  named === undefined || named.length === 0 || named.includes(layer);

function advice({ telemetry, now, system }: LayerInput, layer: TechnicalLayer): Advice {
  const words = LAYER_WORDS[layer];
  const told = (verdict: LayerVerdict, vi: string, en: string, evidence: EvidenceUse[] = []): Advice => ({
    layer,
    verdict,
    text: say(`Khuyến nghị: ${words.vi} ${vi}.`, `Recommended: ${words.en} ${en}.`),
    evidence,
  });
  if (!telemetry)
    return told('unverifiable', 'chưa có dữ liệu để kiểm chứng', 'cannot be verified: nothing is seen');
  const sources = telemetry.sources.filter((source) => source.layer === layer);
  const alive = sources.filter(({ state }) => state === 'alive').length;
  const use: EvidenceUse[] = [
    {
      id: `telemetry:sources.${layer}`,
      collectedAt: now,
      fresh: true,
      query: `sources.${layer} systemId=${system.id}`,
    },
  ];
  if (sources.length === 0) return told('not_met', 'chưa có nguồn nhật ký', 'has no log source', use);
  const ratio = `${alive}/${sources.length}`;
  const verdict = alive === sources.length ? 'met' : alive === 0 ? 'not_met' : 'at_risk';
  return told(verdict, `có ${ratio} nguồn đang gửi`, `has ${ratio} sources alive`, use);
}
