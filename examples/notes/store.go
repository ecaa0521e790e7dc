// Where the notes are kept.
package main

import (
	"context"
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

type store struct{ db *gorm.DB }

// In WAL mode only synchronous(FULL) syncs at each commit; with NORMAL the last
// notes could be lost in a power cut: https://www.sqlite.org/pragma.html#pragma_synchronous
const pragmas = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"

func openStore(path string) (*store, error) {
	db, err := gorm.Open(sqlite.Open(path+pragmas), &gorm.Config{
		NowFunc: func() time.Time { return time.Now().UTC().Truncate(time.Millisecond) },
		Logger:  statementLogger(),
	})
	if err == nil {
		err = db.AutoMigrate(&note{})
	}
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return &store{db}, nil
}

func statementLogger() logger.Interface {
	return logger.NewSlogLogger(slog.Default(), logger.Config{
		LogLevel:                  logger.Info,
		IgnoreRecordNotFoundError: true,
		ParameterizedQueries:      true,
	})
}

func (s *store) add(ctx context.Context, text string) (note, error) {
	n := note{Text: text}
	err := s.db.WithContext(ctx).Create(&n).Error
	return n, err
}

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

func (s *store) ping(ctx context.Context) error {
	db, err := s.db.DB()
	if err != nil {
		return err
	}
	return db.PingContext(ctx)
}

func (s *store) close() error {
	db, err := s.db.DB()
	if err != nil {
		return err
	}
	return db.Close()
}
