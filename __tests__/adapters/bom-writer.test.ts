import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBomWriter } from '../../src/adapters/bom-writer.ts';
import type { Archive } from '../../src/domain/archive/archive.ts';
import { inspectTarget } from '../../src/stages/inspect/inspect.ts';
import { planBom } from '../../src/domain/sbom/plan-bom.ts';
import { fakeWorld } from '../fakes/world.ts';
import { cycloneDxProblems } from '../fixtures/cyclonedx.ts';
import { goMod } from '../fixtures/programs.ts';
import { projectOf, writeTree } from '../fixtures/repository.ts';

interface Written {
  readonly components: readonly Readonly<Record<string, unknown>>[];
}

let folder = '';
let text = '';

/** go-humanize is one of those that examples/notes brings. */
const humanize = 'github.com/dustin/go-humanize';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  writeTree(folder, {
    'go.mod': goMod(
      'Example.com/App',
      'require (',
      'example.com/forked v1.2.3',
      `${humanize} v1.0.0`,
      ')',
      'replace example.com/forked => ./fork',
      `replace ${humanize} v1.0.0 => ${humanize} v1.0.1`,
    ),
    'go.sum': [
      `${humanize} v1.0.1 h1:GzkhY7T5VNhEkwH0PVJgjz+fX1rhBrR7pRT3mDkpeCY=`,
      `${humanize} v1.0.1/go.mod h1:Mu1zIs6XwVuF/gI1OepvI0qD18qycQx+mFykh5fBlto=`,
      '',
    ].join('\n'),
    'fork/go.mod': goMod('example.com/forked'),
    'fork/fork.go': 'package forked\n\nconst Name = "fork"\n',
    'cmd/app/main.go': `package main

import (
	"example.com/forked"
	"${humanize}/english"
)

func main() { println(forked.Name, english.PluralWord(2, "note", "")) }
`,
  });
  execFileSync('go', ['build', '-trimpath', '-buildvcs=false', '-o', 'app', './cmd/app'], {
    cwd: folder,
    env: { ...process.env, GOENV: 'off', GOFLAGS: '', CGO_ENABLED: '0' },
  });
  text = await createBomWriter().write(planBom(await facts()));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function facts(): Promise<Parameters<typeof planBom>[0]> {
  using world = fakeWorld();
  const target = { os: 'linux', arch: 'amd64' };
  const binary = {
    name: 'app',
    package: 'Example.com/App/cmd/app',
    path: `${folder}/app`,
    size: 1,
  };
  const project = projectOf(folder, 'ab'.repeat(20));
  const { programs } = await inspectTarget(world, {
    built: { target, cgo: false, binaries: [binary], measured: { startedAt: 0, wall: 0 } },
    project,
    goVersion: '1.26.8',
    judging: false,
    floors: [],
    keepsModules: true,
  });
  const archive: Archive = {
    target,
    cgo: false,
    file: 'app-linux-amd64.tar.gz',
    format: 'tar.gz',
    path: `${folder}/app-linux-amd64.tar.gz`,
    bytes: 1,
    sha256: 'ef'.repeat(32),
    binaries: programs.map((program) => ({ ...program, name: 'app', sha256: 'ab'.repeat(32) })),
    contents: ['app'],
    measured: { startedAt: 0, wall: 0 },
  };
  return { archive, project, toolVersion: '1.0.0' };
}

test("the document is one of CycloneDX 1.6 by that project's schema", () => {
  expect(JSON.parse(text)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  expect(cycloneDxProblems(text)).toEqual([]);
  const broken = text.replace('"library"', '"libary"');
  expect(cycloneDxProblems(broken)).not.toEqual([]);
});

test('it says of a real program what `go version -m` says', () => {
  const lines = execFileSync('go', ['version', '-m', 'app'], { cwd: folder, encoding: 'utf8' });
  const [, go = ''] = /^app: go(\S+)/.exec(lines) ?? [];
  const told = lines.split('\n').map((line) => line.trim().split('\t'));
  const [fork, replaced] = told
    .filter(([word]) => word === 'dep')
    .map((columns) => columns.slice(1));
  const [folderOf, other = []] = told
    .filter(([word]) => word === '=>')
    .map((columns) => columns.slice(1));
  const [path = '', version, sum] = other;
  const { components } = JSON.parse(text) as Written;
  const library = { type: 'library' };
  expect(components.filter(({ type }) => type === 'library')).toEqual([
    {
      ...library,
      'bom-ref': `example.com/forked@v1.2.3 replaced-by=${folderOf?.[0]}`,
      name: fork?.[0],
      version: fork?.[1],
      properties: [{ name: 'gin-ship:go:replaced-by', value: folderOf?.[0] }],
    },
    {
      ...library,
      'bom-ref': `pkg:golang/${path}@${version} replaces=${replaced?.join('@')}`,
      name: path,
      version,
      purl: `pkg:golang/${path}@${version}`,
      properties: [
        { name: 'gin-ship:go:sum', value: sum },
        { name: 'gin-ship:go:replaces', value: replaced?.join('@') },
      ],
    },
    {
      ...library,
      'bom-ref': `pkg:golang/stdlib@${go}`,
      name: 'stdlib',
      version: `go${go}`,
      purl: `pkg:golang/stdlib@${go}`,
      cpe: `cpe:2.3:a:golang:go:${go}:*:*:*:*:*:*:*`,
    },
  ]);
});

test('the same facts give the same bytes, whatever the language of the machine', async () => {
  const again = await createBomWriter().write(planBom(await facts()));
  expect(again).toBe(text);
});
