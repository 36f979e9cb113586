// sigma-go on the same rules and events, all rules as one bundle: RULES_DIR EVENTS.ndjson OUT.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	sigma "github.com/bradleyjkemp/sigma-go"
	"github.com/bradleyjkemp/sigma-go/evaluator"
	"peers"
)

func main() {
	start := peers.CPU()
	var evaluators []*evaluator.RuleEvaluator
	refused := 0
	filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".yml") {
			return err
		}
		text, _ := os.ReadFile(path)
		rule, err := sigma.ParseRule(text)
		if err != nil {
			refused++
			return nil
		}
		evaluators = append(evaluators, evaluator.ForRule(rule))
		return nil
	})
	load := peers.CPU() - start
	events := peers.ReadEvents(os.Args[2])
	out, _ := os.Create(os.Args[3])
	writer := bufio.NewWriter(out)
	failed := map[string]bool{}
	start = peers.CPU()
	for i, event := range events {
		for _, one := range evaluators {
			result, err := one.Matches(context.Background(), map[string]interface{}(event))
			if err != nil {
				failed[one.Rule.ID] = true
			} else if result.Match {
				fmt.Fprintf(writer, "%d %s\n", i, one.Rule.ID)
			}
		}
	}
	seconds := peers.CPU() - start
	writer.Flush()
	peers.Report("sigma-go 0.6.6", len(evaluators)-len(failed), refused+len(failed), len(events), load, seconds)
}
