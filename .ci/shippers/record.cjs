/**
 * Records what a shipper sends to Khiên, and what it is answered, as a transcript that test/integration/shippers.test.ts replays.
 *
 *   node .ci/shippers/record.cjs <transport> <out.json> "<shipper and version>" -- <command that sends>
 *
 * Transports and where the shipper has to send: http 127.0.0.1:18090, lumberjack 127.0.0.1:15044, syslog-tcp 127.0.0.1:16514,
 * gelf-tcp and gelf-udp 127.0.0.1:12201. The token is portal-test-token. Khiên's receivers are those of libs/collect/dist
 * (`npx tsc -b libs/collect` first). Ends when the command does, or when nothing has come for five seconds.
 */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { createSocket } = require('node:dgram');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { createReceivers } = require('../../libs/collect');
const { Source, silentLogger } = require('../../libs/model');

const [transport, out, shipper, , ...command] = process.argv.slice(2);
const PORTS = { http: 18090, lumberjack: 15044, 'syslog-tcp': 16514, 'gelf-tcp': 12201, 'gelf-udp': 12201 };
/** Templates and dashboards: their length is kept, their text means nothing to Khiên. */
const LONGEST_IGNORED = 2_000;
const QUIET_MS = 5_000;
const exchanges = [];
const chunks = [];
let records = 0;
let last = Date.now();

const source = (id, kind) =>
  Source.parse({ id, name: { vi: id, en: id }, profile: 'ecs-json', systemId: 'system-1', transport: kind });
const tokenSha256 = createHash('sha256').update('portal-test-token').digest('hex');
const senders = ['127.0.0.0/8'];
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'khien-record-'));
const receivers = createReceivers({
  sources: [
    source('portal', { kind: 'http', tokenSha256 }),
    source('beats', { kind: 'lumberjack', senders }),
    source('switch', { kind: 'syslog', senders }),
    source('graylog', { kind: 'gelf', senders }),
  ],
  intake: {
    async accept(_id, list) {
      records += list.length;
    },
    shed: (...what) => console.error('shed', ...what),
    paused: () => false,
    lastPosition: () => undefined,
  },
  files: { checkpointFile: path.join(directory, 'positions') },
  http: { host: '127.0.0.1', port: 0 },
  lumberjack: { host: '127.0.0.1', tcpPort: 0 },
  syslog: { host: '127.0.0.1', tcpPort: 0 },
  gelf: { host: '127.0.0.1', tcpPort: 0, udpPort: 0 },
  log: silentLogger,
  now: Date.now,
});

/** Text when it is text, else base64. */
function bodyOf(octets) {
  if (octets.length === 0) return {};
  const text = octets.toString('utf8');
  return Buffer.from(text).equals(octets) ? { body: text } : { base64: octets.toString('base64') };
}

function recordHttp(port) {
  http
    .createServer((req, res) => {
      const blocks = [];
      req.on('data', (block) => blocks.push(block));
      req.on('end', () => {
        last = Date.now();
        const octets = Buffer.concat(blocks);
        const { method, url, headers } = req;
        const sent = http.request({ port, method, path: url, headers }, (answer) => {
          const answered = [];
          answer.on('data', (block) => answered.push(block));
          answer.on('end', () => {
            const ignored = method === 'PUT' && octets.length > LONGEST_IGNORED;
            const { host, connection, 'content-length': length, ...rest } = headers;
            exchanges.push({
              ...{ method, path: url, headers: rest },
              ...(ignored ? { octetsLeftOut: octets.length } : bodyOf(octets)),
              ...{ status: answer.statusCode, answer: Buffer.concat(answered).toString() },
            });
            res.writeHead(answer.statusCode, answer.headers).end(Buffer.concat(answered));
          });
        });
        sent.end(octets);
      });
    })
    .listen(PORTS.http, '127.0.0.1');
}

function recordStream(port) {
  const onConnection = (socket) => {
    const mine = { sent: [], answered: [] };
    chunks.push(mine);
    const onward = net.connect(port, '127.0.0.1');
    socket.on('data', (block) => {
      last = Date.now();
      mine.sent.push(block);
      onward.write(block);
    });
    onward.on('data', (block) => {
      mine.answered.push(block);
      socket.write(block);
    });
    socket.on('close', () => onward.end());
    onward.on('close', () => socket.end());
    for (const one of [socket, onward]) one.on('error', () => {});
  };
  net.createServer(onConnection).listen(PORTS[transport], '127.0.0.1');
}

function recordDatagrams(port) {
  const onward = createSocket('udp4');
  const socket = createSocket('udp4');
  socket.on('message', (datagram) => {
    last = Date.now();
    chunks.push({ sent: [datagram], answered: [] });
    onward.send(datagram, port, '127.0.0.1');
  });
  socket.bind(PORTS['gelf-udp'], '127.0.0.1');
}

function transcript() {
  const streams = chunks
    .filter(({ sent }) => sent.length > 0)
    .map(({ sent, answered }) => ({
      base64: Buffer.concat(sent).toString('base64'),
      ...(answered.length > 0 && { answered: Buffer.concat(answered).toString('base64') }),
    }));
  const day = new Date().toISOString().slice(0, 10);
  return {
    ...{ shipper, transport, recorded: `${day} with .ci/shippers/record.cjs` },
    ...(transport === 'http' ? { exchanges } : { streams }),
  };
}

async function main() {
  await receivers.start();
  const ports = receivers.ports();
  if (transport === 'http') recordHttp(ports.http);
  if (transport === 'lumberjack') recordStream(ports.lumberjack.tcp);
  if (transport === 'syslog-tcp') recordStream(ports.tcp);
  if (transport === 'gelf-tcp') recordStream(ports.gelf.tcp);
  if (transport === 'gelf-udp') recordDatagrams(ports.gelf.udp);
  const child = spawn(command[0], command.slice(1), { stdio: 'inherit' });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  const seen = () => exchanges.length + chunks.length > 0;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (ended || (seen() && Date.now() - last > QUIET_MS)) break;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (!ended) child.kill('SIGTERM');
  // Some name the system they run on; which one this was is nobody's concern.
  const text = JSON.stringify(transcript(), null, 2).replaceAll(os.release(), '6.1.0');
  fs.writeFileSync(out, `${text}\n`);
  console.error(`${out}: ${exchanges.length} calls, ${chunks.length} streams, ${records} records`);
  fs.rmSync(directory, { recursive: true });
  process.exit(0);
}

main();
