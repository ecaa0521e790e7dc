import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLinuxProcesses } from '../../../src/adapters/service/linux-processes.ts';
import { createServices } from '../../../src/adapters/service/services.ts';
import { markerName } from '../../../src/domain/service/environment.ts';
import type { ProcessRef, Service, ServiceEnd } from '../../../src/ports-service.ts';
import { type Enclosed, enclosed, untilSaid } from '../../fixtures/enclosed.ts';
import { endsAtAll, patiently } from '../../fixtures/no-clock.ts';

let box: Enclosed;
beforeEach(async () => {
  box = await enclosed();
});
afterEach(() => box[Symbol.dispose]());

async function endOf(service: Service): Promise<Omit<ServiceEnd, 'at'>> {
  const { at, ...rest } = await service.exited;
  expect(at).toBeLessThanOrEqual(performance.now());
  expect(service.ended()).toEqual({ at, ...rest });
  return rest;
}

const anyPort = { PORT: '0' };

describe('the end of a service', () => {
  test.each<[string, readonly string[], Omit<ServiceEnd, 'at'>, string]>([
    ['an exit code, with its last words', ['crash'], { code: 3 }, 'panic: it broke\n'],
    ['success', ['none'], { code: 0 }, ''],
    ['a signal', ['abort'], { signal: 'SIGSEGV' }, ''],
  ])('%s is told', async (_, args, end, said) => {
    const service = await box.start(args);
    expect(await endOf(service)).toEqual(end);
    expect(service.output()).toEqual({ tail: said, bytes: said.length });
    expect(await service.signal('SIGTERM')).toBe(false);
    expect(await box.world.services.sweep(box.marker)).toEqual([]);
  });

  test('a program that is not there ends as a shell tells it', async () => {
    const service = await box.tryToStart([], `${box.enclosure.inside.release}/gone`);
    if ('notStarted' in service) throw new Error(service.notStarted);
    expect(await endOf(service)).toEqual({ code: 127 });
    expect(service.output().tail).toContain('gone: not found');
  });

  test('SIGTERM lets it end by itself', async () => {
    const service = await box.start(['polite'], anyPort);
    await untilSaid(service, 'ready');
    expect(service.ended()).toBe(undefined);
    expect(await service.signal('SIGTERM')).toBe(true);
    expect(await endOf(service)).toEqual({ code: 7 });
  });

  test('one that ignores SIGTERM is there still, until SIGKILL', async () => {
    const service = await box.start(['stubborn'], anyPort);
    await untilSaid(service, 'ready');
    expect(await service.signal('SIGTERM')).toBe(true);
    await untilSaid(service, 'no\n');
    expect(service.ended()).toBe(undefined);
    expect(await service.signal('SIGKILL')).toBe(true);
    expect(await endOf(service)).toEqual({ signal: 'SIGKILL' });
  });
});

