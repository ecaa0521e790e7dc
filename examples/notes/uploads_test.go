package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inRelease makes a working directory that holds templates and static; uploads go into it.
func inRelease(t *testing.T) string {
	t.Helper()
	dir := unpacked(t)
	t.Chdir(dir)
	return dir
}

func filesBelow(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return strings.Join(names, " ")
}

func TestUploadIsServedAndCanBeReplaced(t *testing.T) {
	dir := inRelease(t)
	r, _ := newService(t)
	for _, content := range []string{"first", "second and longer", ""} {
		put := request(r, "PUT", "/api/uploads/cat-1.png", content)
		if put.Code != http.StatusCreated || put.Header().Get("Location") != "/static/uploads/cat-1.png" {
			t.Fatalf("PUT answered %d %s, Location %q", put.Code, put.Body, put.Header().Get("Location"))
		}
		if got := request(r, "GET", "/static/uploads/cat-1.png", ""); got.Code != 200 || got.Body.String() != content {
			t.Errorf("GET answered %d %q, want 200 %q", got.Code, got.Body, content)
		}
	}
	if got := filesBelow(t, filepath.Join(dir, "static/uploads")); got != "cat-1.png" {
		t.Errorf("the folder holds %s, want only cat-1.png", got)
	}
}

func TestBadUploadsAreRefusedAndLeaveNothing(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       int
	}{
		{"..%2fmain.txt", "x", 404},
		{"..png", "x", 400},
		{"page.html", "x", 400},
		{"Cat.PNG", "x", 400},
		{"cat", "x", 400},
		{".png", "x", 400},
		{"cat.png", strings.Repeat("x", maxUploadBytes+1), 413},
	} {
		dir := inRelease(t)
		r, _ := newService(t)
		if got := request(r, "PUT", "/api/uploads/"+c.name, c.body); got.Code != c.want {
			t.Errorf("PUT %s answered %d %s, want %d", c.name, got.Code, got.Body, c.want)
		}
		if got := filesBelow(t, filepath.Join(dir, "static/uploads")); got != "" {
			t.Errorf("PUT %s left %s", c.name, got)
		}
	}
}
