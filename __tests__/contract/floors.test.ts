import { expect, test } from 'vitest';
import { normalize } from '../../src/domain/paths.ts';
import { type Source, readSources } from './sources.ts';

/** What each floor may import: files of ours as `src/…`, packages by their name. */
const floors: readonly (readonly [floor: RegExp, may: RegExp, rule: string])[] = [
  [/^domain\//, /^src\/domain\//, 'domain/ imports only domain/'],
  [
    /^ports\.ts$/,
    /^src\/(?:domain\/|ports-[a-z]+\.ts$)/,
    'ports.ts imports only domain/ and other ports',
  ],
  [
    /^ports-[a-z]+\.ts$/,
    /^src\/(?:domain\/|ports-file\.ts$)/,
    'ports of one part import only domain/ and ports-file.ts',
  ],
  [
    /^stages\//,
    /^src\/(?:domain\/|stages\/|ports(?:-[a-z]+)?\.ts$)/,
    'stages/ import domain/, ports.ts and other stages',
  ],
  [
    /^adapters\//,
    /^src\/(?:domain\/|adapters\/|ports(?:-[a-z]+)?\.ts$)|^(?!src\/)/,
    'adapters/ import domain/, ports.ts, packages and other adapters',
  ],
  [
    /^wire\.ts$/,
    /^src\/(?:domain\/|adapters\/|ports(?:-[a-z]+)?\.ts$)|^(?!src\/)/,
    'wire.ts imports adapters/ and ports.ts',
  ],
  [
    /^start\.ts$/,
    /^src\/(?:domain\/|stages\/|(?:run|wire|ports(?:-[a-z]+)?)\.ts$)/,
    'only wire.ts imports adapters/',
  ],
  [/^main\.ts$/, /^src\/start\.ts$/, 'main.ts imports only start.ts'],
  [
    /^[^/]+\.ts$/,
    /^src\/(?:domain\/|stages\/|(?!wire|start|main)[^/]+\.ts$)/,
    'the pipeline imports stages/, domain/ and ports.ts',
  ],
];

/** Static, lazy and type-only imports, and exports from elsewhere. */
function importsOf({ path, text }: Source): readonly string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...found].map(([, from, bare, lazy]) => {
    const name = from ?? bare ?? lazy ?? '';
    return name.startsWith('.') ? normalize(`src/${path}/../${name}`) : name;
  });
}

/** Each import that a floor may not have, with its rule. */
function offenders(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const [, may, rule] = floors.find(([floor]) => floor.test(source.path)) ?? [];
    return importsOf(source)
      .filter((name) => may?.test(name) !== true)
      .map((name) => `${source.path} imports ${name}: ${rule ?? 'it is on no floor'}`);
  });
}

/** Lines at the left edge that do something when the file is imported. */
function actors(sources: readonly Source[]): readonly string[] {
  const idle =
    /^(?:import|export|const|let|type|interface|function|async function|class|declare|[)}\]>/*]|\s|$)/;
  return sources
    .filter(({ path }) => path !== 'main.ts')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, at) => ({ line, place: `${path}:${at + 1}` }))
        .filter(({ line }) => !idle.test(line) || /^(?:export )?const .*= await\b/.test(line))
        .map(({ line, place }) => `${place} acts when it is imported: ${line}`),
    );
}

test('each floor imports only what it may', () => {
  expect(offenders(readSources())).toEqual([]);
});

test('only main.ts acts when it is imported', () => {
  expect(actors(readSources())).toEqual([]);
});

test('every source is on a floor, and there are some on each', () => {
  const paths = readSources().map(({ path }) => path);
  const counts = floors.map(([floor]) => paths.filter((path) => floor.test(path)).length);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(paths.filter((path) => !floors.some(([floor]) => floor.test(path)))).toEqual([]);
});

test.each([
  ['domain/a.ts', `import { b } from '../adapters/log.ts';`, 'src/adapters/log.ts'],
  ['domain/a.ts', `import { readFile } from 'node:fs/promises';`, 'node:fs/promises'],
  ['domain/a.ts', `import semver from 'semver';`, 'semver'],
  ['domain/a/b.ts', `import type {\n  World,\n} from '../../ports.ts';`, 'src/ports.ts'],
  ['domain/a.ts', `export { b } from '../stages/b.ts';`, 'src/stages/b.ts'],
  ['domain/a.ts', `const b = await import('../stages/b.ts');`, 'src/stages/b.ts'],
  ['stages/a.ts', `import '../adapters/log.ts';`, 'src/adapters/log.ts'],
  ['stages/a/b.ts', `import { createLog } from '../../adapters/log.ts';`, 'src/adapters/log.ts'],
  ['stages/a.ts', `import { join } from 'node:path';`, 'node:path'],
  ['stages/a.ts', `import { ship } from '../pipeline.ts';`, 'src/pipeline.ts'],
  ['adapters/a.ts', `import { b } from '../stages/b.ts';`, 'src/stages/b.ts'],
  ['adapters/a.ts', `import { ship } from '../pipeline.ts';`, 'src/pipeline.ts'],
  ['ports.ts', `import type { B } from './stages/b.ts';`, 'src/stages/b.ts'],
  ['ports-service.ts', `import type { World } from './ports.ts';`, 'src/ports.ts'],
  ['pipeline.ts', `import { createLog } from './adapters/log.ts';`, 'src/adapters/log.ts'],
  ['pipeline.ts', `import { wire } from './wire.ts';`, 'src/wire.ts'],
  ['start.ts', `import { createLog } from './adapters/log.ts';`, 'src/adapters/log.ts'],
  ['main.ts', `import { wire } from './wire.ts';`, 'src/wire.ts'],
])('a seeded offender is caught: in %s %s', (path, text, name) => {
  expect(offenders([{ path, text }])).toEqual([
    expect.stringContaining(`${path} imports ${name}: `),
  ]);
});

test.each([`await start();`, `process.exitCode = 1;`, `console.log('x');`, `const x = await y();`])(
  'a seeded actor is caught: %s',
  (line) => {
    expect(actors([{ path: 'stages/a.ts', text: `const a = 1;\n${line}\n` }])).toEqual([
      `stages/a.ts:2 acts when it is imported: ${line}`,
    ]);
  },
);
