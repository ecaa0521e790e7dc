import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatBegun } from '../../../src/domain/deploy/begun-deploys.ts';
import type { Env } from '../../../src/domain/runner.ts';
import { afterJob, markWell } from '../../../src/stages/commands/after-job.ts';
import { forget, remember } from '../../../src/stages/deploy/remember.ts';
import { record, recordLine } from '../../domain/deploy/server-answers.ts';
import { running } from '../deploy/ordered.ts';
import { factsText } from '../deploy/setting.ts';
import { type Several, commandInputs, meetSeveral } from './several.ts';

/** What GitHub's runner makes of what the main part saved. */
function stateOf({ world }: Several): Env {
  return Object.fromEntries(
    Object.entries(world.recorded.state).map(([name, value]) => [`STATE_${name}`, value]),
  );
}

const caches = JSON.stringify({
  modules: { reason: 'cache: false' },
  build: { reason: 'cache: false' },
});
const saved = [
  'info: modules: not saved: cache: false',
  'info: build objects: not saved: cache: false',
];
const address = { user: 'deploy', host: 'a', port: 22 };

async function after(there: Several): Promise<readonly string[]> {
  const readInputs = (): ReturnType<typeof commandInputs> => commandInputs('ship', ['a']);
  await afterJob(there.world, { env: stateOf(there), readInputs });
  return there.lines();
}

const serving = { a: { facts: () => factsText(...running, recordLine(record)) } };

test('caches are kept of a step that ended well', async () => {
  using there = meetSeveral({});
  there.world.job.saveState('caches', caches);
  markWell(there.world);
  expect(await after(there)).toEqual(saved);
});

test('caches of a step that failed or was cut off are not', async () => {
  using there = meetSeveral({});
  there.world.job.saveState('caches', caches);
  expect(await after(there)).toEqual([]);
});

test('a deploy that was begun and not told is told, and caches are not kept', async () => {
  using there = meetSeveral(serving);
  there.world.job.saveState('caches', caches);
  remember(there.world, 'notes')(address, { deploy: record.deploy });
  expect(there.world.recorded.state['deploys']).toBe(
    formatBegun([{ address, name: 'notes', deploy: record.deploy }]),
  );
  expect(await after(there)).toEqual([
    'info: this run did not see how the deploy ended; the servers are asked',
    'group: deploy@a',
    'notice: deploy@a: 000003-9001-1 was confirmed, and serves',
  ]);
});

test('a deploy whose end the step told itself is not told again', async () => {
  using there = meetSeveral(serving);
  remember(there.world, 'notes')(address, { deploy: record.deploy });
  forget(there.world, []);
  there.world.job.saveState('caches', caches);
  markWell(there.world);
  expect(await after(there)).toEqual(saved);
  expect(there.servers.get('a')?.asked).toEqual([]);
});

test('the runner runs that part after every job: one that was cancelled is the one that needs it', () => {
  const action = parse(readFileSync(join(import.meta.dirname, '../../../action.yml'), 'utf8')) as {
    readonly runs: unknown;
  };
  expect(action.runs).toEqual({
    using: 'node24',
    main: 'dist/main.js',
    post: 'dist/main.js',
    'post-if': 'always()',
  });
});
