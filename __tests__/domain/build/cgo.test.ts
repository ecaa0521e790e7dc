import { expect, test } from 'vitest';
import { needsCgo } from '../../../src/domain/build/cgo-stubs.ts';
import {
  type CgoChoice,
  type CgoQuestion,
  compilerNames,
  decideCgo,
} from '../../../src/domain/build/cgo.ts';

const native = { os: 'linux', arch: 'amd64' };
const arm64 = { os: 'linux', arch: 'arm64' };
const darwin = { os: 'darwin', arch: 'arm64' };
const sqlite = 'github.com/mattn/go-sqlite3';
const instead =
  'or use a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite';

const plain: CgoQuestion = {
  mode: 'auto',
  target: native,
  native,
  cgoModules: [],
  found: new Set(['gcc']),
};

const off: CgoChoice = { on: false, env: {} };

test.each<[string, Partial<CgoQuestion>, CgoChoice]>([
  ['off where no module needs it', {}, off],
  [
    'off where no module needs it, even with a compiler for the target named',
    { userCompiler: 'zig cc' },
    off,
  ],
  ['on where a module needs it and gcc is there', { cgoModules: [sqlite] }, { on: true, env: {} }],
  [
    "on with the compiler that is there, where it is not Go's own choice",
    { cgoModules: [sqlite], found: new Set(['clang', 'cc']) },
    { on: true, env: { CC: 'clang', CXX: 'clang++' } },
  ],
  [
    'on with cc, where nothing else is there',
    { cgoModules: [sqlite], found: new Set(['cc']) },
    { on: true, env: { CC: 'cc', CXX: 'c++' } },
  ],
  [
    'on with the compiler that the user named',
    { cgoModules: [sqlite], found: new Set(), userCompiler: 'zig cc' },
    { on: true, env: {} },
  ],
  [
    'on with the compiler of the environment, whatever else is there',
    { cgoModules: [sqlite], found: new Set(['clang', 'cc']), nativeCompiler: 'icx' },
    { on: true, env: {} },
  ],
  [
    'off where no module needs it, even with a compiler in the environment',
    { nativeCompiler: 'icx' },
    off,
  ],
  [
    'on with a cross compiler, where that of the environment is for the runner',
    {
      target: arm64,
      cgoModules: [sqlite],
      found: new Set(['aarch64-linux-gnu-gcc']),
      nativeCompiler: 'icx',
    },
    { on: true, env: { CC: 'aarch64-linux-gnu-gcc', CXX: 'aarch64-linux-gnu-g++' } },
  ],
  [
    'off with a warning where a module needs it and there is no compiler',
    { cgoModules: [sqlite], found: new Set() },
    {
      ...off,
      warning: `linux/amd64: ${sqlite} needs cgo and there is no C compiler for linux/amd64 on PATH: the program will build but not work; install gcc, ${instead}`,
    },
  ],
  [
    'on for another architecture with its cross compiler',
    { target: arm64, cgoModules: [sqlite], found: new Set(['gcc', 'aarch64-linux-gnu-gcc']) },
    { on: true, env: { CC: 'aarch64-linux-gnu-gcc', CXX: 'aarch64-linux-gnu-g++' } },
  ],
  [
    "off with a warning where only the runner's own compiler is there",
    { target: arm64, cgoModules: [sqlite] },
    {
      ...off,
      warning: `linux/arm64: ${sqlite} needs cgo and there is no C compiler for linux/arm64 on PATH: the program will build but not work; install one (apt-get install gcc-aarch64-linux-gnu), ${instead}`,
    },
  ],
  [
    'off with a warning where the compiler that the user named is for the runner',
    { target: arm64, cgoModules: [sqlite], userCompiler: 'clang' },
    {
      ...off,
      warning: `linux/arm64: ${sqlite} needs cgo and there is no C compiler for linux/arm64 on PATH: the program will build but not work; install one (apt-get install gcc-aarch64-linux-gnu), ${instead}`,
    },
  ],
  [
    'on for the other processor of a Mac with its own compiler',
    { target: { os: 'darwin', arch: 'amd64' }, native: darwin, cgoModules: [sqlite] },
    { on: true, env: {} },
  ],
  [
    'off with a warning on a Mac without its tools',
    { target: darwin, native: darwin, cgoModules: [sqlite], found: new Set() },
    {
      ...off,
      warning: `darwin/arm64: ${sqlite} needs cgo and there is no C compiler for darwin/arm64 on PATH: the program will build but not work; run xcode-select --install, ${instead}`,
    },
  ],
  [
    'off with a warning that names a runner of that system, where nothing crosses to it',
    { target: darwin, cgoModules: [sqlite] },
    {
      ...off,
      warning: `darwin/arm64: ${sqlite} needs cgo and there is no C compiler for darwin/arm64 on PATH: the program will build but not work; build it on a darwin runner, ${instead}`,
    },
  ],
])('cgo: auto is %s', (_what, question, expected) => {
  expect(decideCgo({ ...plain, ...question })).toEqual(expected);
});

