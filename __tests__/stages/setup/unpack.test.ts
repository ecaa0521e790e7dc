import { expect, test } from 'vitest';
import { planSource } from '../../../src/domain/setup/source.ts';
import type { Files, Http, ToolCache, World } from '../../../src/ports.ts';
import { downloadGo } from '../../../src/stages/setup/download.ts';
import { tickingClock } from '../../fakes/clock.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { file } from './releases.ts';

const sha256 = 'a'.repeat(64);
const version = '1.26.8';
const platform = { os: 'linux', arch: 'amd64' };
const expected = { file, sha256, saidBy: 'the listing of go.dev' };

/** A server and a tool cache that do at once what they are asked, but for what `toolCache` says. */
function worldWith(
  toolCache: Partial<ToolCache> = {},
  given: Partial<World> = {},
): FakeWorld & { goroot: string } {
  const world = fakeWorld();
  const goroot = `${world.folder}/tools/go`;
  const put = (folder: string): Promise<void> =>
    world.files.writeText(`${folder}/VERSION`, `go${version}\n`);
  const http: Pick<Http, 'download'> = { download: async () => ({ sha256, bytes: 1 }) };
  const whole: ToolCache = {
    list: async () => [],
    async unpack(_, to) {
      await world.files.makeFolder(`${to}/go`);
      await put(`${to}/go`);
    },
    async keep() {
      await world.files.makeFolder(goroot);
      await put(goroot);
      return goroot;
    },
    ...toolCache,
  };
  return { ...world, http: { ...world.http, ...http }, toolCache: whole, ...given, goroot };
}

const get = (world: World, digest = sha256): Promise<{ goroot: string; base: string }> =>
  downloadGo(world, planSource({}), {
    version,
    platform,
    expected: { ...expected, sha256: digest },
  });

function withoutRemoving(world: FakeWorld): World {
  const files: Files = {
    ...world.files,
    remove: (path) =>
      Promise.reject(Object.assign(new Error(`EBUSY: rm '${path}'`), { code: 'EBUSY' })),
  };
  return { ...world, files };
}

const warnings = ({ recorded }: FakeWorld): readonly string[] =>
  recorded.lines.filter((line) => line.startsWith('warning'));

test('a temporary folder that cannot be removed does not cost the Go that was set up', async () => {
  using world = worldWith();
  expect(await get(withoutRemoving(world))).toEqual({
    goroot: world.goroot,
    base: 'https://go.dev/dl',
  });
  expect(warnings(world)).toEqual([
    expect.stringContaining(`/${file} could not be removed (EBUSY)`),
    expect.stringMatching(/\/temp\/go-\w+ could not be removed \(EBUSY\)/),
  ]);
});

test('a temporary folder that cannot be removed does not hide why Go was not set up', async () => {
  using world = worldWith();
  await expect(get(withoutRemoving(world), 'b'.repeat(64))).rejects.toMatchObject({
    facts: { code: 'digest-mismatch' },
  });
  expect(warnings(world)).toHaveLength(1);
});

test('unpacking that takes long says that it goes on', async () => {
  const { clock, tick, running } = tickingClock();
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  using world = worldWith(
    {
      unpack() {
        begun.resolve();
        return end.promise;
      },
    },
    { clock },
  );
  const getting = get(world);
  await begun.promise;
  tick();
  end.reject(new Error('enough'));
  await expect(getting).rejects.toThrow('enough');
  expect(world.recorded.lines.at(-1)).toBe(`info: still unpacking ${file} after 15.0 s`);
  expect(running()).toEqual([]);
});
