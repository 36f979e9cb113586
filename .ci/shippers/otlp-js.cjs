/**
 * The OpenTelemetry SDK for JavaScript with its exporter of logs over HTTP, fed with the lines of a file.
 *   node otlp-js.cjs <http (JSON) | proto> <file> <URL> <token>     (NODE_PATH names where its packages are installed)
 */
const { readFileSync } = require('node:fs');
const { BatchLogRecordProcessor, LoggerProvider } = require('@opentelemetry/sdk-logs');
const { resourceFromAttributes } = require('@opentelemetry/resources');

const [form, file, url, token] = process.argv.slice(2);
const { OTLPLogExporter } = require(`@opentelemetry/exporter-logs-otlp-${form}`);

const exporter = new OTLPLogExporter({
  url,
  headers: { authorization: `Bearer ${token}` },
  ...(form === 'proto' && { compression: 'gzip' }),
});
const provider = new LoggerProvider({
  resource: resourceFromAttributes({ 'service.name': 'dich-vu-cong', 'host.name': 'may-chu-01' }),
  processors: [new BatchLogRecordProcessor({ exporter })],
});
const logger = provider.getLogger('khien.example/dich-vu');
for (const body of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const attributes = { 'user.name': 'cán-bộ-mẫu', lần: 3, 'thành công': false, tỷ_lệ: 0.5 };
  logger.emit({ severityNumber: 13, severityText: 'WARN', body, attributes });
}
provider.shutdown();
