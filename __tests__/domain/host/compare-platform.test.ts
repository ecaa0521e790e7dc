import { describe } from 'vitest';
import { debian, freebsd, mac, runAll, windows } from './cases.ts';
import { arm64, withGlibc } from './needs.ts';

describe('a program for something else than the host:', () => {
  runAll([
    {
      title: 'a folder mounted noexec comes before all else',
      needs: { arch: 'arm64' },
      host: { ...debian, folder: { path: '/tmp/app', mount: '/tmp', options: ['rw', 'noexec'] } },
      says: [
        'error GS-EXEC: nothing may be started on the file system of that folder: it is mounted noexec | /tmp/app on /tmp: rw,noexec',
        'error GS-ARCH: the program is for another system or processor than the host has | linux/arm64 on linux/amd64',
      ],
      start: {
        starts: 'no',
        code: 126,
        text: 'Permission denied',
        why: 'nothing may be started on the file system of that folder: it is mounted noexec',
      },
    },
    {
      title: 'another processor',
      needs: { ...arm64, ...withGlibc },
      host: { ...debian, arch: '386', machine: 'i686' },
      says: [
        'error GS-ARCH: the program is for another system or processor than the host has | linux/arm64 on linux/386',
      ],
      start: {
        starts: 'no',
        code: 126,
        text: 'Exec format error',
        why: 'the program is for another system or processor than the host has',
      },
    },
    {
      title: 'another system',
      needs: {},
      host: freebsd,
      says: [
        'error GS-ARCH: the program is for another system or processor than the host has | linux/amd64 on freebsd/amd64',
      ],
      start: {
        starts: 'no',
        code: 126,
        text: 'Exec format error',
        why: 'the program is for another system or processor than the host has',
      },
    },
    {
      title: 'Intel on a Mac without Rosetta',
      needs: { os: 'darwin', format: 'macho', link: 'system' },
      host: mac,
      says: [
        'error GS-ARCH: the program is for another system or processor than the host has | darwin/amd64 on darwin/arm64',
      ],
      start: {
        starts: 'no',
        code: 126,
        text: 'Bad CPU type in executable',
        why: 'the program is for another system or processor than the host has',
      },
    },
    {
      title: 'ELF on Windows, where the exit code is not known',
      needs: {},
      host: windows,
      says: [
        'error GS-ARCH: the program is for another system or processor than the host has | linux/amd64 on windows/amd64',
      ],
      start: {
        starts: 'no',
        text: 'not a valid Win32 application',
        why: 'the program is for another system or processor than the host has',
      },
    },
  ]);
});
