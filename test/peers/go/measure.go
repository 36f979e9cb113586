// Package peers holds what both Go peers share: reading events and measuring processor time.
package peers

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"syscall"
)

// Event is one flat event of the test data.
type Event map[string]interface{}

// Keywords gives every text value.
func (e Event) Keywords() ([]string, bool) {
	out := make([]string, 0, len(e))
	for _, v := range e {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out, true
}

// Select gives one field.
func (e Event) Select(key string) (interface{}, bool) {
	v, ok := e[key]
	return v, ok
}

// ReadEvents reads NDJSON.
func ReadEvents(path string) []Event {
	file, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(make([]byte, 1<<20), 1<<24)
	var events []Event
	for scanner.Scan() {
		var event Event
		if err := json.Unmarshal(scanner.Bytes(), &event); err != nil {
			panic(err)
		}
		events = append(events, event)
	}
	return events
}

// CPU is the processor time of this process in seconds.
func CPU() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

// Report prints the result line.
func Report(peer string, rules, refused, events int, load, seconds float64) {
	line, _ := json.Marshal(map[string]interface{}{
		"peer": peer, "rules": rules, "refused": refused, "events": events,
		"loadSeconds": load, "perCpuSecond": int(float64(events) / seconds),
	})
	fmt.Println(string(line))
}
