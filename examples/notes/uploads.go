// Files that people upload, kept below static, where they are served from.
package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"

	"github.com/gin-gonic/gin"
)

const (
	uploadsFolder  = "static/uploads"
	maxUploadBytes = 8 << 20
)

// No HTML and no SVG: whoever may upload could run a script on this page with them.
var uploadName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,80}\.(gif|jpg|pdf|png|txt|webp)$`)

func (srv *server) putUpload(c *gin.Context) {
	name := c.Param("name")
	if !uploadName.MatchString(name) {
		refuse(c, http.StatusBadRequest, fmt.Sprintf("%q is no name for a file: use small letters, digits, - and _, and .gif, .jpg, .pdf, .png, .txt or .webp at the end", name))
		return
	}
	size, err := saveUpload(name, http.MaxBytesReader(c.Writer, c.Request.Body, maxUploadBytes))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		refuse(c, http.StatusRequestEntityTooLarge, fmt.Sprintf("the file has more than %d bytes", tooLarge.Limit))
		return
	}
	if err != nil {
		slog.Error("save the upload", "error", err)
		refuse(c, http.StatusInternalServerError, "could not save the upload")
		return
	}
	path := "/" + uploadsFolder + "/" + name
	c.Header("Location", path)
	c.JSON(http.StatusCreated, gin.H{"path": path, "bytes": size})
}

// saveUpload returns when the file is there under its name, whole; one of that name is replaced.
func saveUpload(name string, content io.Reader) (size int64, err error) {
	if err := os.MkdirAll(uploadsFolder, 0o755); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(uploadsFolder, ".upload-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name()) // nothing is there after the rename
	defer f.Close()
	if size, err = io.Copy(f, content); err != nil {
		return 0, err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return 0, err
	}
	return size, os.Rename(f.Name(), filepath.Join(uploadsFolder, name))
}
