// Notes is a small web service that keeps short texts in SQLite.
package main

import (
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"
)

// Stamped by the build: -ldflags "-X main.version=v1.2.3 -X main.commit=... -X main.date=...".
var (
	version = "dev"
	commit  = "none"
	date    = "unknown"
)

func main() {
	showVersion := flag.Bool("version", false, "print version, commit and date, then exit")
	flag.Parse()
	if *showVersion {
		fmt.Printf("notes %s (commit %s, date %s)\n", version, commit, date)
		return
	}
	if err := serve(); err != nil {
		slog.Error("notes stopped", "error", err)
		os.Exit(1)
	}
}

func serve() error {
	cfg, err := loadConfig(environment())
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: cfg.logLevel})))

	if err := reach(cfg.startsAfter); err != nil {
		return err
	}
	s, err := openStore(cfg.databasePath)
	if err != nil {
		return err
	}
	defer s.close()

	slog.Info("notes starts", "version", version, "config", cfg.file, "database", cfg.databasePath)
	return newRouter(s, cfg.maxLength, cfg.token).Run() // listens on PORT, or on 8080
}

// reach fails where nothing takes connections at the address: the service ends, and whoever started it
// starts it again. Without an address there is nothing to wait for.
func reach(address string) error {
	if address == "" {
		return nil
	}
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return fmt.Errorf("reach %s (starts_after): %w", address, err)
	}
	return conn.Close()
}
