package notes

import "sync"

// Memory keeps texts for as long as the process lives.
type Memory struct {
	mu    sync.Mutex
	texts map[int]string
}

func (m *Memory) Add(text string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.texts == nil {
		m.texts = make(map[int]string)
	}
	m.texts[len(m.texts)+1] = text
	return nil
}

func (m *Memory) All() ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]string, 0, len(m.texts))
	for id := 1; id <= len(m.texts); id++ {
		all = append(all, m.texts[id])
	}
	return all, nil
}
