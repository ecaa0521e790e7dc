import { expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import type { Program } from '../../../src/domain/inspect/header.ts';
import {
  judgeRoots,
  judgeTimeZones,
  rootsOf,
  timeZonesOf,
} from '../../../src/domain/inspect/host-data.ts';
import type { DataNeed } from '../../../src/domain/inspect/needs.ts';
import { judgeStubs } from '../../../src/domain/inspect/stubs.ts';
import type { Found } from '../../../src/domain/inspect/wanted.ts';
import { elf, found, goInfo, module } from '../../fakes/programs.ts';

const sqlite = 'github.com/mattn/go-sqlite3';
const withSqlite = (cgo: string): Program =>
  elf({ go: goInfo({ CGO_ENABLED: cgo }, { deps: [module('a.example/b'), module(sqlite)] }) });

const stub: Finding = {
  id: 'GS-STUB',
  severity: 'error',
  message: `${sqlite} was built without cgo and is a stub: the program starts, and fails at its first query`,
  value: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work",
  fix: 'use a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite; or say `cgo: on` with a C compiler for the target',
};

test.each<[string, Program, Found, readonly Finding[]]>([
  ['module, cgo off and text', withSqlite('0'), found(`stub:${sqlite}`), [stub]],
  ['without the text (a fork, or never linked)', withSqlite('0'), found(), []],
  ['with cgo', withSqlite('1'), found(`stub:${sqlite}`), []],
  ['without the module', elf(), found(`stub:${sqlite}`), []],
])('a stub: %s', (_, program, seen, findings) => {
  expect(judgeStubs(program, seen)).toEqual(findings);
});

test.each<[string, Found, DataNeed]>([
  ['time.LoadLocation is not in it', found(), 'unused'],
  ['it is', found('load-location'), 'host'],
  ['so is the data', found('load-location', 'tzdata'), 'built-in'],
  ['nothing was looked for', new Map(), 'unknown'],
  ['the data was not looked for', new Map([['load-location', true]]), 'unknown'],
])('time zones: %s', (_, seen, expected) => {
  expect(timeZonesOf(seen)).toBe(expected);
});

const fallback = elf({
  go: goInfo({}, { deps: [module('golang.org/x/crypto/x509roots/fallback')] }),
});

test.each<[string, Program, string, Found, DataNeed]>([
  ['no TLS', elf(), 'linux', found(), 'unused'],
  ['TLS', elf(), 'linux', found('system-roots'), 'host'],
  ['TLS with roots of its own', fallback, 'linux', found('system-roots'), 'built-in'],
  ['Windows checks by itself', elf(), 'windows', found('system-roots'), 'unused'],
  ['so does macOS', elf(), 'darwin', new Map(), 'unused'],
  ['nothing was looked for', elf(), 'linux', new Map(), 'unknown'],
])('roots: %s', (_, ...[program, os, seen, expected]) => {
  expect(rootsOf(program, os, seen)).toBe(expected);
});

const isStatic: RunFloor = { kind: 'static', text: 'static' };
const alpine: RunFloor = {
  kind: 'distribution',
  id: 'alpine',
  release: '3.22',
  text: 'alpine:3.22',
};
const debian: RunFloor = { kind: 'distribution', id: 'debian', release: '12', text: 'debian:12' };

const idle =
  'nothing is to be done where no zone is named (the form binding of Gin alone has time.LoadLocation)';
const zones: readonly Finding[] = [
  {
    id: 'GS-TZDATA',
    severity: 'note',
    message: 'time.LoadLocation takes named time zones from the host',
    value: '/usr/share/zoneinfo',
    fix: `${idle}; else add timetzdata to tags (0.4 MB), or install tzdata on the server`,
  },
];
const bareZones: readonly Finding[] = [
  {
    id: 'GS-TZDATA',
    severity: 'warning',
    message: 'time.LoadLocation takes named time zones from the host, and a plain Alpine has none',
    value: '/usr/share/zoneinfo',
    fix: `${idle}; else add timetzdata to tags (0.4 MB), or install tzdata on the server`,
  },
];
const windowsZones: readonly Finding[] = [
  {
    id: 'GS-TZDATA',
    severity: 'note',
    message: 'time.LoadLocation finds no named time zones on Windows',
    value: 'no time zones in the program',
    fix: `${idle}; else add timetzdata to tags (0.4 MB)`,
  },
];

test.each<[DataNeed, string, readonly RunFloor[], readonly Finding[]]>([
  ['host', 'linux', [], zones],
  ['host', 'linux', [debian], zones],
  ['host', 'linux', [debian, alpine], bareZones],
  ['host', 'linux', [isStatic], zones],
  ['host', 'windows', [], windowsZones],
  ['host', 'windows', [alpine, isStatic], windowsZones],
  ['host', 'darwin', [], zones],
  ['host', 'darwin', [alpine, isStatic], zones],
  ['built-in', 'linux', [alpine], []],
  ['unused', 'linux', [alpine], []],
  ['unknown', 'linux', [alpine], []],
])('time zones of %s on %s where %j is asked for', (need, os, floors, findings) => {
  expect(judgeTimeZones(need, os, { floors })).toEqual(findings);
});

const roots: readonly Finding[] = [
  {
    id: 'GS-ROOTS',
    severity: 'note',
    message: 'TLS connections that it opens are checked by the CA certificates of the host',
    value: '/etc/ssl/certs/ca-certificates.crt and the like',
    fix: 'install ca-certificates on the server, or import _ "golang.org/x/crypto/x509roots/fallback"',
  },
];

test.each<[DataNeed, readonly Finding[]]>([
  ['host', roots],
  ['built-in', []],
  ['unused', []],
  ['unknown', []],
])(
  'roots of %s: no floor of must-run-on is known to have none, so it stays a note',
  (need, findings) => {
    expect(judgeRoots(need)).toEqual(findings);
  },
);
