package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The test binary is the service itself when a test starts it with this variable.
const asService = "NOTES_TEST_AS_SERVICE"

func TestMain(m *testing.M) {
	if os.Getenv(asService) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// unpacked is a folder as an archive leaves it, without the binary.
func unpacked(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"config", "templates", "static"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func service(t *testing.T, dir string, args []string, env ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asService+"=1", "APP_ENV=", "GIN_MODE=release", "DATABASE_PATH=", "API_TOKEN=", "STARTS_AFTER=")
	cmd.Env = append(cmd.Env, env...)
	return cmd
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// start returns when the service is ready; the returned function kills it.
func start(t *testing.T, dir, port string, env ...string) (kill func()) {
	t.Helper()
	cmd := service(t, dir, nil, append(env, "PORT="+port)...)
	log := &strings.Builder{}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		cmd.Process.Kill()
		cmd.Wait()
	}
	t.Cleanup(kill)
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://127.0.0.1:" + port + "/readyz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return kill
			}
		}
	}
	kill()
	t.Fatalf("the service is not ready after 20 seconds:\n%s", log)
	return nil
}

func TestAnsweredNoteSurvivesAKill(t *testing.T) {
	dir, port := unpacked(t), freePort(t)
	address := "http://127.0.0.1:" + port + "/api/notes"

	kill := start(t, dir, port)
	answer, err := http.Post(address, "application/json", strings.NewReader(`{"text":"still here"}`))
	kill()
	if err != nil || answer.StatusCode != http.StatusCreated {
		t.Fatalf("POST: %v, error %v", answer, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "user.db")); err != nil {
		t.Errorf("the database is not in the working directory: %v", err)
	}

	start(t, dir, port)
	answer, err = http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); !strings.Contains(string(body), `"still here"`) {
		t.Errorf("after the restart the list is %s", body)
	}
}

func TestServiceEndsWhereNothingAnswersThatItStartsAfter(t *testing.T) {
	address := "127.0.0.1:" + freePort(t)
	out, err := service(t, unpacked(t), nil, "STARTS_AFTER="+address).CombinedOutput()
	if err == nil || !strings.Contains(string(out), address) {
		t.Errorf("got %q and error %v, want a failure that names %s", out, err, address)
	}
}

func TestServiceStartsAfterWhatAnswers(t *testing.T) {
	database, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	t.Setenv("STARTS_AFTER", "")
	start(t, unpacked(t), freePort(t), "STARTS_AFTER="+database.Addr().String())
}

func TestVersionFlagNeedsNoFolder(t *testing.T) {
	out, err := service(t, t.TempDir(), []string{"--version"}).Output()
	if want := "notes dev (commit none, date unknown)\n"; err != nil || string(out) != want {
		t.Errorf("got %q and error %v, want %q", out, err, want)
	}
}

func TestWrongFolderIsAClearError(t *testing.T) {
	out, err := service(t, t.TempDir(), nil).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "prod.yaml") {
		t.Errorf("got %q and error %v, want a failure that names prod.yaml", out, err)
	}
}
