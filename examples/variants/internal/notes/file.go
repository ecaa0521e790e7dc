package notes

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
)

// File keeps texts in a file, one a line. What is added waits in a buffer
// until Flush.
type File struct {
	mu     sync.Mutex
	texts  []string
	file   *os.File
	buffer *bufio.Writer
}

// OpenFile reads what the file has, and makes it where it is not there.
func OpenFile(name string) (*File, error) {
	data, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	texts := strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
	return &File{texts: texts, file: file, buffer: bufio.NewWriter(file)}, nil
}

func (f *File) Add(text string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	text = strings.ReplaceAll(text, "\n", " ")
	f.texts = append(f.texts, text)
	_, err := f.buffer.WriteString(text + "\n")
	return err
}

func (f *File) All() ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string{}, f.texts...), nil
}

// Flush writes the buffer to the disk.
func (f *File) Flush() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.buffer.Flush(); err != nil {
		return err
	}
	return f.file.Sync()
}
