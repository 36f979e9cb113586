import type { Bilingual } from '@khien/model';
import type { BusHalf, BusSide } from './bus-half';
import type { Difference } from './judge-message';

/** Message ids that a sentence names; the events themselves are the alert's evidence. */
const NAMED = 5;
const MAX_ID = 80;

const SIDES: Record<BusSide, Bilingual> = {
  client: { vi: 'bên khai thác', en: "consumer's end" },
  producer: { vi: 'bên cung cấp', en: "provider's end" },
};
const DIFFERENCES: Record<Difference, Bilingual> = {
  messageId: { vi: 'mã thông điệp', en: 'message id' },
  client: { vi: 'bên gọi', en: 'caller' },
  service: { vi: 'bên cung cấp', en: 'provider' },
  serviceCode: { vi: 'dịch vụ', en: 'service' },
  user: { vi: 'tài khoản', en: 'account' },
  caseId: { vi: 'mã hồ sơ', en: 'case' },
  outcome: { vi: 'kết quả', en: 'outcome' },
  requestBytes: { vi: 'kích thước yêu cầu', en: 'size of the request' },
  responseBytes: { vi: 'kích thước trả lời', en: 'size of the answer' },
  time: { vi: 'thời điểm', en: 'time' },
};

/** What a person reads of exchanges that only one end logged; `side` is the end that did not. */
export function missingSentence(side: BusSide, messageIds: readonly string[]): Bilingual {
  const count = messageIds.length;
  const { vi, en } = SIDES[side];
  const heard = SIDES[side === 'client' ? 'producer' : 'client'];
  return {
    vi: `${count} giao dịch chỉ có nhật ký của ${heard.vi}; nhật ký của ${vi} đã đến muộn hơn thời điểm đó mà không có các giao dịch này. Mã thông điệp: ${named(messageIds)}.`,
    en: `${count} exchanges were logged by the ${heard.en} only; the ${en} has sent later records, but none of these. Message ids: ${named(messageIds)}.`,
  };
}

export function disagreeSentence(
  differences: readonly Difference[],
  messageIds: readonly string[],
): Bilingual {
  const words = Object.entries(DIFFERENCES)
    .filter(([difference]) => (differences as readonly string[]).includes(difference))
    .map(([, word]) => word);
  return {
    vi: `Hai đầu ghi khác nhau về ${words.map(({ vi }) => vi).join(', ')} ở ${messageIds.length} giao dịch. Mã thông điệp: ${named(messageIds)}.`,
    en: `The two ends differ in ${words.map(({ en }) => en).join(', ')} in ${messageIds.length} exchanges. Message ids: ${named(messageIds)}.`,
  };
}

/** `partner` as halves name it: `producer|member/subsystem`. */
export function unheardSentence(partner: string, exchanges: number): Bilingual {
  const end = endName(partner);
  return {
    vi: `Phía đối tác ${end} chưa gửi nhật ký về Khiên: ${exchanges} giao dịch trong 10 phút này không đối chiếu được.`,
    en: `The other end ${end} sends no log to Khiên: ${exchanges} exchanges of these ten minutes could not be compared.`,
  };
}

/** `member/subsystem` of an end. */
export function endName(end: string): string {
  return end.slice(end.indexOf('|') + 1).replace(/\/$/, '');
}

/** Who called what: `client → service · code`, without the parts nobody gave. */
export function exchangeName({ client, service, serviceCode }: BusHalf): string {
  const code = serviceCode === undefined ? '' : ` · ${serviceCode}`;
  return `${shortPath(client)} → ${shortPath(service)}${code}`;
}

function shortPath(path: string): string {
  return path.replace(/^\/+/, '').replace(/\/$/, '');
}

function named(messageIds: readonly string[]): string {
  const first = messageIds.slice(0, NAMED).map((id) => (id.length > MAX_ID ? `${id.slice(0, MAX_ID)}…` : id));
  return messageIds.length > NAMED ? `${first.join(', ')}, …` : first.join(', ');
}
