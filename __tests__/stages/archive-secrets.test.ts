import { afterEach, beforeEach, expect, test } from 'vitest';
import { gatherContents } from '../../src/stages/gather.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, commitTree, gitEnv, projectOf } from '../fixtures/repository.ts';

let world: FakeWorld;

beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

async function gather(tree: Tree, subfolder = '.'): Promise<void> {
  const root = `${world.folder}/work`;
  const project = projectOf(root, commitTree(root, tree), subfolder);
  await gatherContents(world, { project, include: [], outputDir: `${root}/dist`, git: gitEnv });
}

test('secrets in config/ are warnings at their lines, never with their values', async () => {
  const tree: Tree = {
    'app/go.mod': '',
    'app/config/prod.yaml': 'db:\n  user: app\n  password: hunter2\n',
    'app/config/app.json': '{\n  "apiKey": "hunter2"\n}\n',
    'app/config/logo.png': 'password: hunter2\n',
    'app/static/a.yaml': 'password: hunter2\n',
    'app/config/env.yaml': 'password: ${DB_PASSWORD}\n',
  };
  await gather(tree, 'app');
  const why =
    'looks like a secret that is written out, and it goes into every archive; give it to the service by its environment';
  expect(world.recorded.lines.slice(1)).toEqual([
    `warning app/config/app.json:2: the key "apiKey" ${why}`,
    `warning app/config/prod.yaml:3: the key "password" ${why}`,
  ]);
  expect(world.recorded.lines.join('\n')).not.toContain('hunter2');
});

test('many secrets are five annotations, the rest in the log', async () => {
  const lines = Array.from({ length: 8 }, (_, at) => `password${at}_token: hunter2`);
  await gather({ 'go.mod': '', 'config/a.yaml': lines.join('\n') });
  const said = world.recorded.lines.slice(1);
  expect(said.filter((line) => line.startsWith('warning config/a.yaml:'))).toHaveLength(5);
  expect(said.filter((line) => line.startsWith('info: config/a.yaml:'))).toHaveLength(3);
});
