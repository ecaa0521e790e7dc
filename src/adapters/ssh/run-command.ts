/** How does a command on the other side end, whatever becomes of the connection? */

import type { ClientChannel } from 'ssh2';
import type { RemoteEnd } from '../../ports-remote.ts';
import { hearOutput } from './heard-output.ts';
import type { Link } from './link.ts';
import type { Sessions, Starting } from './sessions.ts';

export interface Line {
  readonly line: string;
  /** Milliseconds; without it, there is no limit here. */
  readonly timeout?: number;
  /** Told each whole line of its standard output. */
  readonly heard?: (text: string) => void;
}

export interface Begun {
  readonly ended: Promise<RemoteEnd>;
  /** Set once it has ended, in whatever way. */
  readonly end: () => RemoteEnd | undefined;
  /** Ends the waiting; the command itself is asked to end. */
  readonly give: (end: RemoteEnd) => void;
}

const caps = { stdout: 4 * 1024 * 1024, stderr: 64 * 1024 };
const noStatus = 'the server did not say how the command ended';

/** `use` is given the channel once the command runs there. */
export function beginCommand(
  link: Link,
  sessions: Sessions,
  { line, timeout, heard }: Line,
  use: (channel: ClientChannel) => void,
): Begun {
  const { promise, resolve } = Promise.withResolvers<RemoteEnd>();
  const stdout = hearOutput(caps.stdout, heard);
  const stderr = hearOutput(caps.stderr);
  let end: RemoteEnd | undefined;
  let channel: ClientChannel | undefined;
  let full: string | undefined;
  let askedAgain = false;
  let overdue: RemoteEnd | undefined;
  let timer: NodeJS.Timeout | undefined;
  let forget: (() => void) | undefined;
  const settle = (found: RemoteEnd): void => {
    if (end !== undefined) return;
    end = found;
    clearTimeout(timer);
    forget?.();
    // A line that contact was lost in is none: whoever asks again gets it whole.
    if (found.kind === 'ended') stdout.finish();
    resolve(found);
  };
  const give = (found: RemoteEnd): void => {
    // Where a server that had no room is being asked again, its answer tells whether anything ran.
    if (channel === undefined && full === undefined && askedAgain) overdue ??= found;
    else settle(full === undefined ? found : { kind: 'refused', problem: full });
    if (channel !== undefined) abandon(channel);
  };
  const said = (): { stdout: string; stderr: string } => ({
    stdout: stdout.text(),
    stderr: stderr.text(),
  });
  if (timeout !== undefined) {
    timer = setTimeout(() => give({ kind: 'timed-out', ...said() }), timeout);
  }
  forget = link.onLost((problem) => settle({ kind: 'lost', problem }));
  const listen = (opened: ClientChannel): void => {
    channel = opened;
    let status: { code?: number; signal?: string } | undefined;
    opened.on('data', (chunk: Buffer) => stdout.hear(chunk));
    opened.stderr.on('data', (chunk: Buffer) => stderr.hear(chunk));
    // Where the command ends before it has read all, a write fails; how it ended says more.
    opened.on('error', () => undefined);
    opened.on('exit', (code: number | null, signal?: string) => {
      if (code !== null) status = { code };
      else if (signal !== undefined) status = { signal };
    });
    opened.on('close', () => {
      if (status === undefined) settle({ kind: 'lost', problem: link.lost() ?? noStatus });
      else settle({ kind: 'ended', ...status, ...said() });
    });
  };
  const starting: Starting = {
    started(opened) {
      listen(opened);
      if (overdue !== undefined) settle(overdue);
      if (end === undefined) use(opened);
      else abandon(opened);
    },
    refused: (problem) => settle({ kind: 'refused', problem }),
    full(problem) {
      full = problem;
      askedAgain = true;
      if (problem !== undefined && overdue !== undefined) settle({ kind: 'refused', problem });
    },
    over: () => end !== undefined,
  };
  if (end === undefined) sessions.start(line, starting);
  return { ended: promise, end: () => end, give };
}

/** Nothing of it is waited for any more; the server may or may not pass the signal on. */
function abandon(channel: ClientChannel): void {
  channel.signal('TERM');
  channel.close();
}
