/** How is a service started in an enclosure, and ended with all that it started? */

import { unfitVariable } from '../../domain/rehearse/enclosure-text.ts';
import { markerName } from '../../domain/service/environment.ts';
import type {
  NotStarted,
  ProcessRef,
  Service,
  ServiceCommand,
  ServiceEnd,
  Services,
} from '../../ports-service.ts';
import { emptyTmp, emptyTrace } from './layout.ts';
import { createOutputRing } from './output-ring.ts';
import type { ProcessTable } from './process-table.ts';
import { type Child, startDirectly, startInside } from './service-start.ts';
import { watchOver } from './watchman.ts';

const kept = 64 * 1024;
/** What carries a marker is told again and again to end; this long it may take. */
const patience = 5000;
/** Nothing else can be done meanwhile. */
const patienceAtEnd = 1500;

/** Also gives `endAll`, for our own end: it ends every service with all it started, and none starts after. */
export function createServices(
  os: string,
  table: ProcessTable,
): Services & { readonly endAll: () => void } {
  const children = new Set<Child>();
  const markers = new Set<string>();
  const tracers = new Set<ProcessRef>();
  let closed = false;
  const cancelled: NotStarted = { notStarted: 'ECANCELED', output: '' };
  return {
    async start(command) {
      const unfit = unfitVariable(command.env);
      if (unfit !== undefined) return { notStarted: 'EINVAL', output: `variable ${unfit}` };
      await prepareFolders(command);
      if (closed) return cancelled;
      const ring = createOutputRing(kept);
      const child = (os === 'windows' ? startDirectly : startInside)(command, ring);
      children.add(child);
      void child.exited.then(() => children.delete(child));
      const pid = await child.pid;
      if (typeof pid !== 'number') return { ...pid, output: ring.tail() };
      const self = table.identify(pid) ?? { pid, started: '' };
      const marker = command.env[markerName] ?? '';
      markers.add(marker);
      table.remember(marker, self, command.enclosure.folder);
      const tracer = table.tracerOf(pid);
      if (tracer !== undefined) tracers.add(tracer);
      if (closed) return cancelled;
      void child.exited.then(watchOver(pid, command.enclosure));
      child.go();
      const { exited } = child;
      const ended = (): ServiceEnd | undefined => child.ended();
      const output = (): ReturnType<Service['output']> => ({
        tail: ring.tail(),
        bytes: ring.bytes(),
      });
      const signal: Service['signal'] = async (name) =>
        ended() === undefined && table.kill(self, name);
      return { ...self, exited, ended, output, signal };
    },
    async sweep(marker) {
      const until = performance.now() + patience;
      for (;;) {
        const family = table.family(marker);
        const busy = [...tracers].filter((tracer) => table.isAlive(tracer));
        if (family.length + busy.length === 0) {
          table.forget(marker);
          return [];
        }
        if (performance.now() > until) return [...family, ...busy];
        for (const one of family) table.kill(one, 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    endAll() {
      closed = true;
      for (const child of children) child.end();
      // taskkill has ended the tree there, and a list of all processes takes seconds
      if (os === 'windows') return;
      const until = performance.now() + patienceAtEnd;
      for (const marker of markers) endFamily(table, marker, until);
    },
  };
}

async function prepareFolders({ enclosure, trace }: ServiceCommand): Promise<void> {
  const { outside, user } = enclosure;
  await emptyTmp(outside.tmp, user);
  if (trace === true) await emptyTrace(outside.trace, user);
}

/**
 * Until a look finds none that was not told yet: one may start another before it ends. One that starts
 * others without end would hold us for ever.
 */
function endFamily(table: ProcessTable, marker: string, until: number): void {
  const told = new Set<number>();
  do {
    const family = table.family(marker).filter(({ pid }) => !told.has(pid));
    if (family.length === 0) return;
    for (const one of family) {
      table.kill(one, 'SIGKILL');
      told.add(one.pid);
    }
  } while (performance.now() < until);
}
