import * as fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planCleaning } from '../../src/domain/archive/output.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Archive } from '../../src/domain/archive/archive.ts';
import type { AttestWish, Attestor } from '../../src/ports-attest.ts';
import {
  type AttestedSet,
  attestArchives,
  describeAttested,
  foreseeAttest,
  foreseeProvenance,
} from '../../src/stages/attest.ts';
import { inputsOf } from '../fakes/inputs.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

let world: FakeWorld;
let asked: AttestWish[];
beforeEach(() => {
  asked = [];
  world = fakeWorld({ attestor: attestor() });
});
afterEach(() => world[Symbol.dispose]());

function attestor(parts: Partial<Attestor> = {}): Attestor {
  return {
    unavailable: () => undefined,
    hasIdentity: () => true,
    async attest(wish) {
      asked.push(wish);
      return {
        bundle: `{"bundle":${asked.length}}`,
        url: `https://github.example/${asked.length}`,
      };
    },
    ...parts,
  };
}

const access = { token: 'canary', repository: 'someone/notes' };

function archive(file: string, bom?: string): Archive {
  const path = `${world.folder}/${file}`;
  const beside = { file: `${file}.cdx.json`, path: `${path}.cdx.json`, sha256: 'ef'.repeat(32) };
  if (bom !== undefined) fs.writeFileSync(beside.path, bom);
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file,
    format: 'zip',
    path,
    bytes: 1,
    sha256: 'ab'.repeat(32),
    binaries: [],
    ...(bom === undefined ? {} : { bom: beside }),
    contents: [],
    measured: { startedAt: 0, wall: 0 },
  };
}

async function attested(archives: readonly Archive[]): Promise<AttestedSet> {
  const inputs = inputsOf({ attest: 'true', token: 'canary' });
  const set = await attestArchives(world, inputs, { archives, outputDir: world.folder });
  if (!set.done) throw new Error(set.reason);
  return set.value;
}

test('one statement says where all archives come from', async () => {
  const archives = [archive('a.zip'), archive('b.zip')];
  const set = await attested(archives);
  expect(asked).toEqual([{ access, subjects: archives }]);
  expect(set.files).toEqual([`${world.folder}/provenance.sigstore.json`]);
  expect(fs.readFileSync(set.files[0] ?? '', 'utf8')).toBe('{"bundle":1}\n');
  expect(describeAttested(set)).toBe('where 2 archives came from, https://github.example/1');
});

test('with bills of materials there is one more of each, a line each in one file', async () => {
  const archives = [archive('a.zip', '{"a":1}'), archive('b.zip', '{"b":1}')];
  const set = await attested(archives);
  const sha256 = 'ab'.repeat(32);
  expect(asked.slice(1)).toEqual([
    {
      access,
      subjects: [{ file: 'a.zip', sha256 }],
      predicate: { type: 'https://cyclonedx.org/bom', json: '{"a":1}' },
    },
    {
      access,
      subjects: [{ file: 'b.zip', sha256 }],
      predicate: { type: 'https://cyclonedx.org/bom', json: '{"b":1}' },
    },
  ]);
  expect(set.files).toEqual([
    `${world.folder}/provenance.sigstore.json`,
    `${world.folder}/sbom.sigstore.jsonl`,
  ]);
  expect(fs.readFileSync(set.files[1] ?? '', 'utf8')).toBe('{"bundle":2}\n{"bundle":3}\n');
  expect(describeAttested(set)).toBe(
    'where 2 archives came from, and what is in each, https://github.example/1',
  );
});

test('the next run removes the bundles with the set that they are of', () => {
  const manifest = JSON.stringify({
    schema: 'gin-ship/manifest/v1',
    name: 'notes',
    version: '1.0.0',
    timestamp: '20251201-1400',
    module: 'example.com/notes',
    build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
    archives: [],
  });
  const names = ['manifest.json', 'provenance.sigstore.json', 'sbom.sigstore.jsonl'];
  const made = { name: 'notes', module: 'example.com/notes' };
  expect(planCleaning('/out', { names, manifests: [manifest] }, made)).toEqual(names);
  expect(() => planCleaning('/out', { names: names.slice(1), manifests: [] }, made)).toThrow(
    'no manifest shows that gin-ship made what is there',
  );
});

test('with identity and token it is done in the name of the repository', () => {
  const inputs = inputsOf({ attest: 'true', token: 'canary' });
  expect(foreseeAttest(world, inputs)).toEqual({ done: true, value: access });
});

test.each([
  [{}, attestor(), 'attest is false'],
  [{ attest: 'true' }, attestor({ unavailable: () => 'of this' }), 'of this'],
])('%j is skipped', (given, attests, reason) => {
  const here = { ...world, attestor: attests };
  expect(foreseeAttest(here, inputsOf(given))).toEqual({ done: false, reason });
});

test.each([
  [
    { attest: 'true', token: 'canary' },
    attestor({ hasIdentity: () => false }),
    'attest-permission',
  ],
  [{ attest: 'true' }, attestor(), 'attest-token'],
])('%j with what is missing fails: %o', (given, attests, code) => {
  const fails = (): unknown => foreseeAttest({ ...world, attestor: attests }, inputsOf(given));
  expect(fails).toThrow(Failure);
  expect(fails).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ code }) as unknown }),
  );
});

test.each([
  [{ attest: 'true', token: 'canary' }, 'attest-commit'],
  [{ attest: 'true', token: 'canary', 'dry-run': 'true' }, undefined],
  [{}, undefined],
])('of another commit than the event has %j ends with %s', (given, code) => {
  const runner = { ...world.runner, env: { GITHUB_SHA: 'ab'.repeat(20) } };
  const commit = { hash: 'cd'.repeat(20), timeSeconds: 0, dirty: false };
  let found: unknown;
  try {
    foreseeProvenance({ ...world, runner }, inputsOf(given), { commit });
  } catch (error) {
    found = error instanceof Failure ? error.facts.code : error;
  }
  expect(found).toBe(code);
});
