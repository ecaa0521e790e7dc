/** A way to a server of the loopback that can be cut, frozen, slowed, delayed, refused and garbled. */

import { type Server, type Socket, connect, createServer } from 'node:net';

/** `up` leads to the server. */
export type Direction = 'up' | 'down';

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Connections that came so far. */
  readonly connections: () => number;
  /** Bytes that were passed on so far, in all connections. */
  readonly passed: (direction: Direction) => number;
  /** Bytes that came so far, passed on or not. */
  readonly taken: (direction: Direction) => number;
  /** Resets every connection. */
  cut(): void;
  /** Ends every connection in order. */
  close(): void;
  /** From here on nothing is passed on, and nothing is said of it. New connections are taken. */
  freeze(): void;
  /** Passes on what was held. */
  thaw(): void;
  /** Bytes a second, for each direction of each connection. */
  slow(rate: number | undefined): void;
  /** Milliseconds for each direction; what is on its way takes no room from what follows. */
  delay(ms: number): void;
  /** No new connection comes about. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** Turns every bit of one byte, so many bytes after the beginning of the next connections. */
  flip(at: number, direction?: Direction): void;
  /** Does something once so many bytes have been passed on in one connection. */
  after(bytes: number, act: (proxy: TcpProxy) => void, direction?: Direction): void;
  /** As above, counted from now on and in all connections. */
  afterMore(bytes: number, act: (proxy: TcpProxy) => void, direction?: Direction): void;
}

interface Levers {
  frozen: boolean;
  rate: number | undefined;
  delay: number;
  flip: { readonly at: number; readonly direction: Direction } | undefined;
  after: Mark | undefined;
}

interface Mark {
  readonly bytes: number;
  readonly of: 'each' | 'all';
  readonly direction: Direction;
  readonly act: () => void;
}

interface Pipe {
  /** Goes on after levers were moved. */
  poke(): void;
}

/** Bytes that one direction holds before its source has to wait. */
const room = 8 * 1024 * 1024;

/** `await using proxy = await startTcpProxy(port)`; it leads to this machine itself unless another host is named. */
export async function startTcpProxy(upstream: number, host = '127.0.0.1'): Promise<TcpProxy> {
  const levers: Levers = {
    frozen: false,
    rate: undefined,
    delay: 0,
    flip: undefined,
    after: undefined,
  };
  const open = new Set<Socket>();
  const pipes = new Set<Pipe>();
  let connections = 0;
  const [taken, passed] = [
    { up: 0, down: 0 },
    { up: 0, down: 0 },
  ];
  const serve = (client: Socket): void => {
    connections += 1;
    const server = connect({ port: upstream, host, noDelay: true });
    client.setNoDelay(true);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.resetAndDestroy());
      socket.on('close', () => open.delete(socket));
    }
    pipes.add(pass(client, server, { levers, direction: 'up', taken, passed }));
    pipes.add(pass(server, client, { levers, direction: 'down', taken, passed }));
  };
  const poke = (): void => {
    for (const pipe of pipes) pipe.poke();
  };
  let server = await listen(serve, 0);
  const { port } = server.address() as { port: number };
  const proxy: TcpProxy = {
    port,
    connections: () => connections,
    passed: (direction) => passed[direction],
    taken: (direction) => taken[direction],
    cut() {
      for (const socket of open) socket.resetAndDestroy();
    },
    close() {
      for (const socket of open) socket.end();
    },
    freeze() {
      levers.frozen = true;
    },
    thaw() {
      levers.frozen = false;
      poke();
    },
    slow(rate) {
      levers.rate = rate;
      poke();
    },
    delay(ms) {
      levers.delay = ms;
    },
    refuse: () => shut(server),
    async accept() {
      if (!server.listening) server = await listen(serve, port);
    },
    flip(at, direction = 'down') {
      levers.flip = { at: Math.floor(at), direction };
    },
    after(bytes, act, direction = 'up') {
      levers.after = { bytes, direction, of: 'each', act: () => act(proxy) };
    },
    afterMore(more, act, direction = 'up') {
      const bytes = passed[direction] + more;
      levers.after = { bytes, direction, of: 'all', act: () => act(proxy) };
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await shut(server);
    },
  };
  return proxy;
}

function listen(serve: (socket: Socket) => void, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = createServer({ allowHalfOpen: true }, serve);
  server.on('error', reject);
  server.listen(port, '127.0.0.1', () => resolve(server));
  return promise;
}

/** Those that are open stay so. */
function shut(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close();
  setImmediate(resolve);
  return promise;
}

interface Passing {
  readonly levers: Levers;
  readonly direction: Direction;
  readonly taken: Record<Direction, number>;
  readonly passed: Record<Direction, number>;
}

interface Held {
  /** Absent where the source has ended. */
  bytes?: Buffer;
  readonly due: number;
}

/** One direction of one connection. */
function pass(from: Socket, to: Socket, { levers, direction, ...counts }: Passing): Pipe {
  const queue: Held[] = [];
  let held = 0;
  let seen = 0;
  let passed = 0;
  let timer: NodeJS.Timeout | undefined;
  const put = (bytes?: Buffer): void => {
    queue.push({
      ...(bytes === undefined ? {} : { bytes }),
      due: performance.now() + levers.delay,
    });
    held += bytes?.length ?? 0;
    if (held > room) from.pause();
    go();
  };
  const later = (ms: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      go();
    }, ms);
  };
  const go = (): void => {
    for (;;) {
      if (levers.frozen || timer !== undefined || to.destroyed) return;
      const [next] = queue;
      if (next === undefined) return;
      const wait = next.due - performance.now();
      if (wait > 0.5) return later(wait);
      if (next.bytes === undefined) {
        queue.shift();
        to.end();
        return;
      }
      // A tenth of a second's worth at a time.
      const portion = Math.max(1, Math.round((levers.rate ?? Number.POSITIVE_INFINITY) / 10));
      const part = next.bytes.subarray(0, portion);
      if (part.length === next.bytes.length) queue.shift();
      else next.bytes = next.bytes.subarray(part.length);
      held -= part.length;
      if (held <= room / 2) from.resume();
      to.write(part);
      passed += part.length;
      counts.passed[direction] += part.length;
      const { after } = levers;
      const { [direction]: all } = counts.passed;
      if (after?.direction === direction && (after.of === 'all' ? all : passed) >= after.bytes) {
        levers.after = undefined;
        after.act();
      }
      if (levers.rate !== undefined) return later((part.length / levers.rate) * 1000);
    }
  };
  from.on('data', (chunk: Buffer) => {
    const { flip } = levers;
    const at = (flip?.at ?? -1) - seen;
    if (flip?.direction === direction && at >= 0 && at < chunk.length)
      chunk[at] = ~(chunk[at] ?? 0);
    seen += chunk.length;
    counts.taken[direction] += chunk.length;
    put(chunk);
  });
  from.on('end', () => put());
  to.on('close', () => clearTimeout(timer));
  return { poke: go };
}
