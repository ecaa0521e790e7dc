import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { logLines, summaryRow } from '../../src/domain/inspect/explain.ts';
import { inspectBinary, inspectUnreadable } from '../../src/domain/inspect/inspect.ts';
import { formatSarif } from '../../src/domain/inspect/sarif.ts';
import { shareFindings } from '../../src/domain/inspect/share.ts';
import type { Files } from '../../src/ports.ts';
import { readProgram } from '../../src/stages/inspect/read-program.ts';
import { randomFrom } from '../fixtures/hostile.ts';
import { type Built, buildAll } from '../oracle/built.ts';
import { buildCgo, nativeArch } from '../oracle/cgo-programs.ts';

const seed = 20_261_122;
/** Of all programs together, and each of the parts in which they are run. */
const runs = 20_150;

/** Of every class, byte order and format, with and without a loader. */
const programs = [
  'linux/amd64 os',
  'linux/386 os',
  'linux/arm os',
  'linux/mips os',
  'linux/s390x os',
  'linux/amd64 os pie',
  'openbsd/amd64 os',
  'windows/386 os',
  'windows/amd64 os',
  'darwin/amd64 os',
  'darwin/arm64 os',
];

interface Specimen {
  readonly name: string;
  readonly bytes: Buffer;
  readonly target: { readonly os: string; readonly arch: string };
  /** Where the reader looks when nothing is wrong: there a change is felt. */
  readonly places: readonly { readonly offset: number; readonly length: number }[];
}

let specimens: readonly Specimen[];

beforeAll(async () => {
  const built = await buildAll(programs);
  const [amd64, arm64] = ['darwin/amd64', 'darwin/arm64'].map((name) => bytesOf(built, name));
  const plain = built.map(({ platform, kind, path }): Omit<Specimen, 'places'> => {
    const [os = '', arch = ''] = platform.split('/');
    return { name: `${platform} ${kind}`, bytes: readFileSync(path), target: { os, arch } };
  });
  const gcc = { name: 'gcc', bytes: readFileSync(buildCgo('gcc-stripped')) };
  const all: readonly Omit<Specimen, 'places'>[] = [
    ...plain,
    { ...gcc, target: { os: 'linux', arch: nativeArch } },
    { name: 'fat', bytes: fatOf(amd64!, arm64!), target: { os: 'darwin', arch: 'arm64' } },
  ];
  specimens = await Promise.all(
    all.map(async (one) => {
      const places: { offset: number; length: number }[] = [];
      await readProgram(
        inMemory(one.bytes, (range) => places.push(range)),
        one.name,
      );
      return { ...one, places: places.filter(({ length }) => length < 64 * 1024) };
    }),
  );
}, 30 * 60_000);

function bytesOf(built: readonly Built[], platform: string): Buffer {
  return readFileSync(built.find((one) => one.platform === platform)?.path ?? '');
}

/** What `lipo -create` makes of two programs. */
function fatOf(amd64: Buffer, arm64: Buffer): Buffer {
  const page = 16_384;
  const second = page + Math.ceil(amd64.length / page) * page;
  const bytes = Buffer.alloc(second + arm64.length);
  const words = [
    ...[0xcafebabe, 2],
    ...[0x01000007, 3, page, amd64.length, 14],
    ...[0x0100000c, 0, second, arm64.length, 14],
  ];
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word, index * 4);
  amd64.copy(bytes, page);
  arm64.copy(bytes, second);
  return bytes;
}

type Seen = (range: { readonly offset: number; readonly length: number }) => void;

function inMemory(bytes: Buffer, seen: Seen): { readonly files: Pick<Files, 'withFile'> } {
  const read: Parameters<Parameters<Files['withFile']>[1]>[0]['read'] = ({ offset, length }) => {
    const part = bytes.subarray(offset, offset + length);
    seen({ offset, length: part.length });
    return Promise.resolve(part);
  };
  return { files: { withFile: (_path, use) => use({ size: bytes.length, read }) } };
}

interface Change {
  readonly at: number;
  readonly before: number;
}

