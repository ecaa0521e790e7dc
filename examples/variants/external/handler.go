package main

import (
	"encoding/json"
	"log"
	"net/http"
)

// handler answers POST /notes and GET /notes, and GET /healthz.
func handler(notes store) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /notes", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Text string `json:"text"`
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&body); err != nil {
			http.Error(w, `the body must be JSON like {"text": "..."}`, http.StatusBadRequest)
			return
		}
		if err := notes.Add(r.Context(), body.Text); err != nil {
			log.Print("save the note: ", err)
			http.Error(w, "could not save the note", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("GET /notes", func(w http.ResponseWriter, r *http.Request) {
		texts, err := notes.All(r.Context())
		if err != nil {
			log.Print("list the notes: ", err)
			http.Error(w, "could not list the notes", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(texts)
	})
	return mux
}
