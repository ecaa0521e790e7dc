/** What do the lines of strace say (-f -ttt -y)? */

export interface Call {
  readonly pid: number;
  /** When it began, or was resumed after another thread came between: milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  /** As strace prints them, both halves joined where another thread came between. */
  readonly args: string;
  /** Absent where it prints none: `?`. */
  readonly result?: number;
  /** The file that an open gave. */
  readonly opened?: string;
  /** `ENOSPC` */
  readonly error?: string;
}

/** strace(1): `1234 1700000000.123456 fsync(7</srv/a.db>) = 0`; pid and time come first with -o. */
const line = /^(?:\[pid +)?(\d+)\]? +(\d+)\.(\d{1,6}) (.+)$/;
const whole = /^(\w+)\((.*)\) += (0x[0-9a-f]+|-?\d+|\?)(?:<([^>]*)>)?(?: (E[A-Z0-9]+))?.*$/;

/** The calls that ended, in order; signals, exits and what is cut off are passed over. */
export function parseStrace(text: string): readonly Call[] {
  const open = new Map<string, string>();
  const calls: Call[] = [];
  for (const raw of text.split('\n')) {
    const [, pid = '', seconds = '', micros = '', said = ''] = line.exec(raw) ?? [];
    const [, begun, head] = /^(\w+)\((.*?),? *<unfinished \.\.\.>$/.exec(said) ?? [];
    if (begun !== undefined) {
      open.set(`${pid} ${begun}`, head ?? '');
      continue;
    }
    const [, resumed, rest = ''] = /^<\.\.\. (\w+) resumed>(.*)$/.exec(said) ?? [];
    const key = `${pid} ${resumed ?? ''}`;
    const joined = resumed === undefined ? said : `${resumed}(${open.get(key) ?? ''}${rest}`;
    open.delete(key);
    const [, name, args = '', result = '?', opened, error] = whole.exec(joined) ?? [];
    if (name === undefined) continue;
    calls.push({
      pid: Number(pid),
      at: Number(seconds) * 1000 + Number(micros.padEnd(6, '0')) / 1000,
      name,
      args,
      ...(result === '?' ? {} : { result: Number(result) }),
      ...(opened?.startsWith('/') === true ? { opened } : {}),
      ...(error === undefined ? {} : { error }),
    });
  }
  return calls;
}

/** The path of the call's descriptor where it is that of a file; sockets and pipes have none. */
export function fileOf({ args }: Call): string | undefined {
  const [, path] = /^\d+<(\/[^>]*)>/.exec(args) ?? [];
  if (path === undefined || /^\/(?:dev|proc|sys)\//.test(path)) return undefined;
  return path;
}

/** What only waits or takes memory, what was printed, the ends of threads, and what Go's runtime does by itself. */
const dull =
  /^\d+ (?:(?:<\.\.\. )?(?:futex|epoll_p?wait|nanosleep|sched_yield|madvise|mmap)\b|writev?\([12]<|\+\+\+ exited with|--- SIGURG|openat\(.*"\/(?:proc|sys)\/.* = \d)/;

/** The last lines before a crash, without times and without what is dull; for people. */
export function straceTail(text: string, count: number): readonly string[] {
  return text
    .split('\n')
    .flatMap((raw) => {
      const [, pid = '', , , said = ''] = line.exec(raw) ?? [];
      return said === '' ? [] : [`${pid} ${said}`];
    })
    .filter((said) => !dull.test(said))
    .slice(-count);
}
