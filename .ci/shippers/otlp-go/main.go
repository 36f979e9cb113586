// The OpenTelemetry SDK for Go with its exporter of logs over HTTP (protobuf, gzip), fed with the lines of a file: otlp <file> <URL> <token>
package main

import (
	"bufio"
	"context"
	"log"
	"os"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	otellog "go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
)

func main() {
	ctx := context.Background()
	exporter, err := otlploghttp.New(ctx,
		otlploghttp.WithEndpointURL(os.Args[2]),
		otlploghttp.WithHeaders(map[string]string{"Authorization": "Bearer " + os.Args[3]}),
		otlploghttp.WithCompression(otlploghttp.GzipCompression))
	if err != nil {
		log.Fatal(err)
	}
	provider := sdklog.NewLoggerProvider(
		sdklog.WithProcessor(sdklog.NewBatchProcessor(exporter)),
		sdklog.WithResource(resource.NewSchemaless(attribute.String("service.name", "dich-vu-cong"), attribute.String("host.name", "may-chu-01"))))
	logger := provider.Logger("khien.example/dich-vu")
	file, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var record otellog.Record
		record.SetBody(attribute.StringValue(strings.ToValidUTF8(lines.Text(), "\uFFFD")))
		record.SetSeverity(otellog.SeverityWarn)
		record.AddAttributes(attribute.String("user.name", "cán-bộ-mẫu"), attribute.Int("lần", 3), attribute.Bool("thành công", false))
		logger.Emit(ctx, record)
	}
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}