test.each<[string, Partial<CgoQuestion>, CgoChoice]>([
  ['on, whether a module needs it or not', {}, { on: true, env: {} }],
  [
    'on with a mingw cross compiler',
    { target: { os: 'windows', arch: 'amd64' }, found: new Set(['x86_64-w64-mingw32-gcc']) },
    { on: true, env: { CC: 'x86_64-w64-mingw32-gcc', CXX: 'x86_64-w64-mingw32-g++' } },
  ],
  [
    'on with the compiler that the user named, for other targets too',
    { target: darwin, userCompiler: 'zig cc' },
    { on: true, env: {} },
  ],
  [
    'on with the compiler of the environment for the runner',
    { found: new Set(['clang']), nativeCompiler: 'icx' },
    { on: true, env: {} },
  ],
  [
    'a problem for another system, where the compiler of the environment is for the runner',
    { target: darwin, nativeCompiler: 'icx' },
    {
      on: true,
      env: {},
      problem:
        'cgo: on, but there is no C compiler for darwin/arm64 on PATH; build it on a darwin runner',
    },
  ],
  [
    'a problem without a compiler',
    { target: arm64 },
    {
      on: true,
      env: {},
      problem:
        'cgo: on, but there is no C compiler for linux/arm64 on PATH; install one (apt-get install gcc-aarch64-linux-gnu)',
    },
  ],
  [
    'a problem that names another runner',
    { target: darwin },
    {
      on: true,
      env: {},
      problem:
        'cgo: on, but there is no C compiler for darwin/arm64 on PATH; build it on a darwin runner',
    },
  ],
])('cgo: on is %s', (_what, question, expected) => {
  expect(decideCgo({ ...plain, mode: 'on', ...question })).toEqual(expected);
});

test('cgo: off is off, with a warning where a module will not work', () => {
  expect(decideCgo({ ...plain, mode: 'off' })).toEqual(off);
  expect(decideCgo({ ...plain, mode: 'off', cgoModules: [sqlite] })).toEqual({
    ...off,
    warning: `linux/amd64: ${sqlite} needs cgo and cgo is off: the program will build but not work; drop \`cgo: off\`, ${instead}`,
  });
});

test.each([
  [native, ['gcc', 'clang', 'cc']],
  [arm64, ['aarch64-linux-gnu-gcc']],
  [{ os: 'linux', arch: 'arm', variant: '6' }, ['arm-linux-gnueabihf-gcc']],
  [{ os: 'windows', arch: '386' }, ['i686-w64-mingw32-gcc']],
  [darwin, []],
])('for %j the compilers %j are looked for', (target, expected) => {
  expect(compilerNames(target, native)).toEqual(expected);
});

test('only modules that were seen to be stubs are listed', () => {
  expect([needsCgo(sqlite), needsCgo('modernc.org/sqlite')]).toEqual([true, false]);
});
