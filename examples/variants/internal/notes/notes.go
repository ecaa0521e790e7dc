// Package notes is what the variants have in common: short texts that are
// posted and listed, over a store that each variant brings.
package notes

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

// A Store keeps texts.
type Store interface {
	Add(text string) error
	All() ([]string, error)
}

// Handler answers POST /notes and GET /notes, and GET /healthz.
func Handler(s Store) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Text string `json:"text"`
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&body); err != nil {
			http.Error(w, `the body must be JSON like {"text": "..."}`, http.StatusBadRequest)
			return
		}
		if err := s.Add(body.Text); err != nil {
			log.Print("save the note: ", err)
			http.Error(w, "could not save the note", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("GET /notes", func(w http.ResponseWriter, _ *http.Request) {
		texts, err := s.All()
		if err != nil {
			log.Print("list the notes: ", err)
			http.Error(w, "could not list the notes", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(texts)
	})
	mux.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	return mux
}

// Address is where PORT says to listen, or :8080.
func Address() string {
	if port := os.Getenv("PORT"); port != "" {
		return ":" + port
	}
	return ":8080"
}
