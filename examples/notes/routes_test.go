package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

func newService(t *testing.T) (*gin.Engine, *store) {
	t.Helper()
	gin.SetMode(gin.TestMode)
	s := newStore(t, filepath.Join(t.TempDir(), "user.db"))
	return newRouter(s, 20, ""), s
}

func request(r http.Handler, method, path, body string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	r.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
	return answer
}

func decode[T any](t *testing.T, answer *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(answer.Body.Bytes(), &value); err != nil {
		t.Fatalf("answer %q: %v", answer.Body, err)
	}
	return value
}

func TestNoteCanBeWrittenReadAndDeleted(t *testing.T) {
	r, _ := newService(t)

	created := request(r, "POST", "/api/notes", `{"text":"buy milk"}`)
	if created.Code != http.StatusCreated {
		t.Fatalf("POST answered %d %s, want 201", created.Code, created.Body)
	}
	n := decode[note](t, created)
	if n.ID == 0 || n.Text != "buy milk" || time.Since(n.CreatedAt) > time.Minute {
		t.Errorf("POST answered %+v", n)
	}
	path := created.Header().Get("Location")

	read := request(r, "GET", path, "")
	if read.Code != http.StatusOK || read.Body.String() != created.Body.String() {
		t.Errorf("GET %s answered %d %s, want 200 %s", path, read.Code, read.Body, created.Body)
	}
	if gone := request(r, "DELETE", path, ""); gone.Code != http.StatusNoContent || gone.Body.Len() != 0 {
		t.Errorf("DELETE answered %d %q, want 204 and no body", gone.Code, gone.Body)
	}
	for _, method := range []string{"GET", "DELETE"} {
		if absent := request(r, method, path, ""); absent.Code != http.StatusNotFound {
			t.Errorf("%s of a deleted note answered %d, want 404", method, absent.Code)
		}
	}
}

func TestListHasTheNewestNoteFirst(t *testing.T) {
	r, _ := newService(t)
	if empty := request(r, "GET", "/api/notes", ""); empty.Body.String() != "[]" {
		t.Errorf("the list of no notes is %s, want []", empty.Body)
	}
	for _, text := range []string{"one", "two", "three"} {
		request(r, "POST", "/api/notes", `{"text":"`+text+`"}`)
	}
	var texts []string
	for _, n := range decode[[]note](t, request(r, "GET", "/api/notes", "")) {
		texts = append(texts, n.Text)
	}
	if got := strings.Join(texts, " "); got != "three two one" {
		t.Errorf("got %s, want three two one", got)
	}
}

func TestBadInputIsRefusedWithItsReason(t *testing.T) {
	for _, c := range []struct{ name, method, path, body, want string }{
		{"no body", "POST", "/api/notes", "", "must be JSON"},
		{"not JSON", "POST", "/api/notes", "text=hello", "must be JSON"},
		{"a number", "POST", "/api/notes", `{"text":5}`, "must be JSON"},
		{"no text", "POST", "/api/notes", `{}`, "missing or blank"},
		{"blank text", "POST", "/api/notes", `{"text":" \n"}`, "missing or blank"},
		{"long text", "POST", "/api/notes", `{"text":"` + strings.Repeat("ü", 21) + `"}`, "21 characters, at most 20"},
		{"huge body", "POST", "/api/notes", `{"text":"` + strings.Repeat("x", maxBodyBytes) + `"}`, "too large"},
		{"id is a word", "GET", "/api/notes/first", "", "whole number"},
		{"id is a word", "DELETE", "/api/notes/first", "", "whole number"},
	} {
		r, s := newService(t)
		answer := request(r, c.method, c.path, c.body)
		reason := decode[map[string]string](t, answer)["error"]
		if answer.Code != http.StatusBadRequest || !strings.Contains(reason, c.want) {
			t.Errorf("%s: %d %q, want 400 with %q", c.name, answer.Code, reason, c.want)
		}
		if notes, _ := s.list(t.Context()); len(notes) != 0 {
			t.Errorf("%s: left %d notes", c.name, len(notes))
		}
	}
}

