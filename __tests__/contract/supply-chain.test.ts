import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../action/runner.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const manifest = JSON.parse(read('package.json')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;
const locked = Object.entries(packages).filter(([path]) => path !== '');

test('every package is locked by its content, and by no address', () => {
  const loose = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  const addressed = locked.filter(([, { resolved }]) => resolved !== undefined);
  expect([loose.map(([path]) => path), addressed.map(([path]) => path)]).toEqual([[], []]);
});

test('what is asked for is one exact version', () => {
  const asked = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  const versions = asked.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  expect(versions.length).toBeGreaterThan(20);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('no script of a package runs, here or in CI', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const installs = [read('script/set-up'), read('.github/workflows/ci.yml')]
    .join('\n')
    .match(/npm (?:ci|install)\b.*/g);
  expect(installs?.filter((line) => !line.includes('--ignore-scripts'))).toEqual([]);
});

test('the action itself is Node.js and the files of dist/, nothing that is fetched', () => {
  const action = read('action.yml');
  expect(action).toMatch(/^ {2}using: node24$/m);
  expect(action).toMatch(/^ {2}main: dist\/main\.js$/m);
  expect(action).not.toMatch(/composite|docker|pre:/);
});

test('the bundle is made of few packages, each with its licence, and can be read', () => {
  const names = [...read('dist/LICENSES.txt').matchAll(/^@?[\w./-]+ \d+\.\d+\.\d+\S* \(/gm)];
  expect(names.length).toBeGreaterThan(10);
  expect(names.length).toBeLessThanOrEqual(most);
  const lines = read('dist/main.js').split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(500);
});

/** Whoever adds one more has looked for another way. */
const most = 170;
