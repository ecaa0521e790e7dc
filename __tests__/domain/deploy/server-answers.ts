/** What servers of several kinds answer to the question of a deploy. */

import type { ArchiveFacts, BinaryFacts } from '../../../src/domain/archive/manifest.ts';
import type { ServerFacts } from '../../../src/domain/deploy/facts.ts';
import { parseServerFacts } from '../../../src/domain/deploy/parse-facts.ts';
import { type DeployRecord, formatRecord } from '../../../src/domain/deploy/records.ts';
import { factsLines, wayLines } from '../../../src/domain/deploy/way-script.ts';
import type { DeployWish } from '../../../src/domain/deploy/wish.ts';
import { debian } from '../host/hosts.ts';
import { needsOf } from '../host/needs.ts';

export const digest = (letter: string): string => letter.repeat(64);

export const rootWay = ['user=0 root', 'helper=none', 'by=text'];

/** A Debian server on which nothing of ours is yet. */
export const bare: readonly string[] = [
  `helper=1.0.0 1 ${digest('a')}`,
  'asker=0 deploy',
  'now=1795389408',
  'uptime=26289',
  'boot=665a10b3-10df-4707-8c4f-75b9fcd34ea3',
  'systemd=systemd 252 (252.39-1~deb12u2)',
  'systemd.state=running',
  'tool=bash',
  'tool=curl',
  'memory=2048000',
  'sshd=maxsessions 10',
  'sshd=allowtcpforwarding yes',
  'sshd=disableforwarding no',
  'mark.there=no',
  'show=MainPID=0',
  'show=Id=notes.service',
  'show=LoadState=not-found',
  'show=ActiveState=inactive',
  'show=--',
  'path.deploy=/opt/notes',
  'path.state=/var/lib/notes',
  'path.user=notes',
  'current=none',
  'slot.blue=none',
  'slot.green=none',
  'records=0',
  'port=8080',
  'port.free=yes',
  'open.whole=yes',
  'lock=free',
  'place=deploy none - - /opt/notes',
  'room=deploy 1000000 90000 /',
  'place=state none - - /var/lib/notes',
  'room=state 1000000 90000 /',
  'place=own none - - /var/lib/gin-ship',
  'room=own 1000000 90000 /',
  'place=tmp drwxrwxrwt 0 0 /tmp',
  'place.real=tmp /tmp',
  'room=tmp 500000 - /tmp',
  'user=none',
];

/** The lines with those of the same keys (and places) replaced, and others added; `key=` removes. */
export function withLines(
  lines: readonly string[],
  ...changes: readonly string[]
): readonly string[] {
  const keyOf = (line: string): string =>
    /^(?:place|place\.real|room)=\S+|^[^=]+/.exec(line)?.[0] ?? '';
  const changed = new Set(changes.map(keyOf));
  return [...lines.filter((line) => !changed.has(keyOf(line))), ...changes].filter(
    (line) => !line.endsWith('='),
  );
}

export function answerText(lines: readonly string[], way: readonly string[] = rootWay): string {
  const part = ({ first, last }: { first: string; last: string }, inside: readonly string[]) => [
    first,
    ...inside,
    last,
  ];
  return [debian.trimEnd(), ...part(wayLines, way), ...part(factsLines, lines), ''].join('\n');
}

export function factsOf(lines: readonly string[], way?: readonly string[]): ServerFacts {
  const read = parseServerFacts(answerText(lines, way));
  if ('problem' in read) throw new Error(read.problem);
  return read.facts;
}

/** A bare server with some answers replaced. */
export const server = (...changes: readonly string[]): ServerFacts =>
  factsOf(withLines(bare, ...changes));

export const record: DeployRecord = {
  deploy: '000003-9001-1',
  sequence: 3,
  kind: 'deploy',
  state: 'confirmed',
  slot: 'green',
  release: digest('b'),
  program: 'notes',
  programSha256: digest('c'),
  predecessor: '000002-9000-1',
  trial: 'tried',
  schema: 'same',
  repository: 'gin/notes',
  workflow: '.github/workflows/ship.yml',
  run: '9001',
  attempt: 1,
  commit: 'd'.repeat(40),
  version: '1.2.0',
  actor: 'ann',
  manifest: digest('e'),
  boot: '665a10b3-10df-4707-8c4f-75b9fcd34ea3',
  began: 1_795_380_000,
  changed: 1_795_380_030,
  gapMs: 210,
};

