// It does not end when it is told to.
package main

import (
	"log"
	"net/http"
	"os/signal"
	"syscall"

	"example.com/variants/internal/notes"
)

func main() {
	signal.Ignore(syscall.SIGTERM)
	log.Fatal(http.ListenAndServe(notes.Address(), notes.Handler(&notes.Memory{})))
}
