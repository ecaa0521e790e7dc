/** Which sockets and processes do the programs of macOS and Windows tell of? */

export interface OwnedSocket {
  readonly pid: number;
  readonly state: 'listening' | 'connected';
  readonly address: string;
  readonly port: number;
  readonly remoteAddress?: string;
  readonly remotePort?: number;
}

/** `lsof -nP -iTCP -Fpn`: a line for each field, which its first letter names. */
export function parseLsof(text: string): readonly OwnedSocket[] {
  let pid = 0;
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    if (!line.startsWith('n')) return [];
    const [local = '', remote] = line.slice(1).split('->');
    return socketOf(pid, local, remote);
  });
}

/**
 * `netstat -ano`: protocol, local, remote, state, pid. The word for the state is in the system's
 * language; one that listens has no remote port.
 */
export function parseNetstat(text: string): readonly OwnedSocket[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [protocol, local = '', remote = '', , pid = ''] = line.trim().split(/\s+/);
    if (protocol !== 'TCP') return [];
    return socketOf(Number(pid), local, remote.endsWith(':0') ? undefined : remote);
  });
}

function socketOf(pid: number, local: string, remote: string | undefined): OwnedSocket[] {
  const own = parseEnd(local);
  const other = remote === undefined ? undefined : parseEnd(remote);
  if (own === undefined || !(pid > 0) || (remote !== undefined && !other)) return [];
  if (other === undefined) return [{ pid, state: 'listening', ...own }];
  const { address: remoteAddress, port: remotePort } = other;
  return [{ pid, state: 'connected', ...own, remoteAddress, remotePort }];
}

/** `127.0.0.1:80`, `[::1%lo0]:80`, `*:80`. */
function parseEnd(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, bracketed, plain, port = ''] =
    /^(?:\[([^\]%]*)(?:%[^\]]*)?\]|([^:\s]+)):(\d+)$/.exec(text.trim()) ?? [];
  const address = bracketed ?? plain;
  return address === undefined ? undefined : { address, port: Number(port) };
}

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** In words of the system; with the pid it names one process for ever. */
  readonly started: string;
}

/** Lines of pid, parent and start: `ps -axo pid=,ppid=,lstart=`, or what `windowsProcesses` prints. */
export function parseProcesses(text: string): readonly ListedProcess[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, pid, parent, started = ''] = /^\s*(\d+)\s+(\d+)\s+(\S.*?)\s*$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), started }];
  });
}

/** For PowerShell: a constant text. */
export const windowsProcesses =
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CreationDate.Ticks)" }';

/** The pids in `ps -axEwwo pid=,command=`, which prints variables after the command, that hold one. */
export function parseMarked(text: string, variable: string): readonly number[] {
  return text.split('\n').flatMap((line) => {
    const [, pid] = /^\s*(\d+)\s/.exec(line) ?? [];
    return pid !== undefined && ` ${line} `.includes(` ${variable} `) ? [Number(pid)] : [];
  });
}
