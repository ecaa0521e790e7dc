package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type sqlStore struct {
	db     *sql.DB
	insert string
}

// openSQL takes postgres://… for PostgreSQL, and else an address as the
// MySQL driver writes it: user:password@tcp(host:3306)/notes.
func openSQL(ctx context.Context, url string) (store, error) {
	driver, place := "mysql", "?"
	if strings.HasPrefix(url, "postgres://") {
		driver, place = "pgx", "$1"
	}
	db, err := sql.Open(driver, url)
	if err != nil {
		return nil, err
	}
	const table = "CREATE TABLE IF NOT EXISTS notes (id SERIAL PRIMARY KEY, text TEXT NOT NULL)"
	if _, err := db.ExecContext(ctx, table); err != nil {
		return nil, fmt.Errorf("prepare the notes: %w", err)
	}
	return sqlStore{db, "INSERT INTO notes (text) VALUES (" + place + ")"}, nil
}

func (s sqlStore) Add(ctx context.Context, text string) error {
	_, err := s.db.ExecContext(ctx, s.insert, text)
	return err
}

func (s sqlStore) All(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT text FROM notes ORDER BY id")
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
