import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectBinary, inspectUnreadable } from '../../../src/domain/inspect/inspect.ts';
import { rules } from '../../../src/domain/inspect/rules.ts';
import { type SarifBinary, formatSarif } from '../../../src/domain/inspect/sarif.ts';
import { schemaProblems } from '../../fixtures/json-schema.ts';
import { asked, elf, elfCgo, found } from '../../fakes/programs.ts';

type Tree = Record<string, unknown>;

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/sarif/sarif-schema-2.1.0.json'), 'utf8'),
) as Tree;

const amd64 = { os: 'linux', arch: 'amd64' };
const good: SarifBinary = {
  target: amd64,
  binary: 'notes',
  file: 'services/notes/go.mod',
  findings: inspectBinary(asked(), elf(), found()).findings,
};
const bad: SarifBinary = {
  ...good,
  findings: inspectBinary(
    asked({ cgo: true, floors: [{ kind: 'static', text: 'static' }] }),
    elfCgo({ interpreter: '/x\u001B[31m\uD800/ld-linux-x86-64.so.2', execStack: true }),
    found('load-location', 'system-roots'),
  ).findings,
};
const broken: SarifBinary = {
  target: { os: 'linux', arch: 'arm', variant: '6,softfloat' },
  binary: 'notes',
  file: 'go.mod',
  findings: inspectUnreadable(asked(), 'it is empty').findings,
};

function resultsOf(...binaries: readonly SarifBinary[]): readonly unknown[] {
  const { runs } = JSON.parse(formatSarif(binaries, '1.2.3')) as { runs: { results: unknown[] }[] };
  return runs.flatMap(({ results }) => results);
}

describe('against the schema of SARIF 2.1.0', () => {
  test.each<[string, readonly SarifBinary[]]>([
    ['no binary', []],
    ['nothing found', [good]],
    ['all kinds of findings', [good, bad, broken]],
  ])('%s is valid', (_, binaries) => {
    expect(schemaProblems(schema, JSON.parse(formatSarif(binaries, '1.2.3')))).toEqual([]);
  });

  test.each<[string, Tree, string]>([
    [
      'a level that is not known',
      { level: 'bad' },
      '#/runs/0/results/0/level is none of none,note,warning,error',
    ],
    ['a key that is not known', { severity: 'x' }, '#/runs/0/results/0/severity is not allowed'],
    ['no message', { message: undefined }, '#/runs/0/results/0 lacks message'],
    [
      'an index that is no number',
      { ruleIndex: 'x' },
      '#/runs/0/results/0/ruleIndex is no integer',
    ],
  ])('%s is caught', (_, wrong, problem) => {
    const log = JSON.parse(formatSarif([bad], '1.2.3')) as { runs: { results: Tree[] }[] };
    const [result] = log.runs[0]?.results ?? [];
    Object.assign(result ?? {}, wrong);
    const seen = schemaProblems(schema, JSON.parse(JSON.stringify(log)));
    expect(seen).toEqual([problem]);
  });
});

test('a result is located at the first line of its file, with its target and a fingerprint that stays', () => {
  expect(resultsOf(broken)).toEqual([
    {
      ruleId: 'GS-FORMAT',
      ruleIndex: 1,
      level: 'error',
      message: {
        text: 'notes for linux/arm/v6-softfloat: the file cannot be read as a program (it is empty). To fix it: build it again, and ship the file as Go links it: not truncated, not packed.',
      },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'go.mod' }, region: { startLine: 1 } },
        },
      ],
      partialFingerprints: {
        'ginShipFinding/v1': 'notes linux/arm/v6-softfloat GS-FORMAT 1',
      },
      properties: {
        target: 'linux/arm/v6-softfloat',
        binary: 'notes',
        value: 'it is empty',
        fix: 'build it again, and ship the file as Go links it: not truncated, not packed',
      },
    },
  ]);
});

test('a rule stands where its index says, with title and help', () => {
  const log = JSON.parse(formatSarif([bad], '1.2.3')) as {
    version: string;
    runs: { tool: { driver: Tree }; results: { ruleId: string; ruleIndex: number }[] }[];
  };
  const [run] = log.runs;
  const told = rules.map(({ id, title, help }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
  }));
  expect([log.version, run?.tool.driver]).toEqual([
    '2.1.0',
    { name: 'gin-ship', semanticVersion: '1.2.3', rules: told },
  ]);
  expect(run?.results.map(({ ruleIndex }) => rules[ruleIndex]?.id)).toEqual(
    run?.results.map(({ ruleId }) => ruleId),
  );
});

test('the same findings give the same bytes, and equal ones a fingerprint of their own', () => {
  const [finding] = broken.findings;
  const twice = { ...broken, findings: finding === undefined ? [] : [finding, finding] };
  expect(formatSarif([twice], '1')).toBe(formatSarif([structuredClone(twice)], '1'));
  expect(resultsOf(twice).map((result) => (result as Tree)['partialFingerprints'])).toEqual([
    { 'ginShipFinding/v1': 'notes linux/arm/v6-softfloat GS-FORMAT 1' },
    { 'ginShipFinding/v1': 'notes linux/arm/v6-softfloat GS-FORMAT 2' },
  ]);
});

test('a fingerprint stays while the value changes, and other findings have their own', () => {
  const [finding] = broken.findings;
  if (finding === undefined) throw new Error('no finding');
  const values = ['it is empty', 'it is cut off', '2.34'];
  const findings = values.map((value) => ({ ...finding, value }));
  const of = (binary: SarifBinary): readonly unknown[] =>
    resultsOf(binary).map((result) => (result as Tree)['partialFingerprints']);
  expect(
    values.flatMap((_, at) => of({ ...broken, findings: findings.slice(at, at + 1) })),
  ).toEqual(
    values.map(() => ({ 'ginShipFinding/v1': 'notes linux/arm/v6-softfloat GS-FORMAT 1' })),
  );
  const arch = { ...finding, id: 'GS-ARCH' } as const;
  expect(of({ ...broken, target: amd64, findings: [finding, arch, finding] })).toEqual([
    { 'ginShipFinding/v1': 'notes linux/amd64 GS-FORMAT 1' },
    { 'ginShipFinding/v1': 'notes linux/amd64 GS-ARCH 1' },
    { 'ginShipFinding/v1': 'notes linux/amd64 GS-FORMAT 2' },
  ]);
});

test.each([
  ['services/notes/go.mod', 'services/notes/go.mod'],
  ['go.mod', 'go.mod'],
  ['a:b/c d/go.mod', 'a%3Ab/c%20d/go.mod'],
  ['über/\uD800', '%C3%BCber/%EF%BF%BD'],
])('the file %j is written as %s', (file, uri) => {
  const region = { startLine: 1 };
  expect(resultsOf({ ...broken, file })).toEqual([
    expect.objectContaining({
      locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    }),
  ]);
});
