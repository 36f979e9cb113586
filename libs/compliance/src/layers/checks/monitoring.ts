import { absent, breach, type CheckCase, type CheckRun, met, onRecord, stale } from '../check-run';
import { dayWords, say } from '../say';

const service = (input: CheckCase) => onRecord(input, 'monitoring_service');
const NOBODY = say('Chưa có đơn vị giám sát, bảo vệ chuyên nghiệp', 'Nobody monitors professionally');

const KINDS = {
  province_soc: say('Trung tâm giám sát của tỉnh', 'provincial SOC'),
  data_centre_soc: say('hệ thống giám sát của trung tâm dữ liệu', 'data-centre SOC'),
  hired: say('doanh nghiệp được thuê', 'hired firm'),
};

/** Lớp 2: who monitors; a hired firm needs a contract and a licence (Luật 116 Đ28–29). */
export const checkMonitoringProvider: CheckRun = (input) => {
  const found = service(input);
  if (!found) return absent(input, NOBODY);
  const { evidence } = found;
  const { provider, providerKind, contract, licence } = evidence.fact;
  if (found.state === 'stale') {
    const ended = dayWords(evidence.effectiveTo ?? '');
    return stale(
      input,
      evidence,
      say(
        `Dịch vụ giám sát của ${provider} hết hạn ngày ${ended}`,
        `Monitoring by ${provider} ended on ${ended}`,
      ),
    );
  }
  if (providerKind === 'hired' && (contract === undefined || licence === undefined)) {
    const vi = [contract ? '' : 'hợp đồng', licence ? '' : 'giấy phép'].filter(Boolean).join(', ');
    const en = [contract ? '' : 'contract', licence ? '' : 'licence'].filter(Boolean).join(', ');
    return breach(input, [evidence], say(`${provider}: chưa có ${vi}`, `${provider}: no ${en}`));
  }
  const kind = KINDS[providerKind];
  return met(input, {
    evidence: [evidence],
    text: say(`${provider} giám sát (${kind.vi})`, `${provider} monitors (${kind.en})`),
  });
};

/** Lớp 2: a roster that runs today. */
export const checkRoster: CheckRun = (input) => {
  const found = service(input);
  if (found?.state !== 'fresh') return absent(input, NOBODY);
  const { evidence } = found;
  const until = evidence.fact.rosterUntil;
  if (until === undefined)
    return { ...absent(input, say('Chưa có lịch trực giám sát', 'No duty roster is on record')) };
  if (until < input.on)
    return stale(
      input,
      evidence,
      say(`Lịch trực chỉ đến ${dayWords(until)}`, `The roster ended on ${dayWords(until)}`),
    );
  return met(input, {
    evidence: [evidence],
    text: say(`Có lịch trực đến ${dayWords(until)}`, `The roster runs until ${dayWords(until)}`),
    until: [until],
  });
};

/** Lớp 2: day and night, where the option of K1 asks for it. */
export const checkRoundTheClock: CheckRun = (input) => {
  const found = service(input);
  if (!found) return absent(input, NOBODY);
  const { evidence } = found;
  if (found.state === 'stale')
    return stale(input, evidence, say('Dịch vụ giám sát đã hết hạn', 'The monitoring service has ended'));
  if (evidence.fact.coverage !== '24x7')
    return breach(
      input,
      [evidence],
      say('Chỉ giám sát trong giờ hành chính', 'Monitored in office hours only'),
    );
  return met(input, { evidence: [evidence], text: say('Giám sát 24/7', 'Monitored day and night') });
};
