/** `2026-11-20 08:15:30,120 INFO  [thread] [name=…;ip=…;] category - message`: every log4j file of Zimbra's mailbox server. */
const HEAD =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2}\[([^\]]{0,400})\] \[([^\]]{0,1000})\] (\w{1,40}) - ([\s\S]*)$/;

export interface ZimbraLine {
  time: string;
  level: string;
  thread: string;
  /** `name`, `ip`, `oip` (the client behind the proxy), `ua`, … */
  context: Map<string, string>;
  category: string;
  message: string;
}

/** Undefined for a line that is none of Zimbra's. */
export function readHead(text: string): ZimbraLine | undefined {
  const found = HEAD.exec(text);
  if (!found) return undefined;
  const [, time = '', level = '', thread = '', context = '', category = '', message = ''] = found;
  return { time, level, thread, context: readSemicolons(context), category, message };
}

/** `cmd=Auth; account=an@x; protocol=soap; error=…;` A value runs to the next `; name=` or to the end. */
export function readSemicolons(text: string): Map<string, string> {
  const named = new Map<string, string>();
  const key = /(?:^|;\s?)([A-Za-z][\w-]{0,60})=/g;
  let current: string | undefined;
  let from = 0;
  for (let found = key.exec(text); found && named.size < 100; found = key.exec(text)) {
    if (current !== undefined && !named.has(current))
      named.set(current, text.slice(from, found.index).trim());
    current = found[1];
    from = key.lastIndex;
  }
  if (current !== undefined && !named.has(current))
    named.set(current, text.slice(from).replace(/;\s*$/, '').trim());
  return named;
}
