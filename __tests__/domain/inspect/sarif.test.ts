import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InspectedBinary } from '../../../src/domain/inspect/explain.ts';
import { type Finding, type Severity, createFinding } from '../../../src/domain/inspect/finding.ts';
import {
  type Inspected,
  inspectBinary,
  inspectUnreadable,
} from '../../../src/domain/inspect/inspect.ts';
import { rules } from '../../../src/domain/inspect/rules.ts';
import { type SarifFinding, formatSarif } from '../../../src/domain/inspect/sarif.ts';
import { shareFindings } from '../../../src/domain/inspect/share.ts';
import type { Target } from '../../../src/domain/target.ts';
import { schemaProblems } from '../../fixtures/json-schema.ts';
import { asked, elf, elfCgo, found } from '../../fakes/programs.ts';

type Tree = Record<string, unknown>;

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/sarif/sarif-schema-2.1.0.json'), 'utf8'),
) as Tree;

const amd64 = { os: 'linux', arch: 'amd64' };
const program = (target: Target, { findings, needs }: Inspected): InspectedBinary => ({
  target,
  binary: 'notes',
  needs,
  findings,
});
const good = program(amd64, inspectBinary(asked(), elf(), found()));
const bad = program(
  amd64,
  inspectBinary(
    asked({ cgo: true, floors: [{ kind: 'static', text: 'static' }] }),
    elfCgo({ interpreter: '/x\u001B[31m\uD800/ld-linux-x86-64.so.2', execStack: true }),
    found('load-location', 'system-roots'),
  ),
);
const broken = program(
  { os: 'linux', arch: 'arm', variant: '6,softfloat' },
  inspectUnreadable(asked(), 'it is empty'),
);

const at = (file: string, ...programs: readonly InspectedBinary[]): readonly SarifFinding[] =>
  shareFindings(programs).map((finding) => ({ ...finding, file }));

interface Log {
  readonly version: string;
  readonly runs: readonly { readonly tool: { readonly driver: Tree }; readonly results: Tree[] }[];
}

function resultsOf(findings: readonly SarifFinding[]): readonly Tree[] {
  const { runs } = JSON.parse(formatSarif(findings, '1.2.3')) as Log;
  return runs.flatMap(({ results }) => results);
}

describe('against the schema of SARIF 2.1.0', () => {
  test.each<[string, readonly InspectedBinary[]]>([
    ['no binary', []],
    ['nothing found', [good]],
    ['all kinds of findings', [good, bad, broken]],
  ])('%s is valid', (_, programs) => {
    const log: unknown = JSON.parse(formatSarif(at('services/notes/go.mod', ...programs), '1.2.3'));
    expect(schemaProblems(schema, log)).toEqual([]);
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
    const log = JSON.parse(formatSarif(at('go.mod', bad), '1.2.3')) as Log;
    const [result] = log.runs[0]?.results ?? [];
    Object.assign(result ?? {}, wrong);
    const seen = schemaProblems(schema, JSON.parse(JSON.stringify(log)));
    expect(seen).toEqual([problem]);
  });
});

test('a result is located at the first line of its file, with a fingerprint that stays', () => {
  const fix = 'build it again, and ship the file as Go links it: not truncated, not packed';
  const scope = 'notes for linux/arm/v6-softfloat';
  expect(resultsOf(at('go.mod', broken))).toEqual([
    {
      ruleId: 'GS-FORMAT',
      ruleIndex: 1,
      level: 'error',
      message: {
        text: `${scope}: the file cannot be read as a program (it is empty). To fix it: ${fix}.`,
      },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'go.mod' }, region: { startLine: 1 } } },
      ],
      partialFingerprints: { 'ginShipFinding/v1': 'GS-FORMAT' },
      properties: { findings: [{ level: 'error', scope, value: 'it is empty', fix }] },
    },
  ]);
});

test('a rule stands where its index says, with title and help', () => {
  const log = JSON.parse(formatSarif(at('go.mod', bad), '1.2.3')) as Log;
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
  expect(run?.results.map(({ ruleIndex }) => rules[Number(ruleIndex)]?.id)).toEqual(
    run?.results.map(({ ruleId }) => ruleId),
  );
});

