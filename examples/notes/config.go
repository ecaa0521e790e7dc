// What can be set from outside, and which setting wins.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/spf13/viper"
)

type config struct {
	file         string
	databasePath string
	logLevel     slog.Level
	maxLength    int
	token        string
	startsAfter  string
}

// environment names the file in config that is read.
func environment() string {
	if name := os.Getenv("APP_ENV"); name != "" {
		return name
	}
	if os.Getenv(gin.EnvGinMode) == gin.ReleaseMode {
		return "prod"
	}
	return "dev"
}

// loadConfig asks the environment first (DATABASE_PATH, LOG_LEVEL, NOTES_MAX_LENGTH,
// API_TOKEN, STARTS_AFTER), then config/NAME.yaml, then the defaults.
func loadConfig(name string) (config, error) {
	v := viper.New()
	v.SetDefault("database.path", "user.db")
	v.SetDefault("log.level", "info")
	v.SetDefault("notes.max_length", 2000)
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()

	c := config{file: filepath.Join("config", name+".yaml")}
	v.SetConfigFile(c.file)
	if err := v.ReadInConfig(); err != nil {
		return c, fmt.Errorf("read %s (is this the folder of config, templates and static?): %w", c.file, err)
	}

	c.databasePath = v.GetString("database.path")
	if strings.Contains(c.databasePath, "?") {
		return c, fmt.Errorf("database.path is %q: it may not contain a question mark", c.databasePath)
	}
	level := v.GetString("log.level")
	if err := c.logLevel.UnmarshalText([]byte(level)); err != nil {
		return c, fmt.Errorf("log.level is %q: use debug, info, warn or error", level)
	}
	c.maxLength = v.GetInt("notes.max_length")
	if c.maxLength < 1 {
		return c, fmt.Errorf("notes.max_length is %q: use a whole number above 0", v.GetString("notes.max_length"))
	}
	c.token = v.GetString("api.token")
	c.startsAfter = v.GetString("starts_after")
	return c, nil
}
