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

export const arm64: Partial<Needs> = {
  arch: 'arm64',
  pageAlign: 65_536,
  cpu: { variable: 'GOARM64', level: 'v8.0', from: 'setting' },
};