const needed = (severity: Severity, value: string): Finding =>
  createFinding('GS-NEEDED', severity, { message: 'it needs', value, fix: 'install it' });
const withFindings = (arch: string, ...findings: readonly Finding[]): InspectedBinary => ({
  ...good,
  target: { os: 'linux', arch },
  findings,
});

test('the same findings give the same bytes', () => {
  const findings = at('go.mod', bad, broken);
  expect(formatSarif(findings, '1')).toBe(formatSarif(structuredClone(findings), '1'));
});

test('what is found of one rule is one result that names every target, the worst first: GitHub makes one alert of it', () => {
  const programs = [
    withFindings('amd64', needed('warning', 'libfoo.so.1')),
    withFindings('arm64', needed('warning', 'libfoo.so.1'), needed('error', 'libbar.so.2')),
    withFindings('arm'),
  ];
  const [only, ...rest] = resultsOf(at('go.mod', ...programs));
  expect(rest).toEqual([]);
  expect([only?.['level'], only?.['message']]).toEqual([
    'error',
    {
      text: [
        'notes for linux/arm64: it needs (libbar.so.2). To fix it: install it.',
        'notes for linux/amd64, linux/arm64: it needs (libfoo.so.1). To fix it: install it.',
      ].join('\n'),
    },
  ]);
  expect(only?.['properties']).toEqual({
    findings: [
      { level: 'error', scope: 'notes for linux/arm64', value: 'libbar.so.2', fix: 'install it' },
      {
        level: 'warning',
        scope: 'notes for linux/amd64, linux/arm64',
        value: 'libfoo.so.1',
        fix: 'install it',
      },
    ],
  });
});

test('notes are no alerts: every service has some', () => {
  const notes = withFindings('amd64', needed('note', 'a'));
  expect(resultsOf(at('go.mod', notes))).toEqual([]);
  const { findings } = inspectBinary(asked(), elf(), found('load-location', 'system-roots'));
  expect(findings.map(({ id }) => id)).toEqual(['GS-TZDATA', 'GS-ROOTS']);
  expect(resultsOf(at('go.mod', withFindings('amd64', ...findings)))).toEqual([]);
});

test('texts of a file make neither links nor placeholders', () => {
  const value = String.raw`lib[click](https://evil.example)\.so {0}`;
  const [result] = resultsOf(at('go.mod', withFindings('amd64', needed('warning', value))));
  expect(result?.['message']).toEqual({
    text: String.raw`notes for linux/amd64: it needs (lib\[click\](https://evil.example)\\.so {{0}}). To fix it: install it.`,
  });
  expect(result?.['properties']).toMatchObject({ findings: [{ value }] });
});

test('the texts of rules have nothing that would have to be escaped', () => {
  expect(rules.filter(({ title, help }) => /[[\]{}\\]/.test(title + help))).toEqual([]);
});

test('a fingerprint stays while what is found changes, and other rules have their own', () => {
  const of = (...findings: readonly Finding[]): readonly unknown[] =>
    resultsOf(at('go.mod', withFindings('amd64', ...findings))).map(
      (result) => result['partialFingerprints'],
    );
  const [format] = broken.findings;
  expect([
    of(needed('warning', 'a')),
    of(needed('error', 'b'), needed('warning', 'c')),
    of(needed('warning', 'a'), ...(format === undefined ? [] : [format])),
  ]).toEqual([
    [{ 'ginShipFinding/v1': 'GS-NEEDED' }],
    [{ 'ginShipFinding/v1': 'GS-NEEDED' }],
    [{ 'ginShipFinding/v1': 'GS-FORMAT' }, { 'ginShipFinding/v1': 'GS-NEEDED' }],
  ]);
});

test.each([
  ['services/notes/go.mod', 'services/notes/go.mod'],
  ['go.mod', 'go.mod'],
  ['a:b/c d/go.mod', 'a%3Ab/c%20d/go.mod'],
  ['über/\uD800', '%C3%BCber/%EF%BF%BD'],
])('the file %j is written as %s', (file, uri) => {
  const region = { startLine: 1 };
  expect(resultsOf(at(file, broken))).toEqual([
    expect.objectContaining({
      locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    }),
  ]);
});
