import { expect, test } from 'vitest';
import type { Archive, ArchivedBinary } from '../../../src/domain/archive/archive.ts';
import type { GoInfo, GoModule } from '../../../src/domain/binary/go-facts.ts';
import { planBom } from '../../../src/domain/sbom/plan-bom.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';
import { projectOf } from '../../fixtures/repository.ts';

const file = 'notes-1.4.0-linux-amd64.tar.gz';
const gin: GoModule = { path: 'github.com/gin-gonic/gin', version: 'v1.12.0', sum: 'h1:gin=' };

function infoOf(parts: Partial<GoInfo> = {}): GoInfo {
  return {
    version: 'go1.26.8',
    main: { path: 'example.com/notes', version: 'v1.4.0' },
    deps: [gin],
    settings: new Map([['GOOS', 'linux']]),
    ...parts,
  };
}

function binary(
  name: string,
  go?: GoInfo,
  inside = `example.com/notes/cmd/${name}`,
): ArchivedBinary {
  const facts = { name, package: inside, size: 6, sha256: 'cd'.repeat(32), needs: staticNeeds };
  return go === undefined ? facts : { ...facts, go };
}

function planned(...binaries: readonly ArchivedBinary[]): ReturnType<typeof planBom> {
  const archive: Archive = {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file,
    format: 'tar.gz',
    path: `/staging/${file}`,
    bytes: 42,
    sha256: '0123456789abcdef0123456789abcdef'.repeat(2),
    binaries,
    contents: [],
    measured: { startedAt: 0, wall: 0 },
  };
  const project = projectOf('/work', 'ab'.repeat(20));
  return planBom({ archive, project, toolVersion: '1.0.0' });
}

const onlyModule = (module: GoModule): unknown =>
  planned(binary('notes', infoOf({ deps: [module] }))).components[1];

test('an archive is described by what it is, its programs and what is in them', () => {
  expect(planned(binary('notes', infoOf()))).toEqual({
    serialNumber: 'urn:uuid:01234567-89ab-8def-8123-456789abcdef',
    timeSeconds: Date.UTC(2026, 10, 22, 13, 51, 6) / 1000,
    toolVersion: '1.0.0',
    subject: {
      ref: file,
      kind: 'application',
      name: 'notes',
      version: '1.4.0',
      purl: 'pkg:golang/example.com/notes@v1.4.0',
      sha256: '0123456789abcdef0123456789abcdef'.repeat(2),
      properties: [
        { name: 'gin-ship:file', value: file },
        { name: 'gin-ship:target', value: 'linux/amd64' },
        { name: 'gin-ship:commit', value: 'ab'.repeat(20) },
      ],
      dependsOn: [`${file}#notes`],
    },
    components: [
      {
        ref: `${file}#notes`,
        kind: 'application',
        name: 'notes',
        version: '1.4.0',
        purl: 'pkg:golang/example.com/notes@v1.4.0#cmd/notes',
        sha256: 'cd'.repeat(32),
        properties: [
          { name: 'gin-ship:go:package', value: 'example.com/notes/cmd/notes' },
          { name: 'gin-ship:go:setting:GOOS', value: 'linux' },
        ],
        dependsOn: ['pkg:golang/github.com/gin-gonic/gin@v1.12.0', 'pkg:golang/stdlib@1.26.8'],
      },
      {
        ref: 'pkg:golang/github.com/gin-gonic/gin@v1.12.0',
        kind: 'library',
        name: 'github.com/gin-gonic/gin',
        version: 'v1.12.0',
        purl: 'pkg:golang/github.com/gin-gonic/gin@v1.12.0',
        properties: [{ name: 'gin-ship:go:sum', value: 'h1:gin=' }],
        dependsOn: [],
      },
      {
        ref: 'pkg:golang/stdlib@1.26.8',
        kind: 'library',
        name: 'stdlib',
        version: 'go1.26.8',
        purl: 'pkg:golang/stdlib@1.26.8',
        cpe: 'cpe:2.3:a:golang:go:1.26.8:*:*:*:*:*:*:*',
        properties: [],
        dependsOn: [],
      },
    ],
  });
});

