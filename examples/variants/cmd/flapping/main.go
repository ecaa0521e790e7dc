// It is well and unwell by turns.
package main

import (
	"log"
	"net/http"
	"sync/atomic"

	"example.com/variants/internal/notes"
)

func main() {
	var asked atomic.Int64
	mux := http.NewServeMux()
	mux.Handle("/", notes.Handler(&notes.Memory{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1)%2 == 0 {
			http.Error(w, "the pool is empty", http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe(notes.Address(), mux))
}
