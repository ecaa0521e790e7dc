// The port is written in the code: PORT says nothing to it.
package main

import (
	"log"
	"net/http"

	"example.com/variants/internal/notes"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", notes.Handler(&notes.Memory{})))
}