/** Most of what sends a reader elsewhere stands at the start. */
const headers = { offset: 0, length: 512 };
const extremes = [0x00, 0xff, 0x7f, 0x80, 0x01];

/** One to eight bytes, in place; what was there before, the last first. */
function change({ bytes, places }: Specimen, random: () => number): readonly Change[] {
  const below = (end: number): number => Math.floor(random() * end);
  const changes: Change[] = [];
  for (let left = 1 + below(8); left > 0; left -= 1) {
    const place = random() < 0.5 ? headers : (places[below(places.length)] ?? headers);
    const at = random() < 0.95 ? place.offset + below(place.length) : below(bytes.length);
    changes.unshift({ at, before: bytes[at] ?? 0 });
    bytes[at] = random() < 0.5 ? (extremes[below(extremes.length)] ?? 0) : below(256);
  }
  return changes;
}

interface Outcome {
  readonly kind: 'unreadable' | 'damaged' | 'whole';
  /** Bytes that were read, and in how many pieces. */
  readonly bytes: number;
  readonly reads: number;
}

/** @throws whatever must not be thrown */
async function inspect({ name, bytes, target }: Specimen): Promise<Outcome> {
  const count = { bytes: 0, reads: 0 };
  const asked = { target, cgo: false, goVersion: '1.26.8', floors: [], runnerFolders: ['/home/r'] };
  const read = await readProgram(
    inMemory(bytes, ({ length }) => {
      count.bytes += length;
      count.reads += 1;
    }),
    name,
  );
  const inspected =
    'problem' in read
      ? inspectUnreadable(asked, read.problem)
      : inspectBinary(asked, read.facts, read.found);
  const told = { ...inspected, target, binary: 'app' };
  const lines = [...logLines(told), ...summaryRow(told)];
  // Most of a SARIF file is its rules, the same for all: a clean program's is not written.
  const findings = shareFindings([told]).map((finding) => ({ ...finding, file: 'go.mod' }));
  const sarif = findings.length === 0 ? '' : formatSarif(findings, '1.0.0');
  const odd = lines.find((line) => control.test(line));
  if (odd !== undefined) throw new Error(`control characters: ${JSON.stringify(odd)}`);
  if (lines.join('').length + sarif.length > 200_000) throw new Error(`too much is told: ${name}`);
  if ('problem' in read) return { kind: 'unreadable', ...count };
  return { kind: read.facts.damage.length > 0 ? 'damaged' : 'whole', ...count };
}

/** What a terminal or the runner would act on. */
// oxlint-disable-next-line no-control-regex -- they are what must not be there
const control = /^\s*::|##\[|[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

describe('a program of which some bytes are changed', () => {
  test(
    `gives facts or a reason, from few bytes in few pieces, ${runs} times`,
    async () => {
      const wrong: string[] = [];
      const kinds = { unreadable: 0, damaged: 0, whole: 0 };
      let largest = { share: 0, run: '' };
      let most = { reads: 0, run: '' };
      for (let number = 0; number < runs && wrong.length < 5; number += 1) {
        const specimen = specimens[number % specimens.length]!;
        const run = `${specimen.name}, seed ${seed + number}`;
        const changes = change(specimen, randomFrom(seed + number));
        try {
          const { kind, bytes, reads } = await inspect(specimen);
          kinds[kind] += 1;
          const share = bytes / specimen.bytes.length;
          if (share > largest.share) largest = { share, run };
          if (reads > most.reads) most = { reads, run };
        } catch (error) {
          wrong.push(`${run}: ${error instanceof Error ? error.stack : String(error)}`);
        }
        for (const { at, before } of changes) specimen.bytes[at] = before;
      }
      expect(wrong).toEqual([]);
      expect(largest.share, largest.run).toBeLessThan(5);
      expect(most.reads, most.run).toBeLessThan(2000);
      for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(500);
    },
    30 * 60_000,
  );

  test('is as it was afterwards', async () => {
    for (const specimen of specimens) {
      const again = await readProgram(
        inMemory(specimen.bytes, () => undefined),
        specimen.name,
      );
      expect(again).toMatchObject({ facts: { damage: [] } });
    }
  });
});
