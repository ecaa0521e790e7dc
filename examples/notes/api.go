// The JSON interface to the notes.
package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

const maxBodyBytes = 1 << 20

func (srv *server) createNote(c *gin.Context) {
	var body struct {
		Text string `json:"text"`
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBodyBytes)
	if err := c.ShouldBindJSON(&body); err != nil {
		refuse(c, http.StatusBadRequest, fmt.Sprintf(`the body must be JSON like {"text": "..."}: %v`, err))
		return
	}
	if strings.TrimSpace(body.Text) == "" {
		refuse(c, http.StatusBadRequest, "text is missing or blank")
		return
	}
	if n := utf8.RuneCountInString(body.Text); n > srv.maxLength {
		refuse(c, http.StatusBadRequest, fmt.Sprintf("text has %d characters, at most %d are allowed", n, srv.maxLength))
		return
	}
	n, err := srv.store.add(c.Request.Context(), body.Text)
	if err != nil {
		fail(c, "save the note", err)
		return
	}
	c.Header("Location", fmt.Sprintf("/api/notes/%d", n.ID))
	c.JSON(http.StatusCreated, n)
}

func (srv *server) listNotes(c *gin.Context) {
	notes, err := srv.store.list(c.Request.Context())
	if err != nil {
		fail(c, "list the notes", err)
		return
	}
	c.JSON(http.StatusOK, notes)
}

func (srv *server) showNote(c *gin.Context) {
	id, ok := noteID(c)
	if !ok {
		return
	}
	n, err := srv.store.get(c.Request.Context(), id)
	if err != nil {
		fail(c, "read the note", err)
		return
	}
	c.JSON(http.StatusOK, n)
}

func (srv *server) deleteNote(c *gin.Context) {
	id, ok := noteID(c)
	if !ok {
		return
	}
	if err := srv.store.remove(c.Request.Context(), id); err != nil {
		fail(c, "delete the note", err)
		return
	}
	c.Status(http.StatusNoContent)
}

func noteID(c *gin.Context) (int64, bool) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		refuse(c, http.StatusBadRequest, fmt.Sprintf("the id of a note is a whole number, not %q", c.Param("id")))
	}
	return id, err == nil
}

func refuse(c *gin.Context, status int, message string) {
	c.JSON(status, gin.H{"error": message})
}

func fail(c *gin.Context, what string, err error) {
	if errors.Is(err, errNoNote) {
		refuse(c, http.StatusNotFound, fmt.Sprintf("there is no note %s", c.Param("id")))
		return
	}
	slog.Error(what, "error", err)
	refuse(c, http.StatusInternalServerError, "could not "+what)
}
