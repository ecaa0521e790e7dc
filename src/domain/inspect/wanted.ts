/** Which names and texts have to be looked for in a file before it can be judged? */

import type { BinaryFacts } from '../binary/facts.ts';
import type { Range } from '../binary/reading.ts';
import { cgoStubs } from '../build/cgo-stubs.ts';
import type { Program } from './header.ts';

export type WantedId =
  | 'load-location'
  | 'tzdata'
  | 'system-roots'
  | 'net-cgo'
  | 'user-cgo'
  | 'upx'
  | `stub:${string}`;

export interface Wanted {
  readonly id: WantedId;
  /** A function's name is in Go's table of them, a constant text anywhere. */
  readonly kind: 'function' | 'text';
  /** ASCII, with NUL where a name has to end; it is in the file where these bytes are. */
  readonly text: string;
  /** Where it is looked for; absent: in the whole file. */
  readonly ranges?: readonly Range[];
}

/** Whether each text is in the file; what is missing here was not looked for, and is not known. */
export type Found = ReadonlyMap<WantedId, boolean>;

/** Function names as Go's tables have them: they survive `-s -w`. */
const names: readonly (readonly [WantedId, string])[] = [
  ['load-location', 'time.LoadLocation\0'],
  ['tzdata', 'time/tzdata.'],
  ['system-roots', 'crypto/x509.loadSystemRoots\0'],
  ['net-cgo', 'net._C2func_getaddrinfo\0'],
  ['user-cgo', 'os/user._C'],
];

export function wantedTexts(facts: BinaryFacts): readonly Wanted[] {
  const programs = facts.format === 'fat' ? facts.slices : [facts];
  const wanted = new Map<WantedId, Wanted>();
  for (const item of programs.flatMap(wantedOf)) {
    const before = wanted.get(item.id);
    wanted.set(item.id, before === undefined ? item : either(before, item));
  }
  return [...wanted.values()];
}

function wantedOf(program: Program): readonly Wanted[] {
  if (program.go === undefined) return [{ id: 'upx', kind: 'text', text: 'UPX!' }];
  return [
    ...names.map(([id, text]) => ({
      id,
      kind: 'function' as const,
      text,
      ...inRanges(program.names),
    })),
    ...stubsOf(program).map(({ module, stubText }) => ({
      id: stubId(module),
      kind: 'text' as const,
      text: stubText,
      ...inRanges(program.texts),
    })),
  ];
}

/** The stubs that can be in it: their module is, and cgo was off. */
export function stubsOf({ go }: Program): typeof cgoStubs {
  if (go?.settings.get('CGO_ENABLED') !== '0') return [];
  const modules = new Set(go.deps.map(({ path }) => path));
  return cgoStubs.filter(({ module }) => modules.has(module));
}

export function stubId(module: string): WantedId {
  return `stub:${module}`;
}

function inRanges(ranges: readonly Range[] | undefined): { readonly ranges?: readonly Range[] } {
  return ranges === undefined ? {} : { ranges };
}

function either(a: Wanted, b: Wanted): Wanted {
  const { id, kind, text } = a;
  if (a.ranges === undefined || b.ranges === undefined) return { id, kind, text };
  return { id, kind, text, ranges: [...a.ranges, ...b.ranges] };
}
