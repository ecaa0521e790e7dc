package main

import (
	"debug/buildinfo"
	"io"
	"runtime/debug"
)

// GoFacts is the build info, module by module.
type GoFacts struct {
	Version  string            `json:"version"`
	Path     string            `json:"path"`
	Main     string            `json:"main"`
	Deps     []string          `json:"deps"`
	Settings map[string]string `json:"settings"`
}

func readGo(file io.ReaderAt) *GoFacts {
	info, err := buildinfo.Read(file)
	if err != nil {
		return nil
	}
	facts := &GoFacts{Version: info.GoVersion, Path: info.Path, Deps: []string{}, Settings: map[string]string{}}
	if info.Main.Path != "" {
		facts.Main = module(&info.Main)
	}
	for _, dep := range info.Deps {
		facts.Deps = append(facts.Deps, module(dep))
	}
	for _, setting := range info.Settings {
		facts.Settings[setting.Key] = setting.Value
	}
	return facts
}

func module(m *debug.Module) string {
	text := m.Path + "@" + m.Version
	if m.Sum != "" {
		text += " " + m.Sum
	}
	if m.Replace != nil {
		text += " => " + module(m.Replace)
	}
	return text
}
