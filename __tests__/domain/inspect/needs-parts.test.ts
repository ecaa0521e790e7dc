import { expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import { inspectBinary } from '../../../src/domain/inspect/inspect.ts';
import { asked, elf, elfCgo, found, macho, pe } from '../../fakes/programs.ts';

test('of a file that names thousands of libraries the first are kept, and it is not trusted', () => {
  const needed = Array.from({ length: 4096 }, (_item, at) => `lib${at}.so`);
  const { libraries, unknown } = inspectBinary(
    asked({ cgo: true }),
    elfCgo({ needed }),
    found(),
  ).needs;
  expect([libraries.length, libraries.at(-1), unknown]).toEqual([256, 'lib255.so', ['link']]);
});

test.each<[string, BinaryFacts, readonly string[]]>([
  ['DLLs', pe({ unread: ['libraries'] }), ['link']],
  ['functions, on which nothing hangs', pe({ unread: ['functions'] }), []],
  ['libraries', elf({ unread: ['libraries'] }), ['link']],
  ['versions of a static program', elf({ unread: ['versions'] }), []],
])(
  'of a file that names more %s than are read, what is beyond is not known',
  (_, facts, unknown) => {
    const os = facts.format === 'pe' ? 'windows' : 'linux';
    const question = asked({ target: { os, arch: 'amd64' } });
    expect(inspectBinary(question, facts, found()).needs.unknown).toEqual(unknown);
  },
);

test('a program for macOS whose signature is missing, empty or followed by more is not signed', () => {
  const { signature: _signature, ...unsigned } = macho();
  const signatures = [
    { offset: 4608, size: 0, endsFile: true, begins: false },
    { offset: 4096, size: 512, endsFile: false, begins: true },
  ];
  const all = [macho(), unsigned, ...signatures.map((signature) => macho({ signature }))];
  const question = asked({ target: { os: 'darwin', arch: 'arm64' } });
  expect(all.map((facts) => inspectBinary(question, facts, found()).needs.signed)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
