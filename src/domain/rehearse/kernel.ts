/** Which sockets and which processes does Linux tell of in /proc? */

export interface Socket {
  readonly state: 'listening' | 'connected' | 'other';
  readonly address: string;
  readonly port: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Bytes that the owner has not read yet; of a listening one: connections that it has not accepted. */
  readonly unread: number;
  /** What /proc/PID/fd names; 0 where no process has taken it. */
  readonly inode: number;
}

/**
 * /proc/net/tcp and tcp6: proc_pid_net(5), states in include/net/tcp_states.h. Addresses are words of 32
 * bits in the machine's own byte order. Lines that are not whole are passed over.
 */
export function parseSockets(text: string, littleEndian = true): readonly Socket[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [, local = '', remote = '', state, queues = ''] = fields;
    const own = parseEnd(local, littleEndian);
    const other = parseEnd(remote, littleEndian);
    const inode = Number(fields[9]);
    if (own === undefined || other === undefined || !Number.isSafeInteger(inode)) return [];
    return [
      {
        state: state === '0A' ? 'listening' : state === '01' ? 'connected' : 'other',
        address: own.address,
        port: own.port,
        remoteAddress: other.address,
        remotePort: other.port,
        unread: Number.parseInt(queues.split(':')[1] ?? '', 16) || 0,
        inode,
      },
    ];
  });
}

function parseEnd(
  text: string,
  littleEndian: boolean,
): { readonly address: string; readonly port: number } | undefined {
  const [, hex = '', port = ''] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/i.exec(text) ?? [];
  if (hex === '') return undefined;
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => {
    const four = (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
    return littleEndian ? four.toReversed() : four;
  });
  return { address: formatAddress(bytes), port: Number.parseInt(port, 16) };
}

/** RFC 5952: lower-case, the longest row of two or more zeros shortened, an IPv4 address in dots. */
function formatAddress(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  if (mapped && bytes[11] === 255) return `::ffff:${bytes.slice(12).join('.')}`;
  const parts = [0, 2, 4, 6, 8, 10, 12, 14].map((at) =>
    ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)).toString(16),
  );
  const rows = [...`:${parts.join(':')}:`.matchAll(/(?:(?<=:)0:){2,}/g)];
  const longest = rows.reduce((best, [row]) => (row.length > best.length ? row : best), '');
  const whole = `:${parts.join(':')}:`;
  if (longest === '') return parts.join(':');
  const at = whole.indexOf(`:${longest}`) + 1;
  const [head, tail] = [whole.slice(1, at), whole.slice(at + longest.length, -1)];
  return `${head.replace(/:$/, '')}::${tail}`;
}

export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** R, S, D, Z … */
  readonly state: string;
  /** Ticks since boot; with the pid it names one process for ever. */
  readonly started: string;
}

/** /proc/PID/stat: proc_pid_stat(5). The name stands in brackets and may hold any, brackets too. */
export function parseStat(text: string): ProcessStat | undefined {
  const close = text.lastIndexOf(')');
  const pid = Number.parseInt(text, 10);
  const fields = text.slice(close + 2).split(' ');
  const [state, parent] = fields;
  const started = fields[19];
  if (close < 0 || !Number.isSafeInteger(pid) || !state || started === undefined) return undefined;
  return { pid, parent: Number(parent), state, started };
}

export interface Related {
  readonly pid: number;
  readonly parent: number;
}

/** The roots among `all` with everything that they started, in the order of `all`. */
export function withDescendants<T extends Related>(
  all: readonly T[],
  isRoot: (one: T) => boolean,
): readonly T[] {
  const children = Map.groupBy(all, ({ parent }) => parent);
  const family = new Set<T>();
  const open = all.filter(isRoot);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (family.has(one)) continue;
    family.add(one);
    open.push(...(children.get(one.pid) ?? []));
  }
  return all.filter((one) => family.has(one));
}
