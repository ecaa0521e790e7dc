/** What programs of several kinds ask of their host. */

import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';

/** A Go program without cgo. */
export function needsOf(parts: Partial<Needs> = {}): Needs {
  return { ...staticNeeds, ...parts };
}

export const withGlibc: Partial<Needs> = {
  cgo: true,
  link: 'dynamic-glibc',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  libraries: ['libc.so.6'],
  glibc: { version: '2.34', symbols: ['pthread_create@GLIBC_2.34'], others: [] },
};

export const withMusl: Partial<Needs> = {
  cgo: true,
  link: 'dynamic-musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  libraries: ['libz.so.1', 'libc.musl-x86_64.so.1'],
};

export const ofWindows: Partial<Needs> = {
  os: 'windows',
  format: 'pe',
  link: 'system',
  libraries: ['KERNEL32.dll'],
  windows: { version: '10.0', from: 'Go 1.26' },
};

export const ofMac: Partial<Needs> = {
  os: 'darwin',
  arch: 'arm64',
  format: 'macho',
  link: 'system',
  libraries: ['/usr/lib/libSystem.B.dylib'],
  macos: { version: '12', from: 'Go 1.26' },
  cpu: { variable: 'GOARM64', level: 'v8.0', from: 'setting' },
  uuid: true,
  signed: true,
};

export const arm64: Partial<Needs> = {
  arch: 'arm64',
  pageAlign: 65_536,
  cpu: { variable: 'GOARM64', level: 'v8.0', from: 'setting' },
};
