import { expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import { cgoStubs } from '../../../src/domain/build/cgo-stubs.ts';
import { type Wanted, wantedTexts } from '../../../src/domain/inspect/wanted.ts';
import { elf, goInfo, macho, module } from '../../fakes/programs.ts';

const names = [{ offset: 10, length: 20 }];
const texts = [{ offset: 100, length: 200 }];
const sqlite = 'github.com/mattn/go-sqlite3';
const stubText = cgoStubs.find((stub) => stub.module === sqlite)?.stubText ?? '';

function functions(ranges?: Wanted['ranges']): readonly Wanted[] {
  const all: readonly Wanted[] = [
    { id: 'load-location', kind: 'function', text: 'time.LoadLocation\0' },
    { id: 'tzdata', kind: 'function', text: 'time/tzdata.' },
    { id: 'system-roots', kind: 'function', text: 'crypto/x509.loadSystemRoots\0' },
    { id: 'net-cgo', kind: 'function', text: 'net._C2func_getaddrinfo\0' },
    { id: 'user-cgo', kind: 'function', text: 'os/user._C' },
  ];
  return ranges === undefined ? all : all.map((wanted) => ({ ...wanted, ranges }));
}

const { go: _, ...bare } = elf();
const slice = (offset: number): BinaryFacts & { format: 'macho' } =>
  macho({ names: [{ offset, length: 5 }] });

test.each<[string, BinaryFacts, readonly Wanted[]]>([
  ['names where they are', elf({ names, texts }), functions(names)],
  ['names in the whole file where their place is not known', elf({ texts }), functions()],
  [
    'the text of a stub where its module is in it and cgo is off',
    elf({ names, texts, go: goInfo({}, { deps: [module(sqlite)] }) }),
    [...functions(names), { id: `stub:${sqlite}`, kind: 'text', text: stubText, ranges: texts }],
  ],
  [
    'no stub with cgo',
    elf({ names, texts, go: goInfo({ CGO_ENABLED: '1' }, { deps: [module(sqlite)] }) }),
    functions(names),
  ],
  [
    'without build info the mark of a packer alone',
    bare,
    [{ id: 'upx', kind: 'text', text: 'UPX!' }],
  ],
  [
    'both programs of a fat file in one pass',
    { format: 'fat', slices: [slice(10), slice(500)], damage: [] },
    functions([
      { offset: 10, length: 5 },
      { offset: 500, length: 5 },
    ]),
  ],
  [
    'the whole file where one program of a fat file does not tell',
    { format: 'fat', slices: [slice(10), macho()], damage: [] },
    functions(),
  ],
])('%s', (_name, facts, wanted) => {
  expect(wantedTexts(facts)).toEqual(wanted);
});
