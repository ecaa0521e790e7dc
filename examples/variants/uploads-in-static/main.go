// Uploads are saved under static/, which belongs to the release: the next
// deploy brings a static/ without them.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

const uploads = "static/uploads"

func main() {
	r := gin.Default()
	r.LoadHTMLGlob("templates/*.html")
	r.Static("/static", "static")
	r.GET("/", index)
	r.PUT("/uploads/:name", save)
	if err := r.Run(); err != nil {
		log.Fatal(err)
	}
}

func index(c *gin.Context) {
	entries, err := os.ReadDir(uploads)
	if err != nil && !os.IsNotExist(err) {
		fail(c, err)
		return
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	c.HTML(http.StatusOK, "index.html", gin.H{"Names": names})
}

func save(c *gin.Context) {
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, 10<<20))
	if err != nil {
		c.String(http.StatusBadRequest, "the file is too large\n")
		return
	}
	if err := os.MkdirAll(uploads, 0o755); err != nil {
		fail(c, err)
		return
	}
	if err := os.WriteFile(filepath.Join(uploads, filepath.Base(c.Param("name"))), data, 0o644); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusCreated)
}

func fail(c *gin.Context, err error) {
	log.Print("uploads: ", err)
	c.String(http.StatusInternalServerError, "the uploads cannot be used at the moment\n")
}
