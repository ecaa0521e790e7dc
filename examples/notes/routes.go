// Which address answers what.
package main

import (
	"crypto/subtle"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

type server struct {
	store     *store
	maxLength int
}

// newRouter reads templates and static from the working directory. Where there is a token, whoever
// changes something must name it.
func newRouter(s *store, maxLength int, token string) *gin.Engine {
	srv := &server{store: s, maxLength: maxLength}
	r := gin.New()
	r.SetTrustedProxies([]string{"127.0.0.1", "::1"})
	r.Use(logRequest, nameVersion, gin.Recovery())
	r.LoadHTMLGlob("templates/*.html")
	r.Static("/static", "static")

	r.GET("/", srv.index)
	r.GET("/version", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"version": version, "commit": commit, "date": date})
	})
	r.GET("/healthz", alive)
	r.GET("/livez", alive)
	r.GET("/readyz", srv.ready)

	api := r.Group("/api", demand(token))
	api.POST("/notes", srv.createNote)
	api.GET("/notes", srv.listNotes)
	api.GET("/notes/:id", srv.showNote)
	api.DELETE("/notes/:id", srv.deleteNote)
	api.PUT("/uploads/:name", srv.putUpload)
	return r
}

// nameVersion says in every answer which build gave it.
func nameVersion(c *gin.Context) {
	c.Header("X-Notes-Version", version)
	c.Header("X-Content-Type-Options", "nosniff")
}

func demand(token string) gin.HandlerFunc {
	return func(c *gin.Context) {
		given := []byte(c.GetHeader("Authorization"))
		reads := c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead
		if token == "" || reads || subtle.ConstantTimeCompare(given, []byte("Bearer "+token)) == 1 {
			return
		}
		c.Abort()
		refuse(c, http.StatusUnauthorized, "this needs the token: Authorization: Bearer ...")
	}
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
	c.JSON(http.StatusOK, gin.H{"status": "ok", "version": version})
}

func (srv *server) ready(c *gin.Context) {
	if err := srv.store.ping(c.Request.Context()); err != nil {
		slog.Error("ping database", "error", err)
		c.JSON(http.StatusServiceUnavailable, gin.H{"status": "not ready", "error": "the database does not answer"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready"})
}
