import { afterEach, beforeEach, expect, test } from 'vitest';
import { forget, remember } from '../../../src/stages/deploy/remember.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

const web = (number: number): { user: string; host: string; port: number } => ({
  user: 'deploy',
  host: `web${number}`,
  port: 22,
});

test('each server is kept with the deploy that it was given last, and the outcome is open', () => {
  const begun = remember(world, 'notes');
  expect(world.recorded.outputs).toEqual({});
  begun(web(1), { deploy: '000001-9001-1' });
  begun(web(2), { deploy: '000001-9001-1' });
  begun(web(1), { deploy: '000002-9001-1' });
  expect(world.recorded.outputs).toEqual({ outcome: 'unknown' });
  expect(world.recorded.state).toEqual({
    deploys: '[["deploy@web1","notes","000002-9001-1"],["deploy@web2","notes","000001-9001-1"]]',
  });
  forget(world, []);
  expect(world.recorded.state).toEqual({ deploys: '[]' });
});

test('a runner whose files cannot be written to keeps no deploy from going on', () => {
  const full = (): never => {
    throw new Error('no space left');
  };
  const broken = { log: world.log, job: { ...world.job, saveState: full, output: full } };
  remember(broken, 'notes')(web(1), { deploy: '000001-9001-1' });
  forget(broken, []);
  expect(world.recorded.lines).toEqual([
    'warning: no space left',
    'warning: no space left',
    'warning: no space left',
  ]);
});
