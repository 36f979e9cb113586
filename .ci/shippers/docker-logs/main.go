// Docker's log drivers splunk and gelf as the daemon has them, fed with the lines of a file instead of a container's output.
// docker-logs <driver> <file> key=value…   (the key=value are the driver's --log-opt)
package main

import (
	"bufio"
	"log"
	"os"
	"strings"
	"time"

	"github.com/docker/docker/daemon/logger"
	_ "github.com/docker/docker/daemon/logger/gelf"
	_ "github.com/docker/docker/daemon/logger/splunk"
)

func main() {
	options := map[string]string{}
	for _, option := range os.Args[3:] {
		key, value, _ := strings.Cut(option, "=")
		options[key] = value
	}
	create, err := logger.GetLogDriver(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := logger.ValidateLogOpts(os.Args[1], options); err != nil {
		log.Fatal(err)
	}
	driver, err := create(logger.Info{
		Config:             options,
		ContainerID:        "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
		ContainerName:      "/dich-vu-cong",
		ContainerImageID:   "sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
		ContainerImageName: "dich-vu-cong:1.0",
		ContainerCreated:   time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC),
	})
	if err != nil {
		log.Fatal(err)
	}
	file, err := os.Open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		message := logger.NewMessage()
		message.Line = append(message.Line, lines.Bytes()...)
		message.Source = "stdout"
		message.Timestamp = time.Now()
		if err := driver.Log(message); err != nil {
			log.Fatal(err)
		}
	}
	if err := driver.Close(); err != nil {
		log.Fatal(err)
	}
}
