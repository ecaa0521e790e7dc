import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Finding, createFinding } from '../../../src/domain/inspect/finding.ts';
import type { Target } from '../../../src/domain/target.ts';
import type { InspectedTarget } from '../../../src/stages/inspect/inspect.ts';
import { type JudgeRequest, judge, refuseErrors } from '../../../src/stages/inspect/judge.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { inspectedOf, staticNeeds } from '../../fixtures/inspected.ts';
import { projectOf } from '../../fixtures/repository.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
  mkdirSync(world.runner.workspace);
});
afterEach(() => world[Symbol.dispose]());

const amd64: Target = { os: 'linux', arch: 'amd64' };
const arm64: Target = { os: 'linux', arch: 'arm64' };

const roots = createFinding('GS-ROOTS', 'warning', {
  message: 'it needs CA certificates of the host',
  value: 'crypto/x509.loadSystemRoots',
  fix: 'install ca-certificates there',
});
const arch = createFinding('GS-ARCH', 'error', {
  message: 'it is for another architecture',
  value: 'arm64',
  fix: 'remove GOARCH from build-env',
});

function targetWith(
  target: Target,
  findings: readonly Finding[],
  link = 'static',
): InspectedTarget {
  const inspected = inspectedOf({
    target,
    cgo: false,
    binaries: [{ name: 'notes', package: 'example.com/notes/cmd/notes', path: '/x', size: 1 }],
    measured: { startedAt: 0, wall: 0 },
  });
  const needs = { ...staticNeeds, link: link as typeof staticNeeds.link };
  return { ...inspected, programs: inspected.programs.map((one) => ({ ...one, findings, needs })) };
}

function request(
  targets: readonly InspectedTarget[],
  mode: JudgeRequest['mode'] = 'fail',
): JudgeRequest {
  const project = { ...projectOf('/work'), module: 'example.com/notes', subfolder: 'services/n' };
  return { mode, project, targets, floors: [], version: '1.0.0' };
}

const warnings = (): readonly string[] =>
  world.recorded.lines.filter((line) => line.startsWith('warning'));

test('what several targets share is told once, with the line that fixes it', () => {
  const judged = judge(world, request([targetWith(amd64, [roots]), targetWith(arm64, [roots])]));
  expect(warnings()).toEqual([
    'warning: notes for all targets: GS-ROOTS: it needs CA certificates of the host (crypto/x509.loadSystemRoots); to fix it: install ca-certificates there',
  ]);
  expect(judged.findings.map(({ scope }) => scope)).toEqual(['notes for all targets']);
});

test('each program is told with where it runs', () => {
  judge(world, request([targetWith(amd64, [])]));
  expect(world.recorded.lines).toEqual([
    'info: notes for linux/amd64: static; runs on any Linux from kernel 3.2',
    'info:   Go 1.26.8, cgo off, link class static, GOAMD64=v1, segments aligned to 4096 bytes',
  ]);
});

test('errors fail the run with what fixes them, and leave the SARIF file', async () => {
  const outputDir = `${world.folder}/dist`;
  const judged = judge(world, request([targetWith(amd64, [arch]), targetWith(arm64, [roots])]));
  await expect(refuseErrors(world, judged, outputDir)).rejects.toThrow(
    [
      'inspecting the binaries: one thing would keep them from running where they are going',
      '  | notes for linux/amd64: GS-ARCH: it is for another architecture (arm64)',
      'Try:',
      '  - remove GOARCH from build-env',
      '  - or set `inspect: warn` to ship them all the same',
    ].join('\n'),
  );
  expect(readFileSync(`${outputDir}/inspect.sarif`, 'utf8')).toBe(judged.sarif);
  expect(world.recorded.outputs).toEqual({ sarif: `${outputDir}/inspect.sarif` });
  expect(readFileSync(`${outputDir}/.gitignore`, 'utf8')).toBe('*\n');
});

