import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSettings, filesIn, unpack, unpackersOf } from '../action/archives.ts';
import { type Bench, createBench, goOnPath } from '../action/bench.ts';
import { group, groupTitles } from '../action/commands.ts';
import { git, gitCommit } from '../action/repository.ts';
import { type ActionEnded, repository } from '../action/runner.ts';
import { startService } from '../action/service.ts';
import { shipped, word } from '../fixtures/notes.ts';

/** A cold build is two minutes of processor time for each target. */
const cold = 45 * 60_000;

const targets = shipped.map(({ target }) => target).join('\n');

let bench: Bench;
let ended: ActionEnded;
let hash: string;

beforeAll(async () => {
  bench = createBench();
  cpSync(join(repository, 'examples/notes'), bench.workspace, { recursive: true });
  hash = gitCommit(bench.workspace, { tag: 'v1.4.0' });
  writeFileSync(join(bench.workspace, 'static/visits.db'), 'state');
  ended = await bench.ship({ targets, check: 'test' });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
}, cold);

afterAll(() => bench[Symbol.dispose]());

const inDist = (name: string): string => join(bench.workspace, 'dist', name);
const sha256 = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

describe('shipping examples/notes for several targets', () => {
  test('gives one archive for each target under a name that says what it is', () => {
    expect(bench.list()).toEqual(
      [
        '.gitignore',
        'SHA256SUMS',
        'inspect.sarif',
        'manifest.json',
        ...shipped.map(({ file }) => file),
      ].sort(),
    );
  });

  test('leaves the working tree clean and the temp folder empty', () => {
    expect(git(bench.workspace, 'status', '--porcelain')).toBe('');
    expect(bench.list('../runner/temp')).toEqual([]);
  });

  test('writes checksums that sha256sum takes', () => {
    const said = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], {
      cwd: join(bench.workspace, 'dist'),
      encoding: 'utf8',
    });
    const files = shipped.map(({ file }) => file).sort();
    expect(said).toBe(files.map((file) => `${file}: OK\n`).join(''));
  });

  test('writes a manifest whose digest is the output', () => {
    expect(ended.outputs['manifest-digest']).toBe(sha256(inDist('manifest.json')));
    const manifest = JSON.parse(readFileSync(inDist('manifest.json'), 'utf8')) as {
      readonly archives: readonly { readonly target: string; readonly sha256: string }[];
    };
    expect(manifest).toMatchObject({
      schema: 'gin-ship/manifest/v1',
      name: 'notes',
      version: '1.4.0',
      timestamp: '20261122-1351',
      module: 'example.com/notes',
      commit: hash,
      commitTime: '2026-11-22T13:51:00Z',
      dirty: false,
      build: { go: goOnPath(), flags: ['-trimpath'], tags: [] },
    });
    expect(new Map(manifest.archives.map((archive) => [archive.target, archive.sha256]))).toEqual(
      new Map(shipped.map(({ target, file }) => [target, sha256(inDist(file))])),
    );
  });

  test('gives its outputs', () => {
    const { archives = '', ...others } = ended.outputs;
    expect(others).toEqual({
      version: '1.4.0',
      timestamp: '20261122-1351',
      'go-version': goOnPath(),
      'cache-hit': 'false',
      manifest: 'dist/manifest.json',
      'manifest-digest': sha256(inDist('manifest.json')),
      checksums: 'dist/SHA256SUMS',
      sarif: 'dist/inspect.sarif',
      outcome: 'skipped',
    });
    expect(JSON.parse(archives)).toEqual(
      shipped
        .map(({ target, file }) => ({
          target,
          file,
          path: `dist/${file}`,
          bytes: readFileSync(inDist(file)).length,
          sha256: sha256(inDist(file)),
        }))
        .sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
  });

  test('prints the plan before it builds, then each target in a group of its own', () => {
    expect(group(ended.stdout, 'Plan')).toEqual(
      expect.arrayContaining([
        'version: 1.4.0 (tag v1.4.0)',
        'timestamp: 20261122-1351 (commit time)',
        `targets: ${shipped.map(({ target }) => target).join(', ')} (input targets)`,
      ]),
    );
    const titles = groupTitles(ended.stdout);
    const built = titles.flatMap((title) => /^(\w+\/[\w/]+), /.exec(title)?.[1] ?? []);
    expect(built.sort()).toEqual(shipped.map(({ target }) => target).sort());
    const first = titles.findIndex((title) => title.startsWith('linux/amd64'));
    expect(titles.indexOf('Plan')).toBeLessThan(titles.indexOf('Checking'));
    expect(titles.indexOf('Checking')).toBeLessThan(first);
    expect(group(ended.stdout, 'linux/arm/v7,')[0]).toMatch(
      /^GOOS=linux GOARCH=arm GOARM=7 CGO_ENABLED=0 go build -trimpath -ldflags '-X main\.version=1\.4\.0 /,
    );
  });

  test('has run vet and tests', () => {
    const log = group(ended.stdout, 'Checking').join('\n');
    expect(log).toMatch(/^go vet \.\/\.\.\.: nothing found/m);
    expect(log).toMatch(/^ok\s+example\.com\/notes/m);
  });

  test('sums it up with a table, digests and a picture of the time', () => {
    const { summary } = ended;
    expect(summary).toContain('## notes 1.4.0\n');
    for (const { target, file } of shipped) {
      expect(summary).toMatch(new RegExp(`^\\| ${target} \\| [\\d.]+ MiB \\|`, 'm'));
      expect(summary).toContain(`${sha256(inDist(file))}  ${file}\n`);
      expect(summary).toContain(`  section ${target}\n`);
    }
    expect(summary).toContain('```mermaid\ngantt\n');
  });

  test('leaves out what looks like a database, and says so', () => {
    expect(ended.stdout).toContain('left out, since it looks like state: static/visits.db');
  });

  describe.each(shipped)('the archive of $target', ({ file, binary, settings }) => {
    const expected = [
      '644 README.md',
      '644 config/dev.yaml',
      '644 config/prod.yaml',
      '644 config/test.yaml',
      `755 ${binary}`,
      '644 static/notes.js',
      '644 static/style.css',
      '644 templates/index.html',
    ];

    test.each(unpackersOf(file))('is unpacked by %s with names and modes kept', (unpacker) => {
      const folder = unpack(inDist(file), bench.folder, unpacker);
      expect(filesIn(folder)).toEqual(expected);
      expect(readFileSync(join(folder, 'templates/index.html'))).toEqual(
        readFileSync(join(bench.workspace, 'templates/index.html')),
      );
      rmSync(folder, { recursive: true });
    });

    test('holds a binary of that target, stamped with the clean commit', () => {
      const folder = unpack(inDist(file), bench.folder);
      expect(buildSettings(join(folder, binary))).toMatchObject({
        ...settings,
        CGO_ENABLED: '0',
        '-trimpath': 'true',
        vcs: 'git',
        'vcs.revision': hash,
        'vcs.modified': 'false',
        'vcs.time': '2026-11-22T13:51:00Z',
      });
      rmSync(folder, { recursive: true });
    });
  });

  test('the binary for this machine runs from its archive and serves', async () => {
    const cwd = unpack(inDist(`${word}-linux-amd64.tar.gz`), bench.folder);
    const program = join(cwd, 'notes');
    expect(execFileSync(program, ['--version'], { cwd, encoding: 'utf8' })).toBe(
      `notes 1.4.0 (commit ${hash}, date 2026-11-22T13:51:00Z)\n`,
    );
    await using service = await startService(program, {
      cwd,
      env: (port) => ({ PORT: String(port), GIN_MODE: 'release' }),
      path: '/healthz',
    });
    const made = await fetch(`${service.url}/api/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'shipped' }),
    });
    expect(made.status).toBe(201);
    const notes = (await (await fetch(`${service.url}/api/notes`)).json()) as { text: string }[];
    expect(notes.map(({ text }) => text)).toEqual(['shipped']);
    expect(await (await fetch(service.url)).text()).toContain('shipped');
    expect(existsSync(join(cwd, 'user.db'))).toBe(true);
  });

  test(
    'the same commit in another folder, umask and time zone gives the same bytes',
    async () => {
      using other = createBench({}, { called: 'somewhere/else' });
      const clone = ['umask 077; exec git clone --quiet "$0" .', bench.workspace];
      execFileSync('sh', ['-c', ...clone], { cwd: other.workspace });
      const again = await other.ship(
        { targets, check: 'none' },
        {
          // Not sh: dash drops variables with a hyphen in their name, as inputs have it.
          through: ['bash', '-c', 'umask 077; exec "$@"', 'bash'],
          env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', GOAMD64: 'v3', GOARM: '5' },
        },
      );
      expect(again.code, again.stdout + again.stderr).toBe(0);
      const dist = (name: string): string => join(other.workspace, 'dist', name);
      for (const name of ['SHA256SUMS', 'inspect.sarif', 'manifest.json']) {
        expect(readFileSync(dist(name), 'utf8')).toBe(readFileSync(inDist(name), 'utf8'));
      }
      for (const { file } of shipped) expect(sha256(dist(file))).toBe(sha256(inDist(file)));
    },
    cold,
  );
});
