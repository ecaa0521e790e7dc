import { expect, test } from 'vitest';
import { adviseCgo } from '../../../src/domain/build/cgo-advice.ts';

test.each([
  'package example.com/notes\n\timports example.com/notes/c: build constraints exclude all Go files in /work/c',
  'go: -race requires cgo; enable cgo by setting CGO_ENABLED=1',
  'go: -msan requires cgo',
  '-linkmode=external requires external (cgo) linking, but cgo is not enabled',
])('%j is answered with `cgo: on`', (text) => {
  expect(adviseCgo(text)).toEqual([
    'give `cgo: on` where C code is wanted: cgo is off here, so that a package with `import "C"` has no files; `auto` turns it on for modules that it knows, as go-sqlite3, and for no other',
  ]);
});

test.each(['', './main.go:5:2: undefined: x', 'go: updates to go.mod needed'])(
  '%j is not',
  (text) => {
    expect(adviseCgo(text)).toEqual([]);
  },
);
