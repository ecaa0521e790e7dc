import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Tests that boot servers and deploy nothing to them, each with what they do there. */
const deployNothing: Readonly<Record<string, string>> = {
  'e2e/deploy-causes.test.ts': 'services that do not start, of units made by hand',
  'e2e/deploy-facts.test.ts': 'what servers have before a deploy',
  'e2e/deploy-units.test.ts': 'units that systemd reads, with no deploy around them',
  'e2e/helper-environment.test.ts': 'one function of the helper',
  'e2e/hosts-levers.test.ts': 'the hosts themselves',
  'e2e/hosts.test.ts': 'the hosts themselves',
};

/** What deploys, as it is called in a test. */
const deploying =
  /\b(?:deploy|deployTo|carry|openDeploy|openRollback|openShop|killRunner|startServed|startBench)\(/;

const reads = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The modules of the tests that one loads, with those that they load, and itself. */
function loadedBy(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  // Types of another module make nothing happen.
  const text = reads(path).replaceAll(/^import type [^;]*;/gm, '');
  for (const [, from = ''] of text.matchAll(/\bfrom '(\.[^']+\.ts)'/g)) {
    const next = normalize(join(dirname(path), from));
    if (!next.startsWith('..')) loadedBy(next, loaded);
  }
  return loaded;
}

const hosts = 'servers/hosts';
/** Either both of these, or the one that has both. */
const eyes = [`${hosts}/prober.ts`, `${hosts}/invariants.ts`];

const booting = ['e2e', 'faults']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith('.test.ts') && loadedBy(path).has(`${hosts}/boot-host.ts`));

test('every test that deploys to a server watches the service and checks what the server promises', () => {
  const unwatched = booting.filter((path) => {
    const loaded = loadedBy(path);
    return deployNothing[path] === undefined && !eyes.every((eye) => loaded.has(eye));
  });
  expect(unwatched).toEqual([]);
  expect(booting.length).toBeGreaterThan(25);
});

test('those that are said to deploy nothing are there, boot servers, and deploy nothing', () => {
  const untrue = Object.keys(deployNothing).filter(
    (path) => !booting.includes(path) || deploying.test(reads(path)),
  );
  expect(untrue).toEqual([]);
});

test('a watch that begins is asked in the end', () => {
  const unasked = booting.filter((path) => {
    if (deployNothing[path] !== undefined) return false;
    const text = reads(path);
    return (
      /\b(?:watchService|startProber)\(/.test(text) && !/\.check\(|checkInvariants\(/.test(text)
    );
  });
  expect(unasked).toEqual([]);
});
