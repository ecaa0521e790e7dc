/** One build as one job would write it, and as several jobs write their parts of it. */

import type { Archive } from '../../../src/domain/archive/archive.ts';
import { type Manifest, formatManifest, manifestOf } from '../../../src/domain/archive/manifest.ts';
import { parseManifest } from '../../../src/domain/archive/parse-manifest.ts';
import type { Part } from '../../../src/domain/fan-out/join-manifests.ts';
import type { ShippedProject } from '../../../src/domain/source/project.ts';
import { archWord, formatTarget } from '../../../src/domain/target.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';

export const project: ShippedProject = {
  name: 'notes',
  module: 'example.com/notes',
  version: { text: '1.4.0', from: 'tag v1.4.0' },
  timestamp: '20251201-1400',
  commit: { hash: 'c0ffee1234'.repeat(4), timeSeconds: 1_764_597_600, dirty: false },
};

export const build = {
  go: '1.26.8',
  ldflags: '-s -w',
  flags: ['-trimpath'],
  tags: ['nomsgpack'],
  environment: ['GOFLAGS=-buildvcs=false'],
};

/** `linux/arm/7` */
export function archiveFor(text: string): Archive {
  const [os = '', arch = '', variant] = text.split('/');
  const target = variant === undefined ? { os, arch } : { os, arch, variant };
  const file = `notes-${os}-${archWord(target)}.tar.gz`;
  return {
    target,
    cgo: false,
    file,
    format: 'tar.gz',
    path: `/tmp/${file}`,
    bytes: 4200,
    sha256: 'ab'.repeat(32),
    binaries: [
      {
        name: 'notes',
        package: 'example.com/notes',
        size: 9000,
        sha256: 'cd'.repeat(32),
        needs: staticNeeds,
      },
    ],
    contents: ['notes'],
    measured: { startedAt: 12, wall: 800 },
  };
}

export function manifestFor(targets: string): Manifest {
  return manifestOf(project, build, targets.split(' ').filter(Boolean).map(archiveFor));
}

/** As the job's file is read again. */
export function partOf(name: string, targets: string, changes: Partial<Manifest> = {}): Part {
  const parsed = parseManifest(formatManifest({ ...manifestFor(targets), ...changes }));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return { from: name, manifest: parsed.manifest };
}

export const namesOf = (targets: string): readonly string[] =>
  targets.split(' ').map((text) => formatTarget(archiveFor(text).target));
