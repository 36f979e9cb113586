import fc from 'fast-check';
import { createSseParser, type ServerEvent } from './sse-parser';

function parse(...pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const feed = createSseParser((event) => events.push(event));
  for (const piece of pieces) feed(piece);
  return events;
}

it.each([
  {
    name: 'a named event',
    text: 'event: alert\nid: 7\ndata: {"a":1}\n\n',
    events: [{ event: 'alert', id: '7', data: '{"a":1}' }],
  },
  { name: 'an unnamed one', text: 'data: x\n\n', events: [{ event: 'message', data: 'x' }] },
  { name: 'data over lines', text: 'data: x\ndata: y\n\n', events: [{ event: 'message', data: 'x\ny' }] },
  { name: 'an event without data', text: 'event: reset\n\n', events: [{ event: 'reset', data: '' }] },
  {
    name: 'carriage returns',
    text: 'event: alert\r\ndata: x\r\n\r\n',
    events: [{ event: 'alert', data: 'x' }],
  },
  { name: 'no space after the colon', text: 'data:x\n\n', events: [{ event: 'message', data: 'x' }] },
  { name: 'a heartbeat', text: ': beat\n\n', events: [] },
  { name: 'an unfinished event', text: 'data: x\n', events: [] },
  { name: 'unknown fields', text: 'retry: 10\nfoo\n\n', events: [] },
])('reads $name', ({ text, events }) => expect(parse(text)).toEqual(events));

it('does not care where the pieces end', () => {
  const text =
    ': hi\n\nevent: alert\nid: 12\ndata: {"vi":"Đăng nhập"}\n\ndata: second\r\n\r\nevent: reset\n\n';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(parse(...pieces)).toEqual(parse(text));
    }),
  );
});
