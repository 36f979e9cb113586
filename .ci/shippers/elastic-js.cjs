/**
 * Shippers of Node.js programs, fed with the lines of a file, to 127.0.0.1:18090 with the token portal-test-token.
 *   node elastic-js.cjs <client | pino> <file>     (NODE_PATH names where their packages are installed)
 */
const { readFileSync } = require('node:fs');

const [form, file] = process.argv.slice(2);
const node = 'http://127.0.0.1:18090';
const auth = { apiKey: Buffer.from('portal:portal-test-token').toString('base64') };
const messages = readFileSync(file, 'utf8').split('\n').filter(Boolean);

async function byClient() {
  const { Client } = require('@elastic/elasticsearch');
  const client = new Client({ node, auth });
  const onDocument = () => ({ create: { _index: 'portal' } });
  const datasource = messages.map((message) => ({ '@timestamp': '2026-11-21T10:00:00Z', message }));
  console.error(await client.helpers.bulk({ datasource, onDocument, refreshOnCompletion: false }));
}

function byPino() {
  const stream = require('pino-elasticsearch')({
    node,
    auth,
    index: 'portal',
    esVersion: 8,
    flushInterval: 500,
  });
  for (const event of ['unknown', 'insertError', 'insert', 'error'])
    stream.on(event, (said) => console.error(event, said));
  const logger = require('pino')({ base: { host: 'may-chu-01' } }, stream);
  for (const message of messages) logger.warn(message);
}

if (form === 'client') byClient();
else byPino();
