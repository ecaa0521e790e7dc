// One log line for each request.
package main

import (
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"
)

func logRequest(c *gin.Context) {
	start := time.Now()
	c.Next()
	slog.Log(c.Request.Context(), requestLevel(c.FullPath(), c.Writer.Status()), "request",
		"method", c.Request.Method,
		"path", c.Request.URL.Path,
		"status", c.Writer.Status(),
		"ms", time.Since(start).Milliseconds(),
		"client", c.ClientIP())
}

// A probe every second would drown everything else, so it counts only when it fails.
func requestLevel(route string, status int) slog.Level {
	switch {
	case status >= 500:
		return slog.LevelError
	case route == "/healthz", route == "/livez", route == "/readyz":
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
