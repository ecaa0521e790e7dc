// Which address answers what.
package main

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

type server struct {
	store     *store
	maxLength int
}

// newRouter reads templates and static from the working directory.
func newRouter(s *store, maxLength int) *gin.Engine {
	srv := &server{store: s, maxLength: maxLength}
	r := gin.New()
	r.SetTrustedProxies([]string{"127.0.0.1", "::1"})
	r.Use(logRequest, gin.Recovery())
	r.LoadHTMLGlob("templates/*.html")
	r.Static("/static", "static")

	r.GET("/", srv.index)
	r.GET("/version", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"version": version, "commit": commit, "date": date})
	})
	r.GET("/healthz", alive)
	r.GET("/livez", alive)
	r.GET("/readyz", srv.ready)

	api := r.Group("/api/notes")
	api.POST("", srv.createNote)
	api.GET("", srv.listNotes)
	api.GET("/:id", srv.showNote)
	api.DELETE("/:id", srv.deleteNote)
	return r
}

func (srv *server) index(c *gin.Context) {
	notes, err := srv.store.list(c.Request.Context())
	if err != nil {
		slog.Error("list notes for the page", "error", err)
		c.String(http.StatusInternalServerError, "The notes cannot be read at the moment.\n")
		return
	}
	c.HTML(http.StatusOK, "index.html", gin.H{"Notes": notes, "Version": version, "MaxLength": srv.maxLength})
}

func alive(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
}

func (srv *server) ready(c *gin.Context) {
	if err := srv.store.ping(c.Request.Context()); err != nil {
		slog.Error("ping database", "error", err)
		c.JSON(http.StatusServiceUnavailable, gin.H{"status": "not ready", "error": "the database does not answer"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready"})
}