func TestLongestTextIsAccepted(t *testing.T) {
	r, _ := newService(t)
	answer := request(r, "POST", "/api/notes", `{"text":"`+strings.Repeat("ü", 20)+`"}`)
	if answer.Code != http.StatusCreated {
		t.Errorf("got %d %s, want 201", answer.Code, answer.Body)
	}
}

func TestOnlyReadinessDependsOnTheDatabase(t *testing.T) {
	r, s := newService(t)
	check := func(path string, want int) {
		t.Helper()
		if got := request(r, "GET", path, "").Code; got != want {
			t.Errorf("%s answered %d, want %d", path, got, want)
		}
	}
	check("/healthz", 200)
	check("/livez", 200)
	check("/readyz", 200)
	s.close()
	check("/healthz", 200)
	check("/livez", 200)
	check("/readyz", 503)
	check("/api/notes", 500)
	check("/", 500)
}

func TestPageShowsNotesAndVersion(t *testing.T) {
	r, _ := newService(t)
	if page := request(r, "GET", "/", "").Body.String(); !strings.Contains(page, "There are no notes yet.") {
		t.Errorf("the empty page is %s", page)
	}
	request(r, "POST", "/api/notes", `{"text":"<b>bold</b>"}`)
	page := request(r, "GET", "/", "").Body.String()
	for _, want := range []string{"&lt;b&gt;bold&lt;/b&gt;", "Version " + version, "/static/style.css"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s:\n%s", want, page)
		}
	}
}

func TestStaticFilesAreServed(t *testing.T) {
	r, _ := newService(t)
	answer := request(r, "GET", "/static/style.css", "")
	if kind := answer.Header().Get("Content-Type"); answer.Code != 200 || !strings.HasPrefix(kind, "text/css") {
		t.Errorf("got %d %s, want 200 text/css", answer.Code, kind)
	}
	if listing := request(r, "GET", "/static/", ""); listing.Code != http.StatusNotFound {
		t.Errorf("the folder answered %d, want 404", listing.Code)
	}
}

func TestOnlyTheTokenChangesSomething(t *testing.T) {
	_, s := newService(t)
	r := newRouter(s, 20, "sesame")
	for _, c := range []struct {
		method, path, authorization string
		want                        int
	}{
		{"POST", "/api/notes", "", 401},
		{"POST", "/api/notes", "Bearer sesam", 401},
		{"POST", "/api/notes", "sesame", 401},
		{"PUT", "/api/uploads/cat.png", "", 401},
		{"DELETE", "/api/notes/1", "", 401},
		{"GET", "/api/notes", "", 200},
		{"POST", "/api/notes", "Bearer sesame", 201},
		{"DELETE", "/api/notes/1", "Bearer sesame", 204},
	} {
		asked := httptest.NewRequest(c.method, c.path, strings.NewReader(`{"text":"x"}`))
		asked.Header.Set("Authorization", c.authorization)
		answer := httptest.NewRecorder()
		r.ServeHTTP(answer, asked)
		if answer.Code != c.want {
			t.Errorf("%s %s with %q answered %d, want %d", c.method, c.path, c.authorization, answer.Code, c.want)
		}
	}
}

func TestEveryAnswerNamesItsVersion(t *testing.T) {
	r, _ := newService(t)
	for _, path := range []string{"/", "/healthz", "/api/notes", "/api/notes/7", "/absent", "/static/style.css"} {
		if got := request(r, "GET", path, "").Header().Get("X-Notes-Version"); got != version {
			t.Errorf("%s names version %q, want %q", path, got, version)
		}
	}
}

func TestVersionIsWhatTheBuildStamped(t *testing.T) {
	r, _ := newService(t)
	got := decode[map[string]string](t, request(r, "GET", "/version", ""))
	if got["version"] != "dev" || got["commit"] != "none" || got["date"] != "unknown" {
		t.Errorf("got %v, want the values of an unstamped build", got)
	}
}
