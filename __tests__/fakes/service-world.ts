/** A world in which services start, listen, answer and end as a script says. */

import type {
  HttpOutcome,
  HttpRequest,
  Listener,
  NotStarted,
  ProcessRef,
  Service,
  ServiceCommand,
  ServiceEnd,
  ServiceWorld,
} from '../../src/ports-service.ts';
import { createDisk } from '../../src/adapters/service/disk.ts';
import { enclosureOf, writeTrace } from './enclosure.ts';
import type { OpenFile } from '../../src/ports-file.ts';
import type { Script, Stage } from './service-script.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type { Script, Stage } from './service-script.ts';

export interface FakeServices {
  readonly world: ServiceWorld;
  /** What was asked for, in order. */
  readonly asked: string[];
  readonly commands: readonly ServiceCommand[];
}

interface Live {
  readonly script: Script;
  readonly pid: number;
  readonly from: number;
  readonly port: number;
  end?: ServiceEnd;
  readonly finish: (end: Omit<ServiceEnd, 'at'>) => void;
}

const ok = { status: 200, took: 1, body: '', headers: {}, cookies: [], cut: false } as const;

export function fakeServices(clock: VirtualClock, stage: Stage): FakeServices {
  const asked: string[] = [];
  const commands: ServiceCommand[] = [];
  const looks = new Map<string, number>();
  let live: Live | undefined;
  let left: ProcessRef[] = [];
  let requests = 0;

  const isTime = (): boolean =>
    live?.script.listens !== undefined && clock.elapsed() >= live.from + live.script.listens;
  const isListening = (): boolean =>
    live !== undefined && live.end === undefined && live.script.isDaemon !== true && isTime();
  const listeners = (): readonly Listener[] => {
    if (live === undefined) return [];
    const { script, pid, port } = live;
    const at = { address: '::', port: script.port ?? port };
    const { also } = script;
    const isAlso =
      also !== undefined && live.end === undefined && clock.elapsed() >= live.from + also.from;
    const second = isAlso ? [{ address: '127.0.0.1', port: also.port, pid }] : [];
    if (isListening()) return [{ ...at, pid }, ...second];
    if (isAlso) return second;
    const [child] = left;
    const hasChild = script.isDaemon === true && child !== undefined && isTime();
    return hasChild ? [{ ...at, pid: child.pid }] : [];
  };
  const family = (): readonly ProcessRef[] => [
    ...(live !== undefined && live.end === undefined ? [{ pid: live.pid, started: '1' }] : []),
    ...left,
  ];
  const answer = (request: HttpRequest): HttpOutcome => {
    requests += 1;
    if (!listeners().some(({ port }) => port === request.at.port)) return { kind: 'refused' };
    const given = live?.script.answers?.(request, requests) ?? {};
    return { kind: 'answered', ...ok, ...given } as HttpOutcome;
  };
  const start = (command: ServiceCommand): Service | NotStarted => {
    commands.push(command);
    const script = stage.starts[commands.length - 1] ?? stage.starts.at(-1) ?? {};
    asked.push(`start${command.trace === true ? ' traced' : ''}`);
    if (script.notStarted !== undefined) return script.notStarted;
    if (command.trace === true) writeTrace(command.enclosure, script.trace ?? '');
    const { promise: exited, resolve } = Promise.withResolvers<ServiceEnd>();
    const pid = 100 * commands.length;
    const one: Live = {
      script,
      pid,
      from: clock.elapsed(),
      port: Number(command.env['PORT']),
      finish(end) {
        if (one.end !== undefined) return;
        one.end = { ...end, at: clock.elapsed() };
        resolve(one.end);
      },
    };
    live = one;
    left = (script.children ?? []).map((_, at) => ({ pid: pid + at + 1, started: '1' }));
    const { ends } = script;
    if (ends !== undefined) {
      const { after, ...how } = ends;
      clock.at(one.from + after, () => one.finish(how));
    }
    const output = script.output ?? '';
    return {
      pid,
      started: '1',
      exited,
      ended: () => one.end,
      output: () => ({ tail: output, bytes: output.length }),
      signal: async (signal) => {
        asked.push(signal);
        if (signal === 'SIGKILL') one.finish({ signal });
        else if (script.ignoresSigterm !== true) {
          const lasts = script.graceful === true ? 300 : 5;
          clock.at(clock.elapsed() + lasts, () =>
            one.finish(script.graceful === true ? { code: 0 } : { signal }),
          );
        }
        return true;
      },
    };
  };

  const world: ServiceWorld = {
    enclosures: {
      async prepare({ name, folder }) {
        asked.push('prepare');
        return { ...enclosureOf(name, folder, stage.strace === true), ...stage.enclosed };
      },
      async discard() {
        asked.push('discard');
      },
    },
    services: {
      start: async (command) => start(command),
      async sweep() {
        asked.push('sweep');
        live?.finish({ signal: 'SIGKILL' });
        left = [];
        return stage.stubborn ?? [];
      },
    },
    kernel: {
      family: async () => family(),
      listening: async (pids) =>
        listeners().filter(({ pid }) => pid !== undefined && pids.includes(pid)),
      holders: async (port) => (stage.holders ?? []).filter((one) => one.port === port),
      connected: async () => stage.connected ?? [],
      accepted: async () => live?.script.takes ?? 'read',
      runs: async () => live?.script.runs,
      writing: async () => stage.writing ?? [],
      program: async (pid) => live?.script.children?.[pid - live.pid - 1] ?? `/opt/program-${pid}`,
      isAlive: async () => false,
      isTraced: async () => live?.script.trace !== undefined,
      async kill({ pid }, signal) {
        asked.push(`${signal} to ${pid}`);
        if (pid === live?.pid) live.finish({ signal });
        left = left.filter((one) => one.pid !== pid);
        return true;
      },
    },
    loopback: {
      async exchange(request) {
        await clock.pause(1);
        return answer(request);
      },
      async withhold(request) {
        asked.push(`withhold ${request.path}`);
        const held = live;
        const cut = (): HttpOutcome | undefined =>
          held?.script.early ??
          (held?.end !== undefined && held.script.graceful !== true
            ? { kind: 'broken', how: 'ECONNRESET' }
            : undefined);
        return {
          from: 50_000,
          ended: cut,
          finish: async () => {
            asked.push('last byte');
            return cut() ?? answer(request);
          },
        };
      },
      freePort: async () => 40_000 + commands.length,
    },
    redis: { persistence: async () => stage.redis ?? { kind: 'refused' } },
    disk: {
      async usage(folders) {
        const isTrace = folders.every((folder) => folder.endsWith('/trace'));
        const told = (isTrace ? stage.traced : stage.usage)?.(clock.elapsed()) ?? 0;
        const some = typeof told === 'number' ? { bytes: told } : told;
        return { bytes: 0, entries: 1, complete: true, ...some };
      },
      async listing(folder) {
        const look = (looks.get(folder) ?? 0) + 1;
        looks.set(folder, look);
        const listed = stage.listing?.(folder, look) ?? [];
        return 'files' in listed ? listed : { files: listed, complete: true };
      },
      async room() {
        const told = stage.room?.(clock.elapsed()) ?? 1024 ** 4;
        return typeof told === 'number' ? { bytes: told } : told;
      },
      async withFile(path, use) {
        const found = Object.entries(stage.texts ?? {}).find(([name]) => path.endsWith(name));
        if (found === undefined) return createDisk().withFile(path, use);
        const bytes = Buffer.from(found[1]);
        const read: OpenFile['read'] = async ({ offset, length }) =>
          bytes.subarray(offset, offset + length);
        return use({ size: bytes.length, read });
      },
    },
  };
  return { world, asked, commands };
}
