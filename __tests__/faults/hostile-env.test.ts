import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { variableProblem } from '../../src/domain/deploy/env-file.ts';
import { parseKeyValues } from '../../src/domain/inputs/key-values.ts';
import { standardDeploy } from '../domain/inputs/deploy-defaults.ts';
import { parseDeploy } from '../domain/inputs/deploy-defaults.ts';
import { type Packed, deployTo, packing, wayTo } from '../e2e/deploy-driver.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { canary, hostileStrings } from './hostile-strings.ts';
import { someMany, someOf } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 600_000 });

const seed = 45;
const texts = hostileStrings(someMany(10_000), seed);

/** As many as one program of Linux gets, and one that is as long as a variable may be. */
function fitting(): readonly string[] {
  const fit = texts.filter((text) => variableProblem('K0000', text) === undefined);
  const short = fit.filter((text) => Buffer.byteLength(text) < 5000);
  const some = short.filter((_, at) => at % 10 === 0);
  return [...some, 'x$'.repeat(65_000)];
}

/** The input as a workflow has it: a line where there is one, else a block. */
function inputOf(values: readonly string[]): string {
  const lines = values.map((value, at) =>
    /[\r\n]/.test(value) ? `K${at}<<THE_END_OF_IT\n${value}\nTHE_END_OF_IT` : `K${at}=${value}`,
  );
  return `${lines.join('\n')}\n`;
}

const argumentsOf = (all: readonly string[]): readonly string[] =>
  all
    .filter((text) => !/\p{Cc}|^\s|\s$|^#|^$/u.test(text) && Buffer.byteLength(text) < 1000)
    .slice(0, 100);

const persisted = ['static/uploads', 'static/模板.d', 'static/a&b(c)|<d>!~^=', 'static/@x+'];

describeHosts(`on a server, hostile texts (seed ${seed})`, () => {
  let packed: Packed;
  let release: Release;
  beforeAll(() => {
    packed = packing();
    release = makeRelease(buildDeployed('1.0.0'), '1.0.0');
  });
  afterAll(() => packed[Symbol.dispose]());

  test.each(someOf('servers', 1, ['bullseye', 'trixie'] as const))(
    'reach the service and its hooks byte by byte, by the systemd of %s',
    async (tree) => {
      await using host = await bootHost({ tree, name: `hostile-${tree}` });
      const fit = fitting();
      const { values: env, problems } = parseKeyValues(inputOf(fit));
      expect(problems).toEqual([]);
      const given = fit.map((value) => value.replaceAll('\r\n', '\n').replace(/\r$/, ''));
      expect(Object.values(env).filter((value, at) => value !== given[at])).toEqual([]);
      const args = ['-at', '{port}', ...argumentsOf(fit)];
      const hook = `cp /proc/$$/environ "$GIN_SHIP_STATE/hook.env"; cp "$0" "$GIN_SHIP_STATE/hook.sh" # ${argumentsOf(fit).slice(0, 100).join(' ').slice(0, 2000).toWellFormed()}`;
      const statePath = '/srv/st@te.d+x_1/no-tes';
      const [{ how }, refused] = parseDeploy({
        'before-switch': hook,
        'after-switch': `true ${hook}`,
        persist: persisted.join('\n'),
        'state-path': statePath,
      });
      expect(refused).toEqual([]);
      const order = await packed.order('1.0.0', release, {
        what: { ...standardDeploy.what, env, persist: persisted, statePath },
        how: { ...how, lease: 10_000, lockWait: 20_000 },
        given: new Set(['state-path']),
      });
      const settings = {
        ...order.settings,
        args,
        probe: { ...order.settings.probe, deadline: 20_000 },
      };
      await using watch = await watchService(host, { name: 'notes', versions: ['1.0.0'] });
      const way = wayTo(host);
      const ending = await deployTo(way, { ...order, settings });
      expect(ending.kind === 'deployed' ? 'deployed' : way.lines.slice(-20)).toBe('deployed');

      await watch.check({ ending: 'deployed', serves: '1.0.0' });
      const pid = (await host.run('systemctl show -P MainPID notes@blue')).trim();
      const [ran, environment, hooked, script] = await Promise.all(
        [
          `/proc/${pid}/cmdline`,
          `/proc/${pid}/environ`,
          `${statePath}/hook.env`,
          `${statePath}/hook.sh`,
        ].map(async (path) => (await host.readFile(path)).toString()),
      );
      const wanted = args.map((arg) => arg.replaceAll('{port}', '8080'));
      expect(ran?.split('\0').slice(1, -1)).toEqual(wanted);
      for (const text of [environment, hooked]) {
        const got = new Map(
          (text ?? '')
            .split('\0')
            .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
        );
        const wrong = Object.entries(env).filter(([key, value]) => got.get(key) !== value);
        expect(wrong).toEqual([]);
      }
      expect(script).toBe(`true ${hook}\n`);
      const made = await host.run(
        `find / -xdev -name '*${canary}*' -print; ls ${statePath}/static`,
      );
      expect(made.trim().split('\n')).toEqual(persisted.map((path) => path.slice(7)).toSorted());
    },
  );
});
