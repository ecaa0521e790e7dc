import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/domain/host/facts.ts';
import { parseHost } from '../../src/domain/host/parse-host.ts';
import { firstLine, lastLine, probeScript } from '../../src/domain/host/probe-script.ts';
import { hostOf } from '../domain/host/hosts.ts';
import { needsOf, withGlibc } from '../domain/host/needs.ts';
import { installProgram } from '../fixtures/busybox-root.ts';
import {
  type Machine,
  askMachine,
  chrooted,
  needTools,
  say,
  withMounts,
} from '../fixtures/machine.ts';

const shells: readonly (readonly string[])[] = [
  ['dash'],
  ['bash'],
  ['bash', '--posix'],
  ['busybox', 'ash'],
  ['mksh'],
  ['ksh93'],
  ['yash'],
  ['zsh', '--emulate', 'sh'],
];

/** Paths of this processor's glibc, as Debian has them. */
const asked = needsOf({ ...withGlibc, libraries: ['libc.so.6', 'libno-such.so.9'] });

let folder: string;

beforeAll(() => {
  needTools({
    dash: 'dash',
    bash: 'bash',
    busybox: 'busybox-static',
    mksh: 'mksh',
    ksh93: 'ksh93u+m',
    yash: 'yash',
    zsh: 'zsh',
    strace: 'strace',
    unshare: 'util-linux',
  });
  folder = mkdtempSync(join(tmpdir(), 'gin ship probe '));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Free space moves, and each shell is another program. */
function still({ userland: _userland, folder: place, ...facts }: HostFacts): HostFacts {
  const { free: _free, inodes: _inodes, ...rest } = place ?? { path: '' };
  return { ...facts, folder: rest };
}

function ask(shell: readonly string[], env: NodeJS.ProcessEnv = process.env): HostFacts {
  return hostOf(askMachine([], { folder, needs: [asked], shell, env }));
}

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('%s', (_name, shell) => {
  test('tells of this machine what other programs know of it', () => {
    const host = ask(shell);
    const words = execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' }).trim();
    expect(host).toMatchObject({
      os: 'linux',
      arch: process.arch === 'x64' ? 'amd64' : process.arch,
      kernel: release(),
      bits: 64,
      pageSize: Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })),
      libc: { kind: 'glibc', version: words.split(' ')[1] },
      loaders: new Map([[asked.interpreter, { there: true, kind: host.userland }]]),
      user: { id: process.getuid?.() },
      folder: { path: folder },
    });
    expect(host.folder?.options).toContain('rw');
    const { version, id } = host.distribution ?? {};
    expect(`ID=${id} VERSION_ID="${version}"`).toBe(
      `${osRelease('ID')} ${osRelease('VERSION_ID')}`,
    );
    expect(host.libraries.get('libc.so.6')?.glibc?.map(({ path }) => basename(path))).toEqual([
      'libc.so.6',
    ]);
    expect(host.libraries.get('libno-such.so.9')?.glibc).toEqual([]);
    expect(host.cpu.flags?.size).toBeGreaterThan(20);
  });

  test('tells the same with nothing and with an empty folder for PATH', () => {
    const usual = still(ask(['sh']));
    const [file = '', ...rest] = shell;
    const path = execFileSync('sh', ['-c', `command -v ${file}`], { encoding: 'utf8' }).trim();
    const bare = join(folder, 'empty');
    mkdirSync(bare, { recursive: true });
    for (const env of [{}, { PATH: '' }, { PATH: bare }]) {
      expect(still(ask([path, ...rest], env))).toEqual(usual);
    }
  });

  test('leaves its standard input alone, and says nothing of the environment', () => {
    const input = `${probeScript}echo "still here: $1"\n`;
    const env = { ...process.env, SECRET: 'sw0rdfish', LD_LIBRARY_PATH: '/sw0rdfish' };
    const { code, stdout, stderr } = say([...shell, '-s', '--', folder], { input, env });
    const lines = stdout.split('\n');
    expect({ code, stderr, first: lines[0], last: lines.slice(-3) }).toEqual({
      code: 0,
      stderr: '',
      first: firstLine,
      last: [lastLine, `still here: ${folder}`, ''],
    });
    expect(stdout).not.toContain('sw0rdfish');
  });

  test('does nothing at all with half of the text', () => {
    for (const lacking of [2, 5, 9, 30, 44, 55, 1000, 5000]) {
      const input = probeScript.slice(0, -lacking);
      const { stdout } = say([...shell, '-s', '--', folder], { input });
      expect(stdout).toBe('');
    }
  });

  test('makes nothing of arguments that look like commands', () => {
    const evil = ["'; touch pwned; '", '$(touch pwned)', '`touch pwned`', '-e', '*', '\\', '%s%n'];
    const needs = needsOf({ ...withGlibc, interpreter: '/$(touch${IFS}pwned)', libraries: evil });
    const text = askMachine([], { folder: '/tmp/$(touch pwned)/*', needs: [needs], shell });
    const host = hostOf(text);
    expect(host.folder?.path).toBe('/tmp');
    expect(existsSync('pwned')).toBe(false);
    expect([...host.loaders]).toEqual([['/$(touch${IFS}pwned)', { there: false }]]);
    expect(
      [...host.libraries].flatMap(([, { glibc, musl }]) => [glibc, musl ?? []].flat()),
    ).toEqual([]);
    expect(host.libraries.size).toBe(4);
  });
});

