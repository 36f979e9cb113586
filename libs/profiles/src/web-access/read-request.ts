import type { EventDraft } from '@khien/model';

type Url = NonNullable<EventDraft['url']>;

/** A request line taken apart; undefined when it is not HTTP (TLS sent to a plain port, `-`, probes). */
export interface RequestLine {
  method: string;
  version?: string;
  url: Url;
}

const METHOD = /^[A-Za-z][A-Za-z_-]{0,31}$/;
const ABSOLUTE = /^([a-z][a-z0-9+.-]{1,15}):\/\/([^/?#]*)(.*)$/is;
const AUTHORITY = /^(.*?)(?::(\d{1,5}))?$/s;

export function readRequest(request: string): RequestLine | undefined {
  const space = request.indexOf(' ');
  if (space < 1 || !METHOD.test(request.slice(0, space))) return undefined;
  const method = request.slice(0, space);
  const last = request.lastIndexOf(' HTTP/');
  const versioned = last >= space && request.length - last <= 9;
  // HTTP/0.9 has no version, but then the target must look like one.
  if (!versioned && request.charCodeAt(space + 1) !== 47) return undefined;
  const target = request.slice(space + 1, versioned ? Math.max(last, space + 1) : undefined);
  if (target === '') return undefined;
  const line: RequestLine = { method, url: readTarget(method, target) };
  if (versioned) line.version = request.slice(last + 6);
  return line;
}

function readTarget(method: string, target: string): Url {
  if (target.charCodeAt(0) === 47) return readPath({ original: target }, target);
  if (method === 'CONNECT') return { original: target, ...authority(target) };
  const absolute = ABSOLUTE.exec(target);
  if (!absolute) return readPath({ original: target }, target);
  const [, scheme = '', host = '', rest = ''] = absolute;
  const url: Url = { original: target, scheme: scheme.toLowerCase(), ...authority(host) };
  return readPath(url, rest === '' ? '/' : rest);
}

function authority(host: string): Pick<Url, 'domain' | 'port'> {
  const [, domain = '', port] = AUTHORITY.exec(host.slice(host.lastIndexOf('@') + 1)) ?? [];
  return { ...(domain !== '' && { domain: domain.toLowerCase() }), ...(port && { port: Number(port) }) };
}

function readPath(url: Url, target: string): Url {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  url.path = path;
  if (question >= 0 && question + 1 < target.length) url.query = target.slice(question + 1);
  const dot = path.lastIndexOf('.');
  if (dot > path.lastIndexOf('/') && path.length - dot - 1 <= 10 && dot + 1 < path.length)
    url.extension = path.slice(dot + 1).toLowerCase();
  return url;
}
