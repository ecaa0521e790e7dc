// The notes are in SQLite, by a relative path: they are where the working
// directory is.
package main

import (
	"database/sql"
	"log"
	"net/http"

	_ "modernc.org/sqlite"

	"example.com/variants/internal/notes"
)

type store struct{ db *sql.DB }

func main() {
	db, err := sql.Open("sqlite", "notes.db")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL)"); err != nil {
		log.Fatal("open notes.db: ", err)
	}
	log.Fatal(http.ListenAndServe(notes.Address(), notes.Handler(store{db})))
}

func (s store) Add(text string) error {
	_, err := s.db.Exec("INSERT INTO notes (text) VALUES (?)", text)
	return err
}

func (s store) All() ([]string, error) {
	rows, err := s.db.Query("SELECT text FROM notes ORDER BY rowid")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []string{}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
