// It listens late, and is ready later still.
package main

import (
	"log"
	"net/http"
	"time"

	"example.com/variants/internal/notes"
)

func main() {
	time.Sleep(700 * time.Millisecond) // a connection that is made first
	ready := time.Now().Add(900 * time.Millisecond)

	mux := http.NewServeMux()
	mux.Handle("/", notes.Handler(&notes.Memory{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if time.Now().Before(ready) {
			http.Error(w, "the cache is still empty", http.StatusServiceUnavailable)
		}
	})
	log.Fatal(http.ListenAndServe(notes.Address(), mux))
}
