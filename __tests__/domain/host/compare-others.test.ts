import { describe } from 'vitest';
import { freebsd, intelMac, mac, runAll, windows, yes } from './cases.ts';
import { ofMac, ofWindows } from './needs.ts';

describe('what keeps a start from happening on another system than Linux:', () => {
  runAll([
    {
      title: 'no LC_UUID and CoreFoundation on macOS 26',
      needs: {
        ...ofMac,
        libraries: [
          '/usr/lib/libSystem.B.dylib',
          '/System/Library/Frameworks/CoreFoundation.framework/Versions/A/CoreFoundation',
        ],
        uuid: false,
      },
      host: mac,
      says: [
        'error GS-UUID: the host has macOS 26.0.1, which ends programs without an LC_UUID | no LC_UUID',
      ],
      start: {
        starts: 'no',
        code: 134,
        text: 'missing LC_UUID load command',
        why: 'the host has macOS 26.0.1, which ends programs without an LC_UUID',
      },
    },
    {
      title: 'DLLs of MinGW',
      needs: { ...ofWindows, libraries: ['KERNEL32.dll', 'libgcc_s_seh-1.dll'] },
      host: windows,
      says: [
        'error GS-DLL: the program needs DLLs of the C compiler, which Windows does not have | libgcc_s_seh-1.dll',
      ],
      start: {
        starts: 'no',
        text: '0xC0000135',
        why: 'the program needs DLLs of the C compiler, which Windows does not have',
      },
    },
    {
      title: 'a dylib of Homebrew',
      needs: {
        ...ofMac,
        libraries: ['@rpath/libbar.dylib', '/opt/homebrew/lib/libfoo.dylib', '/usr/lib/libz.dylib'],
      },
      host: mac,
      says: [
        'error GS-DYLIB: the program does not start without dylibs that macOS does not have | @rpath/libbar.dylib, /opt/homebrew/lib/libfoo.dylib',
      ],
      start: {
        starts: 'no',
        code: 134,
        text: 'Library not loaded: /opt/homebrew/lib/libfoo.dylib',
        why: 'the program does not start without dylibs that macOS does not have',
      },
    },
    {
      title: 'a program for Apple silicon that is not signed, before its libraries are looked at',
      needs: { ...ofMac, signed: false, libraries: ['/opt/x.dylib'] },
      host: mac,
      says: [
        'error GS-SIGNATURE: macOS on arm64 kills the program at start: it is not signed, or was changed afterwards | no signature at the end of the file',
        'error GS-DYLIB: the program does not start without dylibs that macOS does not have | /opt/x.dylib',
      ],
      start: {
        starts: 'no',
        code: 137,
        text: 'Killed: 9',
        why: 'macOS on arm64 kills the program at start: it is not signed, or was changed afterwards',
      },
    },
  ]);
});

describe('what may keep it from happening there:', () => {
  runAll([
    {
      title: 'an old macOS',
      needs: {
        os: 'darwin',
        format: 'macho',
        link: 'system',
        macos: { version: '13', from: 'Go 1.27' },
      },
      host: intelMac,
      says: [
        'note GS-EXEC: whether programs may start in that folder is not known | not known',
        'error GS-OS: the host has macOS 12.7, and the program needs 13 | macOS 13 by Go 1.27',
      ],
      start: {
        starts: 'unsure',
        why: [
          'whether programs may start in that folder is not known',
          'the host has macOS 12.7, and the program needs 13',
        ],
      },
    },
    {
      title: 'no LC_UUID on macOS 26 without CoreFoundation',
      needs: {
        ...ofMac,
        libraries: ['/usr/lib/libSystem.B.dylib', '/usr/lib/CoreFoundation.dylib'],
        uuid: false,
      },
      host: mac,
      says: [
        'warning GS-UUID: the host has macOS 26.0.1, which ends programs without an LC_UUID that load CoreFoundation: this one does not name it itself | no LC_UUID',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the host has macOS 26.0.1, which ends programs without an LC_UUID that load CoreFoundation: this one does not name it itself',
        ],
      },
    },
    {
      title: 'a DLL that may lie beside the program',
      needs: { ...ofWindows, libraries: ['sqlite3.dll', 'api-ms-win-crt-math-l1-1-0.dll'] },
      host: windows,
      says: [
        'warning GS-DLL: the program starts only where these DLLs, which Windows does not have, lie beside it | sqlite3.dll',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the program starts only where these DLLs, which Windows does not have, lie beside it',
        ],
      },
    },
    {
      title: 'a dylib that is looked for around the program',
      needs: { ...ofMac, libraries: ['@rpath/libbar.dylib'] },
      host: mac,
      says: [
        'error GS-DYLIB: the program does not start without dylibs that macOS does not have | @rpath/libbar.dylib',
      ],
      start: {
        starts: 'unsure',
        why: ['the program does not start without dylibs that macOS does not have'],
      },
    },
    {
      title: 'libraries of a BSD, whose versions nobody has asked for',
      needs: {
        os: 'freebsd',
        link: 'bsd',
        interpreter: '/libexec/ld-elf.so.1',
        libraries: ['libsqlite3.so.0', 'libc.so.7'],
        freebsd: { version: '12.2', from: 'Go 1.26' },
      },
      host: freebsd,
      says: [
        'note GS-NEEDED: whether the host has these shared libraries in the very same version is not known | libsqlite3.so.0, libc.so.7',
      ],
      start: {
        starts: 'unsure',
        why: ['whether the host has these shared libraries in the very same version is not known'],
      },
    },
    {
      title: 'time zones on Windows, which every program of Gin can ask for, are a note',
      needs: { ...ofWindows, timeZones: 'host' },
      host: windows,
      says: [
        'note GS-TZDATA: the program takes time zones from the host, and the host has none | time zones',
      ],
      start: yes,
    },
  ]);
});
