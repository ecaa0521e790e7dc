// Notes is a small web service that keeps short texts in SQLite.
package main

import (
	"flag"
	"fmt"
	"log/slog"
	"os"

	"github.com/gin-gonic/gin"
)

// Stamped by the build: -ldflags "-X main.version=v1.2.3 -X main.commit=... -X main.date=...".
var (
	version = "dev"
	commit  = "none"
	date    = "unknown"
)

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Println(versionLine())
		return
	}
	if err := serve(); err != nil {
		slog.Error("notes stopped", "error", err)
		os.Exit(1)
	}
}

func versionLine() string {
	return fmt.Sprintf("notes %s (commit %s, date %s)", version, commit, date)
}

func serve() error {
	cfg, err := loadConfig(environment())
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: cfg.logLevel})))
	store, err := openStore(cfg.databasePath)
	if err != nil {
		return err
	}
	defer store.close()

	gin.DebugPrintFunc = func(format string, values ...any) {}
	slog.Info("notes starts", "version", version, "commit", commit, "config", cfg.file, "database", cfg.databasePath)
	return newRouter(store, cfg.maxLength).Run() // PORT, or 8080
}
