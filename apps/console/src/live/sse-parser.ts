export interface ServerEvent {
  event: string;
  data: string;
  id?: string;
}

/**
 * Server-sent events out of text that arrives in any pieces (WHATWG HTML §9.2.6). Comments (the heartbeat) yield nothing.
 * Own code because `EventSource` shows neither the status of a refusal nor the heartbeat, and cannot resume by hand.
 */
export function createSseParser(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let fields: { event: string; data: string[]; id?: string } = { event: '', data: [] };

  function line(text: string): void {
    if (text === '') {
      dispatch();
      return;
    }
    if (text.startsWith(':')) return;
    const colon = text.indexOf(':');
    const name = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') fields.event = value;
    if (name === 'data') fields.data.push(value);
    if (name === 'id' && !value.includes('\0')) fields.id = value;
  }

  function dispatch(): void {
    const { event, data, id } = fields;
    fields = { event: '', data: [] };
    if (data.length === 0 && event === '') return;
    onEvent({ event: event || 'message', data: data.join('\n'), ...(id === undefined ? {} : { id }) });
  }

  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  };
}
