// go-sigma-rule-engine on the same rules and events: RULES_DIR EVENTS.ndjson OUT.
package main

import (
	"bufio"
	"fmt"
	"os"

	sigma "github.com/markuskont/go-sigma-rule-engine"
	"peers"
)

func main() {
	start := peers.CPU()
	ruleset, err := sigma.NewRuleset(sigma.Config{Directory: []string{os.Args[1]}})
	if err != nil {
		panic(err)
	}
	load := peers.CPU() - start
	events := peers.ReadEvents(os.Args[2])
	out, _ := os.Create(os.Args[3])
	writer := bufio.NewWriter(out)
	start = peers.CPU()
	for i, event := range events {
		if results, ok := ruleset.EvalAll(event); ok {
			for _, result := range results {
				fmt.Fprintf(writer, "%d %s\n", i, result.ID)
			}
		}
	}
	seconds := peers.CPU() - start
	writer.Flush()
	peers.Report("go-sigma-rule-engine 0.3.0", ruleset.Ok, ruleset.Failed+ruleset.Unsupported, len(events), load, seconds)
}
