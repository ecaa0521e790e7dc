import { expect, test } from 'vitest';
import type { MachOFacts } from '../../../../src/domain/binary/facts.ts';
import { readFat, readMachO } from '../../../../src/domain/binary/macho/read-macho.ts';
import { goTestdata } from '../../../fixtures/go-testdata.ts';
import { drive } from '../../../fixtures/hostile.ts';

const read = (name: string) => {
  const bytes = goTestdata('macho', `${name}.base64`);
  return drive(bytes, readMachO({ size: bytes.length }));
};

const x86: MachOFacts = {
  format: 'macho',
  bits: 32,
  order: 'little',
  cpuType: 7,
  cpuSubtype: 3,
  fileType: 2,
  libraries: [],
  damage: [],
};
/** Its subtype says that it needs the 64-bit libraries (CPU_SUBTYPE_LIB64). */
const amd64 = { ...x86, bits: 64, cpuType: 0x0100_0007, cpuSubtype: 0x8000_0003 } as const;

const system = { path: '/usr/lib/libSystem.B.dylib', kind: 'load' } as const;
const gcc = { path: '/usr/lib/libgcc_s.1.dylib', kind: 'load' } as const;
const sierra = { minOs: '10.12', sdk: '10.12' };
const gcc386 = { ...x86, libraries: [gcc, system], uuid: '5a375931965362bafdea1e3c2aabeec4' };
const gccAmd64 = { ...amd64, libraries: [gcc, system], uuid: '3b24b8720e4576d428aaee89b0c1215d' };

/** As llvm-objdump --macho --private-headers lists them. */
test.each<[string, MachOFacts]>([
  ['gcc-386-darwin-exec', gcc386],
  ['gcc-amd64-darwin-exec', gccAmd64],
  ['gcc-amd64-darwin-exec-with-bad-dysym', gccAmd64],
  [
    'gcc-amd64-darwin-exec-debug',
    { ...amd64, fileType: 10, uuid: '220efad905598307f95e9f873725396f' },
  ],
  [
    'clang-386-darwin-exec-with-rpath',
    { ...x86, ...sierra, libraries: [system], uuid: '1bde91f9ce56378bad174ab39c20d4bd' },
  ],
  [
    'clang-amd64-darwin-exec-with-rpath',
    { ...amd64, ...sierra, libraries: [system], uuid: '7f2c2efa311a3bd28c49a9c95d4dfa49' },
  ],
  ['clang-386-darwin.obj', { ...x86, fileType: 1, minOs: '10.12' }],
  ['clang-amd64-darwin.obj', { ...amd64, cpuSubtype: 3, fileType: 1, minOs: '10.12' }],
])('%s is read as other tools read it', (name, facts) => {
  const { outcome, reads } = read(name);
  expect({ outcome, reads }).toEqual({ outcome: facts, reads: 1 });
});

test('both programs of a fat file are read', () => {
  const bytes = goTestdata('macho', 'fat-gcc-386-amd64-darwin-exec.base64');
  expect(drive(bytes, readFat({ size: bytes.length })).outcome).toEqual({
    format: 'fat',
    slices: [gcc386, gccAmd64],
    damage: [],
  });
});
