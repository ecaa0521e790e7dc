package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var variables = []string{"DATABASE_PATH", "LOG_LEVEL", "NOTES_MAX_LENGTH", "API_TOKEN", "STARTS_AFTER"}

// inFolder makes a working directory that holds config/test.yaml with this text.
func inFolder(t *testing.T, yaml string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "config"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config", "test.yaml"), []byte(yaml), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, name := range variables {
		t.Setenv(name, "")
	}
}

func mustLoad(t *testing.T, name string) config {
	t.Helper()
	c, err := loadConfig(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEnvironmentWinsOverFileAndFileOverDefault(t *testing.T) {
	inFolder(t, "database:\n  path: file.db\nlog:\n  level: warn\n")
	t.Setenv("DATABASE_PATH", "environment.db")

	want := config{
		file:         filepath.Join("config", "test.yaml"),
		databasePath: "environment.db", // in the environment and in the file
		logLevel:     slog.LevelWarn,   // in the file, and there is a default
		maxLength:    2000,             // only the default
	}
	if got := mustLoad(t, "test"); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestEveryKeyCanComeFromTheEnvironment(t *testing.T) {
	inFolder(t, "{}")
	t.Setenv("DATABASE_PATH", "elsewhere.db")
	t.Setenv("LOG_LEVEL", "ERROR")
	t.Setenv("NOTES_MAX_LENGTH", "7")
	t.Setenv("API_TOKEN", "a token")
	t.Setenv("STARTS_AFTER", "db1:5432")

	want := config{filepath.Join("config", "test.yaml"), "elsewhere.db", slog.LevelError, 7, "a token", "db1:5432"}
	if got := mustLoad(t, "test"); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestShippedFilesLoad(t *testing.T) {
	for _, name := range variables {
		t.Setenv(name, "")
	}
	for _, name := range []string{"dev", "test", "prod"} {
		if path := mustLoad(t, name).databasePath; filepath.IsAbs(path) {
			t.Errorf("%s: database.path is %s, want a path relative to the working directory", name, path)
		}
	}
}

func TestBadSettingsAreNamed(t *testing.T) {
	for _, c := range []struct{ variable, value, want string }{
		{"LOG_LEVEL", "loud", `log.level is "loud"`},
		{"NOTES_MAX_LENGTH", "many", `notes.max_length is "many"`},
		{"NOTES_MAX_LENGTH", "0", `notes.max_length is "0"`},
		{"DATABASE_PATH", "user.db?mode=ro", `database.path is "user.db?mode=ro"`},
	} {
		inFolder(t, "{}")
		t.Setenv(c.variable, c.value)
		if _, err := loadConfig("test"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s: got error %v, want one with %s", c.variable, c.value, err, c.want)
		}
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	inFolder(t, "{}")
	want := filepath.Join("config", "prod.yaml")
	if _, err := loadConfig("prod"); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want one with %s", err, want)
	}
}

func TestEnvironmentNameFollowsAppEnvThenGinMode(t *testing.T) {
	for _, c := range []struct{ appEnv, ginMode, want string }{
		{"", "", "dev"},
		{"", "debug", "dev"},
		{"", "release", "prod"},
		{"test", "release", "test"},
		{"prod", "", "prod"},
	} {
		t.Setenv("APP_ENV", c.appEnv)
		t.Setenv("GIN_MODE", c.ginMode)
		if got := environment(); got != c.want {
			t.Errorf("APP_ENV=%q GIN_MODE=%q: got %s, want %s", c.appEnv, c.ginMode, got, c.want)
		}
	}
}
