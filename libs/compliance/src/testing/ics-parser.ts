/** A small reading of RFC 5545, written against the standard and not against our writer. */
export interface IcsComponent {
  name: string;
  properties: Array<{ name: string; parameters: Record<string, string>; value: string }>;
  components: IcsComponent[];
}

export function parseIcs(bytes: Uint8Array): IcsComponent {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.endsWith('\r\n')) throw new Error('the stream has to end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('a bare line break');
    if (new TextEncoder().encode(line).length > 75) throw new Error(`longer than 75 octets: ${line}`);
  }
  const logical: string[] = [];
  for (const line of physical)
    if (line.startsWith(' ') || line.startsWith('\t')) logical.push(`${logical.pop() ?? ''}${line.slice(1)}`);
    else logical.push(line);
  const root: IcsComponent = { name: '', properties: [], components: [] };
  const open = [root];
  for (const line of logical) {
    const colon = line.indexOf(':');
    if (colon < 0) throw new Error(`no value: ${line}`);
    const [name = '', ...parameters] = line.slice(0, colon).split(';');
    const value = line.slice(colon + 1);
    const top = open.at(-1) as IcsComponent;
    if (name === 'BEGIN') {
      const component = { name: value, properties: [], components: [] };
      top.components.push(component);
      open.push(component);
    } else if (name === 'END') {
      if (top.name !== value) throw new Error(`END:${value} inside ${top.name}`);
      open.pop();
    } else
      top.properties.push({
        name,
        parameters: Object.fromEntries(parameters.map((each) => each.split('=') as [string, string])),
        value,
      });
  }
  if (open.length !== 1 || root.components.length !== 1) throw new Error('not one calendar');
  return root.components[0] as IcsComponent;
}

/** A TEXT value as a person reads it. */
export const textOf = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_all, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));
