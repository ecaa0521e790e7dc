import { expect, test } from 'vitest';
import {
  type InspectedBinary,
  countFindings,
  inspectHead,
  logLines,
  summaryItems,
  summaryRow,
} from '../../../src/domain/inspect/explain.ts';
import { inspectBinary, inspectUnreadable } from '../../../src/domain/inspect/inspect.ts';
import { asked, elf, elfCgo, found } from '../../fakes/programs.ts';

const amd64 = { os: 'linux', arch: 'amd64' };
const good: InspectedBinary = {
  target: amd64,
  binary: 'notes',
  ...inspectBinary(asked(), elf(), found()),
};
const bad: InspectedBinary = {
  target: amd64,
  binary: 'notes',
  ...inspectBinary(
    asked({ cgo: true }),
    elfCgo({ interpreter: '/x/ld-linux.so.2\u001B[31m|`', execStack: true }),
    found(),
  ),
};
const none: InspectedBinary = {
  target: amd64,
  binary: '::error::notes',
  ...inspectUnreadable(asked(), 'the file is empty'),
};

test('the log has the verdict first, then what it is made of', () => {
  expect(logLines(good)).toEqual([
    'notes for linux/amd64: static; runs on any Linux from kernel 3.2',
    '  Go 1.26.8, cgo off, link class static, GOAMD64=v1, segments aligned to 4096 bytes',
  ]);
});

test('each finding stands in the log with its fix, and text of the file as data', () => {
  expect(logLines(bad).slice(1)).toEqual([
    '  Go 1.26.8, cgo on, link class dynamic-glibc, GOAMD64=v1, segments aligned to 4096 bytes',
    '  warning GS-EXECSTACK: it asks for an executable stack, which SELinux and newer systems refuse (PT_GNU_STACK is executable)',
    '    add `.section .note.GNU-stack,"",%progbits` to the assembler files of C parts, or -Wl,-z,noexecstack to CGO_LDFLAGS',
    '  note GS-GLIBC: it needs glibc 2.34 or newer (pthread_create@GLIBC_2.34, pthread_detach@GLIBC_2.34, pthread_key_create@GLIBC_2.34)',
    '    build with `cgo: off`, or against an older glibc: an older runner image, or CC=zig cc -target … under build-env',
  ]);
});

test('the level of C objects is that of the processor, not one that Go was told', () => {
  const inspected = inspectBinary(asked(), elf({ isaNeeded: 4 }), found());
  expect(logLines({ target: amd64, binary: 'notes', ...inspected }).slice(0, 2)).toEqual([
    'notes for linux/amd64: static; runs on any Linux from kernel 3.2; only on processors with x86-64-v3',
    '  Go 1.26.8, cgo off, link class static, x86-64-v3 by its ISA note, segments aligned to 4096 bytes',
  ]);
});

test('what could not be read is said, and no line is taken for a command', () => {
  expect(logLines(none)).toEqual([
    '| ::error::notes for linux/amd64: not judged: the file could not be read',
    '  no Go build info, link class unknown',
    '  not known: its format',
    '  error GS-FORMAT: the file cannot be read as a program (the file is empty)',
    '    build it again, and ship the file as Go links it: not truncated, not packed',
  ]);
});

test('a row of the summary has a cell by head, escaped', () => {
  expect([inspectHead, summaryRow(good), summaryRow(none)]).toEqual([
    ['Target', 'Program', 'Where it runs', 'Findings'],
    ['linux/amd64', 'notes', 'static; runs on any Linux from kernel 3.2', 'none'],
    [
      'linux/amd64',
      String.raw`\| ::error::notes`,
      'not judged: the file could not be read',
      '1 error',
    ],
  ]);
});

test('items of the summary leave notes to the log', () => {
  const hostile = { ...good, binary: 'a*b', findings: bad.findings };
  expect([summaryItems(good), summaryItems(hostile), summaryItems(none)]).toEqual([
    [],
    [
      String.raw`- warning, a\*b for linux/amd64: GS-EXECSTACK: it asks for an executable stack, which SELinux and newer systems refuse (PT\_GNU\_STACK is executable). To fix it: add \`.section .note.GNU-stack,"",%progbits\` to the assembler files of C parts, or -Wl,-z,noexecstack to CGO\_LDFLAGS`,
    ],
    [
      '- **error**, ::error::notes for linux/amd64: GS-FORMAT: the file cannot be read as a program (the file is empty). To fix it: build it again, and ship the file as Go links it: not truncated, not packed',
    ],
  ]);
});

test.each([
  [[], 'none'],
  [['error'], '1 error'],
  [['warning', 'error', 'warning', 'note'], '1 error, 2 warnings, 1 note'],
  [['note', 'note'], '2 notes'],
] as const)('%j is counted as %s', (severities, words) => {
  const findings = severities.map((severity) => ({
    id: 'GS-OS' as const,
    severity,
    message: '',
    value: '',
    fix: '',
  }));
  expect(countFindings(findings)).toBe(words);
});
