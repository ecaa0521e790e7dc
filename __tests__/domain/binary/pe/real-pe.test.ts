import { expect, test } from 'vitest';
import type { PeFacts } from '../../../../src/domain/binary/facts.ts';
import { readPe } from '../../../../src/domain/binary/pe/read-pe.ts';
import { goTestdata } from '../../../fixtures/go-testdata.ts';
import { drive } from '../../../fixtures/hostile.ts';

const read = (name: string) => {
  const bytes = goTestdata('pe', name);
  return drive(bytes, readPe({ size: bytes.length }));
};

const words = (text: string) => text.trim().split(/\s+/);

/** As llvm-readobj --coff-imports lists them. */
const imports32 = [
  {
    library: 'KERNEL32.dll',
    symbols: words(`DeleteCriticalSection EnterCriticalSection ExitProcess FreeLibrary GetLastError
      GetModuleHandleA GetProcAddress InitializeCriticalSection LeaveCriticalSection LoadLibraryA
      SetUnhandledExceptionFilter TlsGetValue VirtualProtect VirtualQuery`),
  },
  {
    library: 'msvcrt.dll',
    symbols:
      words(`__getmainargs __p__environ __p__fmode __set_app_type _cexit _iob _onexit _setmode
      _winmajor abort atexit calloc free fwrite memcpy puts signal vfprintf`),
  },
];
const imports64 = [
  {
    library: 'KERNEL32.dll',
    symbols: words(`DeleteCriticalSection EnterCriticalSection GetCurrentProcess
      GetCurrentProcessId GetCurrentThreadId GetLastError GetModuleHandleA GetProcAddress
      GetStartupInfoA GetSystemTimeAsFileTime GetTickCount InitializeCriticalSection
      IsDBCSLeadByteEx LeaveCriticalSection LoadLibraryW MultiByteToWideChar
      QueryPerformanceCounter RtlAddFunctionTable RtlCaptureContext RtlLookupFunctionEntry
      RtlVirtualUnwind SetUnhandledExceptionFilter Sleep TerminateProcess TlsGetValue
      UnhandledExceptionFilter VirtualProtect VirtualQuery WideCharToMultiByte`),
  },
  {
    library: 'msvcrt.dll',
    symbols: words(`__C_specific_handler __dllonexit __getmainargs __initenv __iob_func __lconv_init
      __mb_cur_max __set_app_type __setusermatherr _acmdln _amsg_exit _cexit _errno _fmode
      _initterm _lock _onexit _unlock abort atoi calloc exit fputc free getenv localeconv malloc
      memcpy puts setlocale signal strchr strerror strlen strncmp wcslen`),
  },
];
const inFirst = [{ offset: 5120, length: 512 }];
const inSecond = [{ offset: 29_184, length: 2048 }];

test.each<[string, PeFacts]>([
  [
    'gcc-386-mingw-exec',
    {
      format: 'pe',
      machine: 0x14c,
      bits: 32,
      dll: false,
      subsystem: 3,
      osVersion: '4.0',
      subsystemVersion: '4.0',
      imports: imports32,
      delayImports: [],
      names: inFirst,
      texts: inFirst,
      damage: [],
    },
  ],
  [
    'gcc-amd64-mingw-exec',
    {
      format: 'pe',
      machine: 0x8664,
      bits: 64,
      dll: false,
      subsystem: 3,
      osVersion: '4.0',
      subsystemVersion: '5.2',
      imports: imports64,
      delayImports: [],
      names: inSecond,
      texts: inSecond,
      damage: [],
    },
  ],
  [
    // A kernel that firmware starts as a PE file; only its first sector is kept.
    'vmlinuz-4.15.0-47-generic',
    {
      format: 'pe',
      machine: 0x8664,
      bits: 64,
      dll: false,
      subsystem: 10,
      osVersion: '0.0',
      subsystemVersion: '0.0',
      imports: [],
      delayImports: [],
      flaw: 'cut-off',
      damage: ['.setup', '.reloc', '.text'].map(
        (name) => `section ${name} reaches past the end of the file`,
      ),
    },
  ],
])('%s is read as other tools read it', (name, facts) => {
  expect(read(name).outcome).toEqual(facts);
});

test.each(['gcc-386-mingw-obj', 'gcc-amd64-mingw-obj', 'hello.c'])('%s is no program', (name) => {
  expect(read(name).outcome).toBe('it does not begin with MZ');
});

test('imports are read by small ranges, not by whole sections', () => {
  expect(read('gcc-amd64-mingw-exec').bytes).toBeLessThan(16_384);
});