function osRelease(key: string): string {
  const line = readFileSync('/etc/os-release', 'utf8').split('\n');
  return line.find((each) => each.startsWith(`${key}=`)) ?? '';
}

test('it opens no file for writing, and makes, changes and removes nothing', () => {
  const log = join(folder, 'calls');
  const changes =
    'creat,mkdir,mkdirat,mknod,mknodat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,utimensat,setxattr,mount,umount2,bind';
  const calls = `open,openat,${changes}`.replaceAll(/\w+/g, '?$&');
  const trace = ['strace', '-f', '-qq', '-o', log, '-e', `trace=${calls}`];
  askMachine(trace, { folder, needs: [asked], shell: ['dash'] });
  const lines = readFileSync(log, 'utf8').split('\n');
  const opened = lines.filter((line) => /\bopen(?:at)?\(/.test(line));
  const writing = opened.filter((line) => /O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(line));
  const allowed = /^\d+ +openat\(AT_FDCWD, "\/dev\/null", O_WRONLY\|O_CREAT\|O_TRUNC, 0666\)/;
  expect(writing.filter((line) => !allowed.test(line))).toEqual([]);
  const changing = new RegExp(`^\\d+ +(?:${changes.replaceAll(',', '|')})\\(`);
  expect(lines.filter((line) => changing.test(line))).toEqual([]);
  expect(opened.length).toBeGreaterThan(50);
});

test('it starts few processes', () => {
  const log = join(folder, 'processes');
  const trace = ['strace', '-f', '-qq', '-o', log, '-e', 'trace=exit_group'];
  askMachine(trace, { folder, needs: [asked], shell: ['dash'] });
  const processes = new Set(readFileSync(log, 'utf8').match(/^\d+/gm));
  expect(processes.size).toBeLessThan(60);
});

describe('a machine with a shell and no other program', () => {
  test('answers whole, and what only other programs know is unknown', () => {
    const bare = join(folder, 'bare');
    installProgram(bare, 'dash', '/bin/sh');
    const host = hostOf(askMachine(chrooted(bare), { folder: '/opt/app', needs: [asked] }));
    expect(host).toMatchObject({
      os: 'linux',
      kernel: release(),
      pageSize: 4096,
      libc: { kind: 'glibc' },
      folder: { path: '/', mount: '/' },
      zones: false,
      roots: false,
    });
    expect(host).toHaveProperty('loaders', new Map([[asked.interpreter, { there: true }]]));
    const unknown = ['bits', 'user', 'userland', 'selinux', 'distribution', 'systemd'];
    expect(Object.keys(host).filter((key) => unknown.includes(key))).toEqual([]);
    expect(host.libraries.get('libno-such.so.9')?.glibc).toEqual([]);
  });
});

describe('a folder is judged by the mount that it lies on:', () => {
  const seen = (machine: Machine, path: string): HostFacts['folder'] =>
    hostOf(askMachine(machine, { folder: path, needs: [] })).folder;

  test('one that is not there yet, by the nearest that is', () => {
    expect(seen([], join(folder, 'a/b/c'))?.path).toBe(folder);
  });

  test('one behind a link and with a blank in its name, by where it really lies', () => {
    const mount = join(folder, 'a mount');
    const machine = withMounts(
      'mkdir -p "$0"; mount -t tmpfs -o noexec,size=64k none "$0"; ln -s "$0" "$0/link"',
      mount,
    );
    const place = seen(machine, join(mount, 'link/app'));
    expect(place).toMatchObject({ path: mount, mount, type: 'tmpfs', free: 65_536 });
    expect(place?.options).toContain('noexec');
  });

  test('the last of two mounts on one folder', () => {
    const mount = join(folder, 'twice');
    const machine = withMounts(
      'mkdir -p "$0"; mount -t tmpfs -o noexec none "$0"; mount -t tmpfs -o exec none "$0"',
      mount,
    );
    expect(seen(machine, mount)?.options).not.toContain('noexec');
  });

  test('not the mount whose name only begins alike', () => {
    const mount = join(folder, 'app');
    const machine = withMounts('mkdir -p "$0" "$0-two"; mount -t tmpfs -o noexec none "$0"', mount);
    expect(seen(machine, `${mount}-two`)?.options).not.toContain('noexec');
  });
});

test('a text that is cut off on its way back is a problem, not a host', () => {
  const text = askMachine([], { folder, needs: [asked] });
  writeFileSync(join(folder, 'text'), text);
  expect(parseHost(text.slice(0, -20))).toEqual({
    problem: 'its answer was cut off before the end',
  });
});
