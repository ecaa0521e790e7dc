/** A world in which projects are read: git without anybody's settings, a workspace, a clock of its own. */

import { mkdirSync } from 'node:fs';
import { createVersions } from '../../src/adapters/versions.ts';
import type { Event } from '../../src/domain/runner.ts';
import type { Project } from '../../src/domain/source/project.ts';
import { readProject } from '../../src/stages/read-project.ts';
import { type Tree, gitEnv } from '../fixtures/repository.ts';
import { type With, inputsOf } from './inputs.ts';
import { type FakeWorld, fakeWorld, plainRunner } from './world.ts';

export interface ProjectWorld extends Disposable {
  readonly world: FakeWorld;
  /** The workspace, an empty folder. */
  readonly work: string;
  read(given?: With): Promise<Project>;
  warnings(): readonly string[];
}

export function projectWorld(
  env: Record<string, string> = {},
  event: Partial<Event> = {},
): ProjectWorld {
  const runner = plainRunner('/none');
  const world = fakeWorld({
    versions: createVersions(),
    runner: { env: { ...runner.env, ...gitEnv, ...env }, event: { ...runner.event, ...event } },
  });
  const work = `${world.folder}/work`;
  mkdirSync(work);
  return {
    world,
    work,
    read: (given = {}) => readProject(world, inputsOf(given)),
    warnings: () => world.recorded.lines.filter((line) => line.startsWith('warning')),
    [Symbol.dispose]: () => world[Symbol.dispose](),
  };
}

export const goModule: Tree = {
  'go.mod': 'module example.com/notes\n\ngo 1.26\n',
  'main.go': 'package main\n',
};

/** When the commits of `commitTree` were made: six seconds after the clock of the world. */
export const timeSeconds = Date.UTC(2026, 10, 22, 13, 51, 6) / 1000;

export const behind =
  "warning: the runner's clock (2026-11-22T13:51:00Z) is before the commit (2026-11-22T13:51:06Z); check the clock of the runner, or the date of the commit";

export function pseudo(hash: string): string {
  return `0.0.0-20261122135106-${hash.slice(0, 12)}`;
}
