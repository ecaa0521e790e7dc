import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { GoInfo, GoModule } from '../../../../src/domain/binary/facts.ts';
import { take } from '../../../../src/domain/binary/reading.ts';
import { drive } from '../../../fixtures/hostile.ts';
import { readFile } from '../../../fixtures/read-file.ts';
import { readelf, toldBy } from '../../../fixtures/readelf.ts';

const go = (...args: readonly string[]) =>
  execFileSync('go', args, {
    encoding: 'utf8',
    env: { ...process.env, GOENV: 'off', GOFLAGS: '' },
  });
const root = go('env', 'GOROOT').trim();
const tools = go('env', 'GOTOOLDIR').trim();
const testdata = `${root}/src/debug/elf/testdata`;

function isElf(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const start = { offset: 0, length: Math.min(4, statSync(path).size) };
  const head = readFile(path, (file) => take(file, start, { what: path, order: 'big' }));
  return Buffer.from(head.value.bytes).toString('latin1') === '\x7fELF';
}

const filesOf = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];

/** Every so many, so that the sample is spread over the alphabet; links are followed once. */
const sampleOf = (folder: string, every: number): readonly string[] =>
  filesOf(folder)
    .filter((_, index) => index % every === 0)
    .flatMap((path) => (existsSync(path) ? [realpathSync(path)] : []));

const onLinux = process.platform === 'linux';
/** Binutils are on every Linux that has a C compiler, and nowhere else for sure. */
const canCompare = onLinux && spawnSync('readelf', ['--version']).status === 0;
const system = canCompare
  ? [...sampleOf('/usr/bin', 40), ...sampleOf('/usr/lib/x86_64-linux-gnu', 60)]
  : [];
const objects = filesOf(testdata).filter(isElf);
const programs = [...new Set(system)].filter(isElf);
const goPrograms = [`${root}/bin/go`, ...filesOf(tools)].filter(isElf);

test('there is something to compare with', () => {
  expect(objects.length).toBeGreaterThan(20);
  expect(goPrograms.length > 0).toBe(onLinux);
});

test('programs and libraries of this machine are told as readelf tells them', () => {
  const compared = [...programs, ...(canCompare ? goPrograms : [])].map((path) => {
    const { value } = readFile(path, readElf);
    return { path, damage: value.damage, ours: toldBy(value), theirs: readelf(path) };
  });
  for (const { path, damage, ours, theirs } of compared) {
    expect({ path, damage, ...ours }).toEqual({ path, damage: [], ...theirs });
  }
});

test("Go's own test files are read, whatever machine they are for", () => {
  const heads = objects.map((path) => {
    const { bits, order, machine, type } = readFile(path, readElf).value;
    return `${path.slice(testdata.length + 1)} ${bits} ${order} ${machine} ${type}`;
  });
  expect(heads).toEqual(
    expect.arrayContaining([
      'gcc-386-freebsd-exec 32 little 3 2',
      'gcc-amd64-linux-exec 64 little 62 2',
      'gcc-riscv64-linux-exec 64 little 243 2',
      'go-relocation-test-gcc492-mips64.obj 64 big 8 1',
      'go-relocation-test-gcc531-s390x.obj 64 big 22 1',
      'go-relocation-test-gcc5-ppc.obj 32 big 20 1',
      'libtiffxx.so_ 64 little 62 3',
    ]),
  );
});

test('a memory dump is read as one', () => {
  const bytes = gunzipSync(readFileSync(`${testdata}/hello-world-core.gz`));
  const { outcome } = drive(bytes, readElf({ size: bytes.length }));
  expect(outcome).toMatchObject({ type: 4, dynamic: false, damage: [] });
});

test("the build info of Go's programs is what `go version -m` prints, for few bytes", () => {
  for (const path of goPrograms) {
    const { value, bytes } = readFile(path, readElf);
    expect([path, ...linesOf(value.go)]).toEqual([path, ...printed(path)]);
    expect(bytes).toBeLessThan(16 * 1024);
    expect([value.names?.length, value.texts?.length]).toEqual([1, 1]);
  }
});

/** Of a first line `PATH: VERSION` and lines with a tab before them. */
function printed(path: string): readonly string[] {
  const [head = '', ...lines] = go('version', '-m', path).trimEnd().split('\n');
  return [head.slice(path.length + 2), ...lines.map((line) => line.slice(1).trimEnd())];
}

function linesOf(info: GoInfo | undefined): readonly string[] {
  if (!info) return [];
  const module = (
    word: string,
    { path, version, sum, replacedBy }: GoModule,
  ): readonly string[] => [
    [word, path, version, sum ?? ''].join('\t').trimEnd(),
    ...(replacedBy ? module('=>', replacedBy) : []),
  ];
  return [
    info.version,
    `path\t${info.path}`,
    ...(info.main ? module('mod', info.main) : []),
    ...info.deps.flatMap((dep) => module('dep', dep)),
    ...[...info.settings].map(([key, value]) => `build\t${key}=${value}`),
  ];
}
