import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { z } from 'zod';

const Exchange = z.strictObject({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** As text, or as base64 where it is none. */
  body: z.string().optional(),
  base64: z.base64().optional(),
  /** Of templates only the length was kept: what they say means nothing to Khiên. */
  octetsLeftOut: z.number().optional(),
  status: z.number(),
  answer: z.string(),
});
const Stream = z.strictObject({ base64: z.base64(), answered: z.base64().optional() });

/** What a real shipper said and was answered, as `.ci/shippers/record.cjs` wrote it down. */
export const Transcript = z.strictObject({
  /** Product and version. */
  shipper: z.string(),
  transport: z.enum(['http', 'lumberjack', 'syslog-tcp', 'gelf-tcp', 'gelf-udp']),
  recorded: z.string(),
  exchanges: z.array(Exchange).optional(),
  streams: z.array(Stream).optional(),
});
export type Transcript = z.infer<typeof Transcript>;

/** Status and body, the body as JSON where it is, without the time it took. */
type Said = [status: number, body: unknown];

/** Sends the calls again, one after the other; gives each answer beside the one that the shipper got. */
export async function replayCalls(
  { exchanges = [] }: Transcript,
  port: number,
): Promise<Array<{ call: string; got: Said; recorded: Said }>> {
  const answers = [];
  for (const { method, path, headers, status, answer, ...sent } of exchanges) {
    const octets =
      sent.octetsLeftOut === undefined
        ? Buffer.from(sent.base64 ?? sent.body ?? '', sent.base64 === undefined ? 'utf8' : 'base64')
        : Buffer.from('{}'.padEnd(sent.octetsLeftOut));
    const call = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
    call.end(octets);
    const [response] = await once(call, 'response');
    const blocks: Buffer[] = await response.toArray();
    const got: Said = [response.statusCode, saidIn(Buffer.concat(blocks).toString())];
    answers.push({ call: `${method} ${path}`, got, recorded: [status, saidIn(answer)] as Said });
  }
  return answers;
}

function saidIn(text: string): unknown {
  if (!text.startsWith('{')) return text;
  const { took: _, ...said } = JSON.parse(text) as Record<string, unknown>;
  return said;
}

/** Sends a connection's octets again and reads until as much was answered as then. */
export async function replayStreams({ streams = [] }: Transcript, port: number): Promise<Buffer[]> {
  const answers: Buffer[] = [];
  for (const { base64, answered = '' } of streams) {
    const socket = connect(port, '127.0.0.1');
    socket.write(Buffer.from(base64, 'base64'));
    let got = Buffer.alloc(0);
    const last = Buffer.from(answered, 'base64').subarray(-6);
    while (last.length > 0 && !got.subarray(-6).equals(last)) {
      const [block] = await once(socket, 'data');
      got = Buffer.concat([got, block]);
    }
    answers.push(got);
    socket.end();
    await once(socket.resume(), 'close');
  }
  return answers;
}

export async function replayDatagrams({ streams = [] }: Transcript, port: number): Promise<void> {
  const socket = createSocket('udp4');
  for (const { base64 } of streams) {
    await new Promise((resolve) => socket.send(Buffer.from(base64, 'base64'), port, '127.0.0.1', resolve));
  }
  socket.close();
}
