// What does Go's own standard library read in these files?
//
// Paths come one a line on standard input; for each goes one JSON object out. A file on which a reader
// panics is told as such. One that hangs ends the program after the time limit, with code 3 and the
// path told as timed out: whoever runs it starts it again with the rest.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// Facts holds what both sides are compared by; a field that does not apply is left out.
type Facts struct {
	Path     string         `json:"path"`
	Error    string         `json:"error,omitempty"`
	TimedOut bool           `json:"timedOut,omitempty"`
	Format   string         `json:"format,omitempty"`
	Fields   map[string]any `json:"fields,omitempty"`
	Go       *GoFacts       `json:"go,omitempty"`
}

const limit = 10 * time.Second

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		path := lines.Text()
		result := make(chan Facts, 1)
		go func() { result <- look(path) }()
		select {
		case facts := <-result:
			must(out.Encode(facts))
		case <-time.After(limit):
			must(out.Encode(Facts{Path: path, TimedOut: true}))
			os.Exit(3)
		}
	}
	must(lines.Err())
}

func look(path string) (facts Facts) {
	facts.Path = path
	defer func() {
		if trouble := recover(); trouble != nil {
			facts = Facts{Path: path, Error: fmt.Sprintf("panic: %v", trouble)}
		}
	}()
	file, err := os.Open(path)
	if err != nil {
		facts.Error = err.Error()
		return facts
	}
	defer file.Close()
	magic := make([]byte, 4)
	if _, err := file.ReadAt(magic, 0); err != nil {
		facts.Error = err.Error()
		return facts
	}
	facts.Format, facts.Fields, err = readAny(file, magic)
	if err != nil {
		facts.Error = err.Error()
	}
	facts.Go = readGo(file)
	return facts
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
