import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

/** One end of a flow as ASA writes it. */
export interface AsaEnd {
  interface?: string;
  address: string;
  port?: number;
}

const PORT = /^(?:\d{1,5})$/;
const MAX_TOKEN = 300;

/** `inside:10.1.1.1/53`, `inside/10.1.1.1(53)`, `10.1.1.1:500`, `2001:db8::1/443`, `10.1.1.1`; names may stand for addresses. */
export function readEnd(token: string): AsaEnd | undefined {
  let text = token.slice(0, MAX_TOKEN).replace(/[,.;:]+$/, '');
  let port: string | undefined;
  const open = text.indexOf('(');
  if (open > 0) {
    const inside = text.slice(open + 1).replace(/\).*$/, '');
    if (PORT.test(inside)) port = inside;
    text = text.slice(0, open);
  }
  const slash = text.lastIndexOf('/');
  let at: string | undefined;
  if (slash >= 0) {
    const right = text.slice(slash + 1);
    // A port, the name of a service, or the address behind an interface.
    if (canonicalIp(right) !== undefined) {
      at = text.slice(0, slash);
      text = right;
    } else {
      if (PORT.test(right)) port ??= right;
      text = text.slice(0, slash);
    }
  }
  const end = splitInterface(text, at);
  if (end === undefined) return undefined;
  return port === undefined || Number(port) > 65_535 ? end : { ...end, port: end.port ?? Number(port) };
}

function splitInterface(text: string, at: string | undefined): AsaEnd | undefined {
  if (text === '') return undefined;
  if (canonicalIp(text) !== undefined) return { address: text, ...(at !== undefined && { interface: at }) };
  const colon = text.indexOf(':');
  if (colon < 0) return { address: text, ...(at !== undefined && { interface: at }) };
  const [left, right] = [text.slice(0, colon), text.slice(colon + 1)];
  if (canonicalIp(left) !== undefined && PORT.test(right)) return { address: left, port: Number(right) };
  return right === '' ? undefined : { interface: left, address: right };
}

/** Puts one end, and the interface it is behind as what the traffic came in or went out by. */
export function putEnd(draft: Draft, end: 'source' | 'destination', token: string | undefined): void {
  const found = token === undefined ? undefined : readEnd(token);
  if (!found || draft.has(`${end}.ip`)) return;
  putAddress(draft, end, found.address);
  if (found.port !== undefined) draft.put(`${end}.port`, found.port);
  if (found.interface === undefined) return;
  const side = end === 'source' ? 'ingress' : 'egress';
  draft.put(`observer.${side}.interface.name`, found.interface);
  // `nameif` is the zone of an ASA.
  draft.put(`observer.${side}.zone`, found.interface);
}
