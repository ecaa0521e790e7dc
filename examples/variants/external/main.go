// The notes are kept outside of the service: in PostgreSQL or MySQL, where
// DATABASE_URL says, or in Redis, where REDIS_URL says.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// A store keeps texts.
type store interface {
	Add(ctx context.Context, text string) error
	All(ctx context.Context) ([]string, error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	notes, err := open(ctx)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: address(), Handler: handler(notes)}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	<-ctx.Done()
	ending, cancel := context.WithTimeout(context.Background(), 8*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		log.Fatal(err)
	}
}

func open(ctx context.Context) (store, error) {
	if url := os.Getenv("DATABASE_URL"); url != "" {
		return openSQL(ctx, url)
	}
	if url := os.Getenv("REDIS_URL"); url != "" {
		return openRedis(ctx, url)
	}
	return nil, errors.New("neither DATABASE_URL nor REDIS_URL is set")
}

func address() string {
	if port := os.Getenv("PORT"); port != "" {
		return ":" + port
	}
	return ":8080"
}
