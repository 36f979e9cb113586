import type { TechnicalLayer } from '@khien/model';
import { type CheckRun, seen, unseen } from '../check-run';
import { say } from '../say';
import { LAYER_WORDS } from '../technical-layers';

/** Lớp 2: log sources are connected and alive, and cover the technical layers the card names. */
export const checkSources: CheckRun = (input) => {
  const { telemetry, system, check } = input;
  if (!telemetry) return unseen(input);
  const evidence = [seen(input, 'sources')];
  const { sources } = telemetry;
  const alive = sources.filter(({ state }) => state === 'alive');
  const ratio = `${alive.length}/${sources.length}`;
  if (sources.length === 0)
    return {
      verdict: check.breach,
      text: say('Chưa có nguồn nhật ký nào được kết nối', 'No log source is connected'),
      evidence,
    };
  if (alive.length === 0)
    return {
      verdict: check.breach,
      text: say(`${ratio} nguồn nhật ký đang gửi`, `${ratio} log sources are alive`),
      evidence,
    };
  const heard = new Set(alive.map(({ layer }) => layer));
  const deaf = (system.technicalLayers ?? []).filter((layer) => !heard.has(layer));
  if (alive.length < sources.length || deaf.length > 0) {
    const [vi, en] = [wordsOf(deaf, 'vi'), wordsOf(deaf, 'en')];
    return {
      verdict: 'at_risk',
      text: say(
        `${ratio} nguồn nhật ký đang gửi${vi && `; chưa có nguồn của ${vi}`}`,
        `${ratio} log sources are alive${en && `; none of ${en}`}`,
      ),
      evidence,
    };
  }
  return {
    verdict: 'met',
    text: say(`${ratio} nguồn nhật ký đang gửi`, `${ratio} log sources are alive`),
    evidence,
  };
};

const wordsOf = (layers: readonly TechnicalLayer[], language: 'vi' | 'en'): string =>
  layers.map((layer) => LAYER_WORDS[layer][language]).join(', ');
