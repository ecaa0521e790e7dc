// Go-sqlite3 needs cgo: without it this builds, starts and answers, and
// every query fails.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", "notes.db")
	if err != nil {
		log.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL)"); err != nil {
		log.Print("prepare notes.db: ", err)
	}

	http.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("POST /notes", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Text string `json:"text"`
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if _, err := db.Exec("INSERT INTO notes (text) VALUES (?)", body.Text); err != nil {
			log.Print("save the note: ", err)
			http.Error(w, "could not save the note", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	http.HandleFunc("GET /notes", func(w http.ResponseWriter, _ *http.Request) {
		var texts sql.NullString
		if err := db.QueryRow("SELECT group_concat(text) FROM notes").Scan(&texts); err != nil {
			log.Print("list the notes: ", err)
			http.Error(w, "could not list the notes", http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(texts.String)
	})
	log.Fatal(http.ListenAndServe(":"+port(), nil))
}

func port() string {
	if port := os.Getenv("PORT"); port != "" {
		return port
	}
	return "8080"
}
