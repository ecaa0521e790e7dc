/** Rehearses an archive of one program in a world that goes by a script. */

import { mkdirSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { Archive } from '../../../src/domain/archive/archive.ts';
import type { Remark } from '../../../src/domain/service/remark.ts';
import type { InspectedProgram } from '../../../src/stages/inspect/inspect.ts';
import type { Rehearsed } from '../../../src/stages/rehearse/conclude.ts';
import { rehearse } from '../../../src/stages/rehearse/rehearse.ts';
import type { ServiceWorld } from '../../../src/ports-service.ts';
import { type With, inputsOf } from '../../fakes/inputs.ts';
import { type Script, type Stage, fakeServices } from '../../fakes/service-world.ts';
import { type VirtualClock, virtualClock } from '../../fakes/virtual-clock.ts';
import { fakeWorld } from '../../fakes/world.ts';

export interface Played {
  /** Absent where something else than a verdict came of it. */
  readonly rehearsed?: Rehearsed;
  readonly thrown?: unknown;
  /** What the world was asked for, in order. */
  readonly asked: readonly string[];
  /** The log. */
  readonly lines: readonly string[];
  /** Values that the log hides. */
  readonly masked: readonly string[];
  /** Milliseconds, of a clock that only passes while somebody waits. */
  readonly took: number;
}

export interface Play extends Stage {
  readonly given?: With;
  readonly inspected?: readonly InspectedProgram[];
  readonly os?: 'linux' | 'windows';
  /** Changes the world before it is given to the stage. */
  readonly spoil?: (world: ServiceWorld, clock: VirtualClock) => ServiceWorld;
}

/** However it ends, everything is swept, discarded and removed, in this order. */
export async function play(wish: Play): Promise<Played> {
  const { given = {}, inspected = [], os = 'linux', spoil, ...stage } = wish;
  const clock = virtualClock();
  const services = fakeServices(clock, stage);
  using world = fakeWorld({
    clock,
    rehearsal: spoil?.(services.world, clock) ?? services.world,
    toolCache: {
      list: async () => [],
      keep: async () => '',
      async unpack(archive, to) {
        services.asked.push(`unpack ${archive}`);
        mkdirSync(to, { recursive: true });
      },
    },
    runner: { platform: { os, arch: 'amd64' } },
  });
  const inputs = inputsOf({ soak: '0', ...given });
  const archives = [{ ...archive, target: { os, arch: 'amd64' } }];
  const request = { inputs, name: 'notes', archives, inspected };
  const { result, thrown } = await rehearse(world, request).then(
    (value) => ({ result: value, thrown: undefined }),
    (error: unknown) => ({ result: undefined, thrown: error }),
  );
  expect(services.asked.slice(-2)).toEqual(['sweep', 'discard']);
  expect(readdirSync(world.runner.temp)).toEqual([]);
  return {
    ...(result?.done === true ? { rehearsed: result.value } : {}),
    ...(thrown === undefined ? {} : { thrown }),
    asked: services.asked,
    lines: world.recorded.lines,
    masked: world.recorded.masked,
    took: clock.elapsed(),
  };
}

/** `failure crash: the service …`, in order. */
export function remarksOf({ rehearsed }: Played): readonly string[] {
  return (rehearsed?.remarks ?? []).map(
    ({ level, id, message }: Remark) => `${level} ${id}: ${message}`,
  );
}

/** Listens after 50 ms, answers every request with 200, and keeps what is written for all starts. */
export function keeper(more: Script = {}): Script {
  let kept = '';
  return {
    listens: 50,
    graceful: true,
    answers: ({ method, path, body = '' }) => {
      if (path === '/notes' && method === 'POST') kept += body;
      return path === '/notes' ? { body: kept } : {};
    },
    ...more,
  };
}

export const notes: With = { 'survive-write': 'POST /notes {nonce}', 'survive-read': 'GET /notes' };

const archive: Archive = {
  target: { os: 'linux', arch: 'amd64' },
  cgo: false,
  file: 'notes.tar.gz',
  format: 'tar.gz',
  path: '/staging/notes.tar.gz',
  bytes: 1,
  sha256: 'ab',
  binaries: [{ name: 'notes' }] as unknown as Archive['binaries'],
  contents: ['notes'],
  measured: { startedAt: 0, wall: 0 },
};
