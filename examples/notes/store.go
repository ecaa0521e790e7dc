// Where the notes are kept.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

type note struct {
	ID        int64     `json:"id" gorm:"primaryKey;autoIncrement"`
	Text      string    `json:"text" gorm:"not null"`
	CreatedAt time.Time `json:"createdAt" gorm:"not null"`
}

var errNoNote = errors.New("no such note")

type store struct {
	db   *gorm.DB
	pool *sql.DB
}

// In WAL mode SQLite syncs the file at every commit only with synchronous FULL; with NORMAL
// a power cut could take the last notes: https://www.sqlite.org/pragma.html#pragma_synchronous
const settings = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_time_format=sqlite"

func openStore(path string) (*store, error) {
	db, err := gorm.Open(sqlite.Open(path+settings), &gorm.Config{
		NowFunc: func() time.Time { return time.Now().UTC().Truncate(time.Millisecond) },
		Logger:  sqlLogger(),
	})
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	pool, err := db.DB()
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	pool.SetMaxOpenConns(4)
	if err := db.AutoMigrate(&note{}); err != nil {
		pool.Close()
		return nil, fmt.Errorf("prepare database %s: %w", path, err)
	}
	return &store{db, pool}, nil
}

// GORM logs a statement at level info; here it is a matter for debug.
func sqlLogger() logger.Interface {
	level := logger.Error
	if slog.Default().Enabled(context.Background(), slog.LevelDebug) {
		level = logger.Info
	}
	return logger.NewSlogLogger(slog.Default(), logger.Config{
		LogLevel:                  level,
		IgnoreRecordNotFoundError: true,
		ParameterizedQueries:      true,
	})
}

func (s *store) add(ctx context.Context, text string) (note, error) {
	n := note{Text: text}
	err := s.db.WithContext(ctx).Create(&n).Error
	return n, err
}

// list returns the newest note first.
func (s *store) list(ctx context.Context) ([]note, error) {
	notes := []note{}
	err := s.db.WithContext(ctx).Order("id DESC").Find(&notes).Error
	return notes, err
}

func (s *store) get(ctx context.Context, id int64) (note, error) {
	var n note
	err := s.db.WithContext(ctx).Where("id = ?", id).Take(&n).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = errNoNote
	}
	return n, err
}

func (s *store) remove(ctx context.Context, id int64) error {
	result := s.db.WithContext(ctx).Where("id = ?", id).Delete(&note{})
	if result.Error == nil && result.RowsAffected == 0 {
		return errNoNote
	}
	return result.Error
}

func (s *store) ping(ctx context.Context) error { return s.pool.PingContext(ctx) }

func (s *store) close() error { return s.pool.Close() }
