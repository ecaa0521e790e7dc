// The notes are in a map: a restart loses them.
package main

import (
	"log"
	"net/http"

	"example.com/variants/internal/notes"
)

func main() {
	log.Fatal(http.ListenAndServe(notes.Address(), notes.Handler(&notes.Memory{})))
}