/** The line that the helper makes of a record. */
export function recordLine(of: DeployRecord): string {
  const lines = formatRecord(of).trimEnd().split('\n');
  const escaped = lines.map((line) => line.replaceAll('%', '%25').replaceAll('|', '%7C'));
  return `record=${[of.deploy, ...escaped].join('|')}`;
}

/** Changes of a bare server on which the app was deployed three times. */
export const deployed: readonly string[] = [
  'mark.there=yes',
  'mark=deploy-path=/opt/notes',
  'mark=state-path=/var/lib/notes',
  'mark=run-as=notes',
  'mark=user=made',
  'mark=repository=gin/notes',
  'current=link deploys/000003-9001-1',
  'slot.blue=link ../deploys/000002-9000-1',
  'slot.green=link ../deploys/000003-9001-1',
  'records=3',
  'sequence=000003',
  recordLine(record),
  recordLine({ ...record, deploy: '000002-9000-1', sequence: 2, run: '9000', slot: 'blue' }),
  `release=${digest('b')}`,
  'deploy=000003-9001-1',
  'show=MainPID=812',
  'show=Id=notes@green.service',
  'show=LoadState=loaded',
  'show=ActiveState=active',
  'show=NRestarts=0',
  'show=--',
  'port.free=',
  'port.socket=00000000 998 4242',
  'port.pid=812',
  'process=812 998 notes 20480 notes@green.service notes',
  'process.exe=812 /opt/notes/releases/bb/notes',
  'place=deploy drwxr-xr-x 0 0 /opt/notes',
  'place=state drwxr-x--- 998 998 /var/lib/notes',
  'place=own drwxr-xr-x 0 0 /var/lib/gin-ship',
  'place.real=deploy /opt/notes',
  'place.real=state /var/lib/notes',
  'state.empty=no',
  'state.files=whole',
  'user=notes:x:998:998::/var/lib/notes:/usr/sbin/nologin',
  'user.groups=notes',
];

export const program: BinaryFacts = {
  name: 'notes',
  package: 'example.org/notes',
  bytes: 9_000_000,
  sha256: digest('c'),
  needs: needsOf(),
};

export function archiveOf(parts: Partial<ArchiveFacts> = {}): ArchiveFacts {
  return {
    target: 'linux/amd64',
    os: 'linux',
    arch: 'amd64',
    cgo: false,
    file: 'notes-1.3.0-linux-amd64.tar.gz',
    format: 'tar.gz',
    bytes: 10_000_000,
    sha256: digest('f'),
    binaries: [program],
    contents: ['LICENSE', 'notes', 'templates/index.html'],
    ...parts,
  };
}

export const wish: DeployWish = {
  server: 'deploy@203.0.113.7',
  name: 'notes',
  port: 8080,
  persist: [],
  writePaths: [],
  snapshot: true,
  allowDowngrade: false,
  source: {
    repository: 'gin/notes',
    workflow: '.github/workflows/ship.yml',
    run: '9002',
    attempt: 1,
    commit: 'e'.repeat(40),
  },
  archive: archiveOf(),
  program,
  unpackedBytes: 30_000_000,
  helper: {
    version: '1.0.0',
    protocol: 1,
    sha256: digest('a'),
    url: 'https://example.org/gin-ship',
  },
};

/** A service that was made by hand, as it answers. */
export function unitLines(name: string, ...more: readonly string[]): readonly string[] {
  return [
    'show=MainPID=99',
    'show=ExecStart={ path=/var/www/notes/server',
    'show=WorkingDirectory=/var/www/notes',
    'show=User=www-data',
    `show=Id=${name}`,
    'show=LoadState=loaded',
    'show=ActiveState=active',
    'show=UnitFileState=enabled',
    `show=FragmentPath=/etc/systemd/system/${name}`,
    ...more,
    'show=--',
  ];
}