test('a module that two programs share stands once, and each program names its own', () => {
  const other: GoModule = { path: 'example.com/other', version: 'v0.1.0' };
  const { components } = planned(
    binary('notes', infoOf()),
    binary('tool', infoOf({ deps: [gin, other] })),
  );
  expect(components.map(({ ref, dependsOn }) => [ref, dependsOn.length])).toEqual([
    [`${file}#notes`, 2],
    [`${file}#tool`, 3],
    ['pkg:golang/example.com/other@v0.1.0', 0],
    ['pkg:golang/github.com/gin-gonic/gin@v1.12.0', 0],
    ['pkg:golang/stdlib@1.26.8', 0],
  ]);
});

test('a module that is replaced by another is that other one, and says what it stands for', () => {
  const replacedBy: GoModule = { path: 'example.com/Fork', version: 'v1.0.1', sum: 'h1:fork=' };
  expect(onlyModule({ ...gin, replacedBy })).toEqual({
    ref: 'pkg:golang/example.com/fork@v1.0.1 replaces=github.com/gin-gonic/gin@v1.12.0',
    kind: 'library',
    name: 'example.com/Fork',
    version: 'v1.0.1',
    purl: 'pkg:golang/example.com/fork@v1.0.1',
    properties: [
      { name: 'gin-ship:go:sum', value: 'h1:fork=' },
      { name: 'gin-ship:go:replaces', value: 'github.com/gin-gonic/gin@v1.12.0' },
    ],
    dependsOn: [],
  });
});

test('a module that is replaced by a folder has no package URL: nobody else can know it', () => {
  const replacedBy: GoModule = { path: './fork', version: '(devel)' };
  expect(onlyModule({ ...gin, replacedBy })).toEqual({
    ref: 'github.com/gin-gonic/gin@v1.12.0 replaced-by=./fork',
    kind: 'library',
    name: 'github.com/gin-gonic/gin',
    version: 'v1.12.0',
    properties: [{ name: 'gin-ship:go:replaced-by', value: './fork' }],
    dependsOn: [],
  });
});

test.each([
  ['go1.27rc1', '1.27rc1', 'cpe:2.3:a:golang:go:1.27:rc1:*:*:*:*:*:*'],
  ['go1.26.8 X:jsonv2', '1.26.8', 'cpe:2.3:a:golang:go:1.26.8:*:*:*:*:*:*:*'],
  ['go1.26.8-corp.2', '1.26.8', 'cpe:2.3:a:golang:go:1.26.8:*:*:*:*:*:*:*'],
  ['devel go1.28-1f2e3d Mon', undefined, undefined],
])("%s: the standard library's version is %s", (version, known, cpe) => {
  const library = planned(binary('notes', infoOf({ version, deps: [] }))).components[1];
  const purl = `pkg:golang/stdlib${known === undefined ? '' : `@${known}`}`;
  expect([library?.version, library?.purl, library?.cpe]).toEqual([version, purl, cpe]);
});

test('settings that can hold what build-env keeps to itself are left out', () => {
  const settings = new Map([
    ['-ldflags', '-X main.key=canary'],
    ['CGO_CFLAGS', '-DKEY=canary'],
    ['vcs.revision', 'ab'],
    ['GOAMD64', 'v3'],
    ['CGO_ENABLED', '1'],
  ]);
  const [program] = planned(binary('notes', infoOf({ settings }))).components;
  expect(program?.properties.slice(1)).toEqual([
    { name: 'gin-ship:go:setting:CGO_ENABLED', value: '1' },
    { name: 'gin-ship:go:setting:GOAMD64', value: 'v3' },
    { name: 'gin-ship:go:setting:vcs.revision', value: 'ab' },
  ]);
});

test('a program without build info is listed with nothing in it', () => {
  const { subject, components } = planned(binary('notes'));
  expect(subject).not.toHaveProperty('purl');
  expect(components.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([['notes', []]]);
});

test('a main package outside the main module has no package URL of its own', () => {
  const [program] = planned(binary('notes', infoOf(), 'example.com/notes-tool')).components;
  expect(program).not.toHaveProperty('purl');
});