test('without errors nothing is refused, and nothing is written', async () => {
  const judged = judge(world, request([targetWith(amd64, [roots])]));
  await refuseErrors(world, judged, `${world.folder}/dist`);
  expect(existsSync(`${world.folder}/dist`)).toBe(false);
});

test('an error is a warning where inspect is warn, and stands in the failure otherwise', () => {
  judge(world, request([targetWith(amd64, [arch])], 'fail'));
  expect(warnings()).toEqual([]);
  judge(world, request([targetWith(amd64, [arch])], 'warn'));
  expect(warnings()).toEqual([
    'warning: notes for linux/amd64: GS-ARCH: it is for another architecture (arm64); to fix it: remove GOARCH from build-env',
  ]);
});

test('a matrix in which one target is dynamic and another static is told', () => {
  const mixed = [targetWith(amd64, [], 'dynamic-glibc'), targetWith(arm64, [])];
  const ids = (mode: JudgeRequest['mode']): readonly string[] =>
    judge(world, request(mixed, mode)).findings.map(({ id, scope }) => `${id} ${scope}`);
  expect(ids('fail')).toEqual(['GS-CGO-DRIFT notes for linux/amd64']);
  expect(ids('off')).toEqual([]);
});

test('a floor that is about none of the targets is told once, beside what is found', () => {
  const floors = [
    { kind: 'distribution', id: 'rhel', release: '9', text: 'rhel:9' },
    { kind: 'static', text: 'static' },
  ] as const;
  judge(world, { ...request([targetWith({ os: 'linux', arch: 'arm' }, [])]), floors });
  expect(warnings()).toEqual([
    'warning: must-run-on (rhel:9) was not judged: there is no such system for any target (linux/arm); to fix it: remove it from must-run-on, or add a target that it is for',
  ]);
  judge(world, { ...request([targetWith(amd64, [])]), floors });
  expect(warnings()).toHaveLength(1);
});

test('what several targets share is one result of the SARIF file, and notes are none', () => {
  const note = createFinding('GS-TZDATA', 'note', { message: 'm', value: 'v', fix: 'f' });
  const found = [targetWith(amd64, [roots, note]), targetWith(arm64, [roots])];
  const { sarif = '' } = judge(world, request(found));
  const log = JSON.parse(sarif) as { runs: { results: { message: unknown }[] }[] };
  expect(log.runs[0]?.results.map(({ message }) => message)).toEqual([
    {
      text: 'notes for all targets: it needs CA certificates of the host (crypto/x509.loadSystemRoots). To fix it: install ca-certificates there.',
    },
  ]);
});

test.each([
  ['services/n', 'services/n/go.mod'],
  ['.', 'go.mod'],
])('the SARIF file of a module in %s points to %s in the repository', (subfolder, uri) => {
  const one = request([targetWith(amd64, [roots])]);
  const { sarif = '' } = judge(world, { ...one, project: { ...one.project, subfolder } });
  const log = JSON.parse(sarif) as { runs: { results: { locations: unknown }[] }[] };
  expect(log.runs[0]?.results.map(({ locations }) => locations)).toEqual([
    [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
  ]);
});

test('where inspect is off there is no SARIF file: one without results would close all alerts', () => {
  expect(judge(world, request([targetWith(amd64, [])], 'off'))).not.toHaveProperty('sarif');
  expect(judge(world, request([targetWith(amd64, [])], 'warn'))).toHaveProperty('sarif');
});

test('a SARIF file that cannot be written is a warning, and the failure stays what it was', async () => {
  const judged = judge(world, request([targetWith(amd64, [arch])]));
  await world.files.writeText(`${world.folder}/dist`, 'a file');
  const refusing = refuseErrors(world, judged, `${world.folder}/dist`);
  await expect(refusing).rejects.toThrow('inspecting the binaries');
  expect(warnings()).toEqual([
    expect.stringContaining(`inspect.sarif could not be written to ${world.folder}/dist: `),
  ]);
});
