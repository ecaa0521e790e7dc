package main

import (
	"fmt"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
)

func newStore(t *testing.T, path string) *store {
	t.Helper()
	s, err := openStore(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.close() })
	return s
}

func TestNotesAreThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "user.db")
	first := newStore(t, path)
	added, err := first.add(t.Context(), "keep me")
	if err != nil {
		t.Fatal(err)
	}
	first.close()

	got, err := newStore(t, path).get(t.Context(), added.ID)
	if err != nil || !reflect.DeepEqual(got, added) {
		t.Errorf("got %+v and error %v, want %+v", got, err, added)
	}
}

func TestEveryConnectionSyncsAtEachCommit(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "user.db"))
	for range s.pool.Stats().MaxOpenConnections {
		conn, err := s.pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		var journal, synchronous string
		if err := conn.QueryRowContext(t.Context(), "PRAGMA journal_mode").Scan(&journal); err != nil {
			t.Fatal(err)
		}
		if err := conn.QueryRowContext(t.Context(), "PRAGMA synchronous").Scan(&synchronous); err != nil {
			t.Fatal(err)
		}
		if journal != "wal" || synchronous != "2" {
			t.Errorf("journal_mode %s, synchronous %s; want wal and 2 (FULL)", journal, synchronous)
		}
	}
}

func TestConcurrentWritersAllSucceed(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "user.db"))
	var writers sync.WaitGroup
	for i := range 40 {
		writers.Go(func() {
			if _, err := s.add(t.Context(), fmt.Sprint("note ", i)); err != nil {
				t.Error(err)
			}
		})
	}
	writers.Wait()
	if notes, err := s.list(t.Context()); err != nil || len(notes) != 40 {
		t.Errorf("got %d notes and error %v, want 40", len(notes), err)
	}
}

func TestIDOfADeletedNoteIsNotGivenAgain(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "user.db"))
	first, err := s.add(t.Context(), "first")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.remove(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	second, err := s.add(t.Context(), "second")
	if err != nil {
		t.Fatal(err)
	}
	if second.ID == first.ID {
		t.Errorf("both notes have id %d", first.ID)
	}
}

func TestMissingFolderIsAnError(t *testing.T) {
	if _, err := openStore(filepath.Join(t.TempDir(), "absent", "user.db")); err == nil {
		t.Error("opened a database in a folder that does not exist")
	}
}
