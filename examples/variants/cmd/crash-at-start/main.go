// It panics before it listens.
package main

import (
	"log"
	"net/http"

	"example.com/variants/internal/notes"
)

type settings struct{ greeting string }

// load has no settings for an environment that nobody named.
func load(environment string) *settings {
	known := map[string]*settings{"prod": {greeting: "hello"}}
	return known[environment]
}

func main() {
	log.Print(load("").greeting)
	log.Fatal(http.ListenAndServe(notes.Address(), notes.Handler(&notes.Memory{})))
}
