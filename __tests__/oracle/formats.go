package main

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

func readAny(file *os.File, magic []byte) (string, map[string]any, error) {
	switch {
	case string(magic) == elf.ELFMAG:
		fields, err := readElf(file)
		return "elf", fields, err
	case string(magic[:2]) == "MZ":
		fields, err := readPe(file)
		return "pe", fields, err
	case string(magic) == "\xca\xfe\xba\xbe" || string(magic) == "\xca\xfe\xba\xbf":
		fields, err := readFat(file)
		return "fat", fields, err
	default:
		fields, err := readMachO(file)
		return "macho", fields, err
	}
}

func readElf(file *os.File) (map[string]any, error) {
	f, err := elf.NewFile(file)
	if err != nil {
		return nil, err
	}
	fields := map[string]any{
		"bits":    map[elf.Class]int{elf.ELFCLASS32: 32, elf.ELFCLASS64: 64}[f.Class],
		"order":   map[elf.Data]string{elf.ELFDATA2LSB: "little", elf.ELFDATA2MSB: "big"}[f.Data],
		"machine": int(f.Machine),
		"type":    int(f.Type),
		"osAbi":   int(f.OSABI),
	}
	dynamic := false
	align := uint64(0)
	for _, prog := range f.Progs {
		switch prog.Type {
		case elf.PT_INTERP:
			text := make([]byte, min(prog.Filesz, 4096))
			n, _ := prog.ReadAt(text, 0)
			fields["interpreter"] = strings.TrimRight(string(text[:n]), "\x00")
		case elf.PT_DYNAMIC:
			dynamic = true
		case elf.PT_GNU_STACK:
			fields["execStack"] = prog.Flags&elf.PF_X != 0
		case elf.PT_LOAD:
			if align == 0 || prog.Align < align {
				align = prog.Align
			}
		}
	}
	fields["dynamic"] = dynamic
	if align != 0 {
		fields["loadAlign"] = align
	}
	for tag, name := range map[elf.DynTag]string{
		elf.DT_NEEDED: "needed", elf.DT_SONAME: "soname", elf.DT_RPATH: "rpath", elf.DT_RUNPATH: "runpath",
	} {
		texts, err := f.DynString(tag)
		if err != nil {
			return fields, fmt.Errorf("%s: %w", name, err)
		}
		if name == "needed" {
			fields[name] = append([]string{}, texts...)
		} else if len(texts) > 0 {
			fields[name] = texts[0]
		}
	}
	pie, err := f.DynValue(elf.DT_FLAGS_1)
	if err == nil {
		fields["pie"] = slices.ContainsFunc(pie, func(v uint64) bool { return elf.DynFlag1(v)&elf.DF_1_PIE != 0 })
	}
	versions, err := readVersions(f)
	if err != nil {
		return fields, err
	}
	fields["versions"] = versions
	return fields, nil
}

// readVersions gives "library version weak symbol,symbol", sorted.
func readVersions(f *elf.File) ([]string, error) {
	// Without versions there is nothing to read; DynamicVersionNeeds calls that an error.
	if f.SectionByType(elf.SHT_GNU_VERSYM) == nil {
		return []string{}, nil
	}
	needs, err := f.DynamicVersionNeeds()
	if err != nil && !errors.Is(err, elf.ErrNoSymbols) {
		return nil, err
	}
	symbols, err := f.DynamicSymbols()
	if err != nil && !errors.Is(err, elf.ErrNoSymbols) {
		return nil, err
	}
	lines := []string{}
	for _, need := range needs {
		for _, dep := range need.Needs {
			names := []string{}
			for _, symbol := range symbols {
				if symbol.Section == elf.SHN_UNDEF && symbol.HasVersion && uint16(symbol.VersionIndex.Index()) == dep.Index {
					names = append(names, symbol.Name)
				}
			}
			slices.Sort(names)
			weak := dep.Flags&elf.VER_FLG_WEAK != 0
			lines = append(lines, fmt.Sprintf("%s %s %t %s", need.Name, dep.Dep, weak, strings.Join(slices.Compact(names), ",")))
		}
	}
	slices.Sort(lines)
	return lines, nil
}

func readPe(file *os.File) (map[string]any, error) {
	f, err := pe.NewFile(file)
	if err != nil {
		return nil, err
	}
	fields := map[string]any{"machine": int(f.Machine)}
	switch header := f.OptionalHeader.(type) {
	case *pe.OptionalHeader32:
		fields["bits"] = 32
		fields["subsystem"] = int(header.Subsystem)
		fields["osVersion"] = fmt.Sprintf("%d.%d", header.MajorOperatingSystemVersion, header.MinorOperatingSystemVersion)
	case *pe.OptionalHeader64:
		fields["bits"] = 64
		fields["subsystem"] = int(header.Subsystem)
		fields["osVersion"] = fmt.Sprintf("%d.%d", header.MajorOperatingSystemVersion, header.MinorOperatingSystemVersion)
	default:
		return fields, errors.New("no optional header")
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return fields, err
	}
	slices.Sort(symbols)
	fields["imports"] = append([]string{}, symbols...)
	return fields, nil
}

func readFat(file *os.File) (map[string]any, error) {
	f, err := macho.NewFatFile(file)
	if err != nil {
		return nil, err
	}
	slicesRead := []any{}
	for _, arch := range f.Arches {
		fields, err := machOFields(arch.File)
		if err != nil {
			return nil, err
		}
		slicesRead = append(slicesRead, fields)
	}
	return map[string]any{"slices": slicesRead}, nil
}

func readMachO(file *os.File) (map[string]any, error) {
	f, err := macho.NewFile(file)
	if err != nil {
		return nil, err
	}
	return machOFields(f)
}

func machOFields(f *macho.File) (map[string]any, error) {
	fields := map[string]any{"cpuType": int(f.Cpu), "fileType": int(f.Type)}
	libraries := []string{}
	for _, load := range f.Loads {
		if lib, ok := load.(*macho.Dylib); ok {
			libraries = append(libraries, lib.Name)
		}
		raw := load.Raw()
		switch f.ByteOrder.Uint32(raw) {
		case 0x1b: // LC_UUID
			if len(raw) >= 24 {
				fields["uuid"] = fmt.Sprintf("%x", raw[8:24])
			}
		case 0x32: // LC_BUILD_VERSION
			if len(raw) >= 16 {
				fields["minOs"] = dotted(f.ByteOrder.Uint32(raw[12:]))
			}
		case 0x24: // LC_VERSION_MIN_MACOSX
			if len(raw) >= 12 {
				fields["minOs"] = dotted(f.ByteOrder.Uint32(raw[8:]))
			}
		}
	}
	fields["libraries"] = libraries
	return fields, nil
}

func dotted(v uint32) string {
	if patch := v & 0xff; patch != 0 {
		return fmt.Sprintf("%d.%d.%d", v>>16, v>>8&0xff, patch)
	}
	return fmt.Sprintf("%d.%d", v>>16, v>>8&0xff)
}
