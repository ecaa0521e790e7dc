import * as fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { trustGit } from '../../src/stages/trust-git.ts';
import { readProject } from '../../src/stages/read-project.ts';
import { inputsOf } from '../fakes/inputs.ts';
import { type ProjectWorld, goModule, projectWorld } from '../fakes/project.ts';
import { asRoot } from '../fixtures/as-root.ts';
import { commitTree, writeTree } from '../fixtures/repository.ts';
import type { World } from '../../src/ports.ts';

let at: ProjectWorld;
let folder: string;
let home: string;
beforeEach(() => renew());
afterEach(() => at[Symbol.dispose]());

function renew(env: Record<string, string> = {}): void {
  at = projectWorld(env);
  folder = `${at.world.folder}/staging`;
  home = `${at.world.folder}/home`;
  fs.mkdirSync(folder);
  fs.mkdirSync(home);
}

const trust = (world: World): Promise<World> => trustGit(world, { dir: at.work, folder });
const own = `${process.getuid?.()}:${process.getgid?.()}`;

/** As git was before 2.38: safe.directory counts in files only, not in the environment. */
function withOldGit(env: Record<string, string | undefined> = {}): World {
  const script = `#!/bin/sh\nunset GIT_CONFIG_COUNT\nPATH='${process.env['PATH']}' exec git "$@"\n`;
  writeTree(at.world.folder, { 'bin/git': { program: script } });
  const { runner } = at.world;
  const PATH = `${at.world.folder}/bin:${runner.env['PATH']}`;
  return { ...at.world, runner: { ...runner, env: { ...runner.env, PATH, ...env } } };
}

/** The commit of a repository that belongs to somebody else. */
async function commitOfAnother(body: (hash: string) => Promise<void>): Promise<void> {
  const hash = commitTree(at.work, goModule);
  asRoot('chown', '-R', '65534:65534', at.work);
  try {
    await body(hash);
  } finally {
    asRoot('chown', '-R', own, at.work);
  }
}

test('where git answers nothing is changed and nothing is written', async () => {
  await commitOfAnother(async () => {
    expect(await trust(at.world)).toBe(at.world);
  });
  expect(fs.readdirSync(folder)).toEqual([]);
});

test.each([
  ['outside of a repository', () => writeTree(at.work, goModule)],
  ['without the folder', () => fs.rmdirSync(at.work)],
])('nothing is changed %s', async (_what, prepare) => {
  prepare();
  expect(await trust(at.world)).toBe(at.world);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('nothing is changed without git', async () => {
  at[Symbol.dispose]();
  renew({ PATH: '/none' });
  commitTree(at.work, goModule);
  expect(await trust(at.world)).toBe(at.world);
});

describe('an old git that refuses the checkout of another user', () => {
  test('refuses, and it is told', async () => {
    await commitOfAnother(async () => {
      await expect(readProject(withOldGit(), inputsOf())).rejects.toThrow(
        /^asking git about the commit: there is a repository, but git refused \(exit code 128\)\n[^]*dubious ownership[^]*safe\.directory "\$GITHUB_WORKSPACE"/,
      );
    });
  });

  test('reads it by a configuration of ours', async () => {
    await commitOfAnother(async (hash) => {
      const trusting = await trust(withOldGit());
      expect(trusting.runner.env['GIT_CONFIG_GLOBAL']).toBe(`${folder}/gitconfig`);
      expect((await readProject(trusting, inputsOf())).commit?.hash).toBe(hash);
    });
  });

  test('still has what the user’s own configuration says', async () => {
    const named = `${home}/my "settings"`;
    writeTree(home, {
      '.gitconfig': '[user]\n\tname = home\n',
      '.config/git/config': '[a]\n\tb = c\n',
    });
    fs.writeFileSync(named, '[user]\n\tname = named\n');
    await commitOfAnother(async () => {
      for (const [env, name] of [
        [{ GIT_CONFIG_GLOBAL: named }, 'named'],
        [{ GIT_CONFIG_GLOBAL: undefined, HOME: home }, 'home'],
      ] as const) {
        const { runner } = await trust(withOldGit(env));
        const seen = await at.world.processes.run({
          file: 'git',
          args: ['config', 'user.name'],
          cwd: at.work,
          env: runner.env,
        });
        expect(seen.stdout).toBe(`${name}\n`);
      }
    });
  });
});
