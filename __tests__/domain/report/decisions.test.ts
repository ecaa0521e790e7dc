import { expect, test } from 'vitest';
import { planBuild } from '../../../src/domain/build/plan.ts';
import { type Decisions, describeDecisions } from '../../../src/domain/report/decisions.ts';
import { type With, inputsOf } from '../../fakes/inputs.ts';
import { projectOf } from '../../fixtures/repository.ts';

const hash = '0123456789abcdef0123456789abcdef01234567';
const app = { importPath: 'example.com/notes', binary: 'notes' };

function decisions(given: With, more: Partial<Decisions> = {}): Decisions {
  const inputs = inputsOf(given);
  const native = { os: 'linux', arch: 'amd64' };
  const off = { on: false, env: {} };
  const { tags, flags, ldflags } = inputs.build;
  const project = projectOf('/work', hash);
  return {
    inputs,
    project,
    toolchain: {
      version: '1.26.8',
      go: '/go/bin/go',
      goroot: '/go',
      from: 'tool cache',
      because: 'go.mod: go 1.26 (newest patch)',
      gotoolchain: 'local',
    },
    plan: planBuild({
      targets: [
        { target: native, cgo: { on: true, env: {} }, mains: [app] },
        { target: { os: 'windows', arch: '386' }, cgo: off, mains: [app] },
      ],
      native,
      nativeCgo: off,
      tags,
      flags,
      ldflags,
      project,
    }),
    changed: [],
    archives: ['notes-1.4.0.tar.gz', 'notes-1.4.0.zip'],
    outputDir: '/work/dist',
    ...more,
  };
}

test('every decision is told with where it comes from', () => {
  const stamps = `-X main.version=1.4.0 -X main.commit=${hash} -X main.date=2026-11-22T13:51:06Z`;
  expect(describeDecisions(decisions({}))).toEqual([
    'name: notes (module path)',
    'module: example.com/notes in . (default)',
    'version: 1.4.0 (tag v1.4.0)',
    'timestamp: 20261122-1351 (commit)',
    `commit: ${hash} (git)`,
    'go: 1.26.8 from tool cache (go.mod: go 1.26 (newest patch))',
    'GOTOOLCHAIN: local (default)',
    'cache: true (default)',
    'programs: example.com/notes (all main packages)',
    'targets: linux/amd64, windows/386 (default)',
    'cgo: on for linux/amd64 (default auto)',
    `ldflags: ${stamps} -s -w (stamps, default)`,
    'flags: -trimpath (-trimpath always)',
    'check: vet (default)',
    'parallelism: auto (default)',
    'archives: notes-1.4.0.tar.gz, notes-1.4.0.zip (default)',
    'formats: tar.gz, windows=zip (default)',
    'include: nothing more (default)',
    'output-dir: /work/dist (default)',
    'artifact: true (default)',
    'artifact-name: notes (default)',
    "retention-days: the repository's setting (default)",
  ]);
});

test('what the inputs say is told as theirs', () => {
  const given = {
    name: 'app',
    main: '.',
    targets: 'linux/amd64,windows/386',
    cgo: 'on',
    tags: 'a',
    flags: '-race',
    ldflags: '-s',
    check: 'test',
    parallelism: '2',
    'name-template': '{name}-{os}-{arch}',
    include: 'docs/**',
    'output-dir': 'out',
    'working-directory': 'svc',
    artifact: 'false',
  };
  const lines = describeDecisions(decisions(given));
  const origins = lines.map((line) => line.replace(/^([\w-]+): .* \((.*?)\)$/, '$1: $2'));
  expect(origins).toEqual([
    'name: input name',
    'module: input working-directory',
    'version: tag v1.4.0',
    'timestamp: commit',
    'commit: git',
    expect.stringMatching(/^go: /),
    'GOTOOLCHAIN: default',
    'cache: default',
    'programs: input main',
    'targets: input targets',
    'cgo: input cgo',
    'ldflags: stamps, input ldflags',
    'flags: -trimpath always, input flags, input tags',
    'check: input check',
    'parallelism: input parallelism',
    'archives: input name-template',
    'formats: default',
    'include: input include',
    'output-dir: input output-dir',
    'artifact: input artifact',
  ]);
});

test('so is what the inputs say of Go, caches, formats and the artifact', () => {
  const digest = 'ab'.repeat(32);
  const given = {
    'go-version': '1.26.8',
    'go-download-base-url': 'https://mirror.example.com/golang/',
    'go-sha256': digest,
    cache: 'false',
    formats: 'zip, linux=tar.gz',
    'artifact-name': '{name}-{version}',
    'retention-days': '7',
  };
  const lines = describeDecisions(decisions(given));
  const told = /^(?:go-.*|cache|formats|artifact.*|retention-days): /;
  expect(lines.filter((line) => told.test(line))).toEqual([
    'go-download-base-url: https://mirror.example.com/golang (input go-download-base-url)',
    `go-sha256: ${digest} (input go-sha256)`,
    'cache: false (input cache)',
    'formats: zip, linux=tar.gz (input formats)',
    'artifact: true (default)',
    'artifact-name: notes-1.4.0 (input artifact-name)',
    'retention-days: 7 (input retention-days)',
  ]);
});

test('of build-env only the names are told, and of the token nothing', () => {
  const given = { 'build-env': 'CC=hunter2\nGOPRIVATE=hunter3', token: 'hunter4' };
  const text = describeDecisions(decisions(given)).join('\n');
  expect(text).toContain('build-env: CC, GOPRIVATE (input build-env, values not shown)');
  expect(text).not.toContain('hunter');
});

test('a workspace, a dirty tree, no git and a GOTOOLCHAIN of the environment are told', () => {
  const commit = { hash, timeSeconds: 0, dirty: true };
  const base = decisions({});
  const lines = describeDecisions({
    ...base,
    project: { ...base.project, commit, workspaceFile: '/work/go.work' },
    toolchain: { ...base.toolchain, gotoolchain: 'auto' },
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'workspace: /work/go.work (go.work)',
      `commit: ${hash} (git, dirty)`,
      'GOTOOLCHAIN: auto (environment)',
    ]),
  );
  const { commit: _none, ...withoutGit } = base.project;
  expect(describeDecisions({ ...base, project: withoutGit })).toContain(
    'commit: none (no commit in git)',
  );
});

test("Go's own settings are told with their origin, but for those of build-env", () => {
  const lines = describeDecisions({
    ...decisions({ 'build-env': 'CGO_CFLAGS=-DKEY=hunter2' }),
    changed: [
      { name: 'CGO_CFLAGS', value: '-DKEY=hunter2', from: 'input build-env' },
      { name: 'GOEXPERIMENT', value: 'jsonv2', from: 'go env -w' },
      {
        name: 'GOPROXY',
        value: 'https://me:hunter2@proxy.example.com,direct',
        from: 'environment',
      },
    ],
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'GOEXPERIMENT: jsonv2 (go env -w)',
      'GOPROXY: https://***@proxy.example.com,direct (environment)',
      'build-env: CGO_CFLAGS (input build-env, values not shown)',
    ]),
  );
  expect(lines.join('\n')).not.toContain('hunter2');
});