describe('what a service prints', () => {
  test('is in the order in which it was printed, from both streams', async () => {
    const service = await box.start(['mixed']);
    await service.exited;
    const lines = Array.from({ length: 100 }, (_, at) => `out ${at + 1}\nerr ${at + 1}\n`);
    expect(service.output().tail).toBe(lines.join(''));
  });

  test('costs no memory, were it 300 MB, and its end is kept', async () => {
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    const service = await box.start(['print', String(300_000_000)]);
    expect(await endOf(service)).toEqual({ code: 0 });
    clearInterval(watch);
    const { tail, bytes } = service.output();
    expect([bytes, tail.length, tail.slice(-9)]).toEqual([300_000_008, 64 * 1024, 'xthe end\n']);
    expect(most - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('what a service gets', () => {
  test('at every start an empty folder for temporary files, and its state as it left it', async () => {
    const { release } = box.enclosure.inside;
    for (const _ of [1, 2]) {
      const service = await box.start(['tell', release, '/none']);
      await service.exited;
      const told = JSON.parse(service.output().tail) as object;
      expect(told).toMatchObject({ tmp: [], writes: { state: 'ok', tmp: 'ok' } });
    }
    expect(readdirSync(box.enclosure.outside.tmp)).toEqual(['cache']);
    expect(readFileSync(`${box.enclosure.outside.state}/notes.db`, 'utf8')).toBe('written');
  });

  test('its environment is in no argument of any process', async () => {
    const secret = `secret-${process.pid}-word`;
    const [seen, told] = [new Set<string>(), new Set<string>()];
    const look = (): void => {
      for (const line of commandLines()) {
        if (line.includes(box.marker)) seen.add(line);
        if (line.includes(secret)) told.add(line);
      }
    };
    const watch = setInterval(look, 1);
    const service = await box.start(['serve', '127.0.0.1', box.marker], {
      ...anyPort,
      SECRET: secret,
    });
    await untilSaid(service, 'ready');
    clearInterval(watch);
    look();
    expect(seen.size).toBeGreaterThan(0);
    expect([...told]).toEqual([]);
  });

  test.each([
    ['A.B', 'x'],
    ['NUL', 'a\0b'],
    ['', 'x'],
  ])('a variable %j that no shell can export is refused by name', async (name, value) => {
    const { services } = box.world;
    const { enclosure } = box;
    const started = services.start({
      enclosure,
      file: '/bin/true',
      args: [],
      env: { [name]: value },
    });
    expect(await started).toEqual({ notStarted: 'EINVAL', output: `variable ${name}` });
  });
});

describe('nothing outlives a service', () => {
  test.each([
    ['children, and theirs', 'family', 4],
    ['one in a session of its own', 'marked', 1],
    ['one in a session of its own, with nothing of its environment', 'daemon', 1],
  ])('%s', async (_, how, count) => {
    const service = await box.start([how], anyPort);
    await untilSaid(service, how === 'family' ? 'ready' : 'left');
    if (how !== 'family') await service.exited;
    const family = await vi.waitFor(async () => {
      const found = await box.world.kernel.family(box.marker);
      expect(found.length).toBe(count);
      return found;
    }, patiently);
    expect(await box.world.services.sweep(box.marker)).toEqual([]);
    await service.exited;
    expect(await alive(family)).toEqual([]);
    expect(await box.world.kernel.family(box.marker)).toEqual([]);
  });

  test('when everything ends at once, whatever a service has come to, and none starts after', async () => {
    const running = await box.start(['family'], anyPort);
    const left = await box.start(['daemon']);
    await untilSaid(running, 'ready');
    await untilSaid(left, 'left');
    await left.exited;
    const starting = box.tryToStart(['stubborn']);
    const family = await box.world.kernel.family(box.marker);
    box.endAll();
    expect(await starting).toMatchObject({ notStarted: 'ECANCELED' });
    expect(await endOf(running)).toEqual({ signal: 'SIGKILL' });
    await expect.poll(() => alive(family)).toEqual([]);
    expect(await box.tryToStart(['serve'])).toEqual({ notStarted: 'ECANCELED', output: '' });
  });

  test.each([0, 5, 20, 40, 80, 160])(
    'when everything ends %i ms after a start began',
    async (wait) => {
      const starting = box.tryToStart(['stubborn', box.marker]);
      await new Promise((resolve) => setTimeout(resolve, wait));
      box.endAll();
      const started = await starting;
      if ('exited' in started) await started.exited;
      expect(await box.world.kernel.family(box.marker)).toEqual([]);
      // What sudo runs as root cannot be told, and ends when it finds nobody to read from.
      const mine = (): unknown => commandLines().filter((line) => line.includes(box.marker));
      await expect.poll(mine).toEqual([]);
    },
  );
});

test('what starts others without end holds nobody up for long', async () => {
  let pid = 2 ** 29;
  const table = createLinuxProcesses();
  const told: number[] = [];
  const { endAll, ...services } = createServices('linux', {
    ...table,
    family: () => [{ pid: (pid += 1), started: '1' }],
    kill: (one) => told.push(one.pid) > 0,
  });
  const env = { [markerName]: box.marker };
  const { enclosure } = box;
  const started = await services.start({ enclosure, file: '/bin/true', args: [], env });
  endsAtAll(endAll);
  expect(told.length).toBeGreaterThan(1);
  if ('exited' in started) await started.exited;
});

async function alive(family: readonly ProcessRef[]): Promise<readonly ProcessRef[]> {
  const states = await Promise.all(family.map((one) => box.world.kernel.isAlive(one)));
  return family.filter((_, at) => states[at]);
}

function commandLines(): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  });
}
