import { describe } from 'vitest';
import {
  alpine,
  amazonLinux,
  debian,
  freebsd,
  mac,
  raspberryPi,
  runAll,
  windows,
  yes,
} from './cases.ts';
import { arm64, ofMac, withGlibc, withMusl } from './needs.ts';

describe('what fits gives nothing:', () => {
  runAll([
    { title: 'a static program on Debian', needs: {}, host: debian, says: [], start: yes },
    { title: 'a static program on Alpine', needs: {}, host: alpine, says: [], start: yes },
    { title: 'glibc 2.34 on Debian 12', needs: withGlibc, host: debian, says: [], start: yes },
    { title: 'arm64 on Graviton', needs: arm64, host: amazonLinux, says: [], start: yes },
    { title: '386 on amd64', needs: { arch: '386' }, host: debian, says: [], start: yes },
    {
      title: 'a static arm64 program on a Raspberry Pi with 32-bit programs',
      needs: arm64,
      host: raspberryPi,
      says: [],
      start: yes,
    },
    {
      title: 'arm on a 64-bit kernel whose own programs are arm',
      needs: { arch: 'arm', cpu: { variable: 'GOARM', level: '7', from: 'setting' } },
      host: raspberryPi,
      says: [],
      start: yes,
    },
    {
      title: 'LSE atomics on Graviton',
      needs: { ...arm64, cpu: { variable: 'GOARM64', level: 'v8.0,lse', from: 'setting' } },
      host: amazonLinux,
      says: [],
      start: yes,
    },
    {
      title: 'musl on Alpine without a filter',
      needs: withMusl,
      host: alpine,
      says: [],
      start: yes,
    },
    {
      title: 'FreeBSD on FreeBSD',
      needs: { os: 'freebsd', freebsd: { version: '12.2', from: 'Go 1.26' } },
      host: freebsd,
      says: [],
      start: yes,
    },
    {
      title: 'amd64 below a 32-bit shell of Windows',
      needs: {
        os: 'windows',
        format: 'pe',
        link: 'system',
        windows: { version: '10.0.14393', from: 'Go 1.26' },
      },
      host: windows,
      says: [],
      start: yes,
    },
    {
      title:
        'a static musl with cgo in a container with a filter: its threads are not those of glibc',
      needs: { cgo: true },
      host: { ...debian, container: 'docker', seccomp: 2 },
      says: [],
      start: yes,
    },
    {
      title: 'pie with cgo on that uses none of it, in such a container',
      needs: { cgo: true, link: 'interp-only', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      host: { ...debian, container: 'docker', seccomp: 2 },
      says: [],
      start: yes,
    },
    { title: 'a signed program on a Mac', needs: ofMac, host: mac, says: [], start: yes },
    {
      title: '386 on FreeBSD for amd64',
      needs: { os: 'freebsd', arch: '386', freebsd: { version: '12.2', from: 'Go 1.26' } },
      host: freebsd,
      says: [],
      start: yes,
    },
    {
      title: 'data that is built in or there',
      needs: { timeZones: 'built-in', roots: 'host' },
      host: alpine,
      says: [],
      start: yes,
    },
  ]);
});
