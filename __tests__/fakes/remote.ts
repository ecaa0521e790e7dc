/** A server that speaks the helper's protocol as a script says, over connections that can be lost. */

import type { Failure } from '../../src/domain/failure.ts';
import type {
  Connection,
  Hears,
  Remote,
  RemoteAnswer,
  RemoteEnd,
  RemoteProcess,
} from '../../src/ports-remote.ts';
import { type FakeJob, createJob } from './remote-job.ts';

/** `facts`, `install`, `room`, `put`, `check`, `clear`, `version`, `submit`, `attend`, `records` or `remove`. */
export type Command = string;

export type Meeting =
  /** The connection is lost before the server has heard of it, or after it was done. */
  'lost-before' | 'lost-after' | RemoteEnd;

export interface ServerScript {
  /** What the facts say, by how often they were asked before. */
  readonly facts: (nth: number) => string;
  /** Of each job that is begun: events without number and time; `cut` loses the connection there, `cut after` once the next one is told. */
  readonly jobs?: readonly (readonly string[])[];
  /** What meets a command instead of its answer; `nth` counts commands of its kind from 1. */
  readonly meet?: (command: Command, nth: number) => Meeting | undefined;
  /** Why there is no connection, by the number of the attempt from 1. */
  readonly connect?: (nth: number) => Failure | undefined;
  /** Bytes that lie there of the upload; and whether they are those of the archive. */
  readonly have?: number;
  readonly whole?: boolean;
  /** Bytes that arrive of each upload before it breaks off; the last one holds for all that follow. */
  readonly arrives?: readonly number[];
  /** Bytes of the archive. */
  readonly bytes?: number;
  /** What removing answers. */
  readonly removes?: 'removed' | 'absent';
  readonly answers?: (path: string) => RemoteAnswer;
}

export interface FakeServer {
  readonly remote: Remote;
  /** Commands in order, and what was said to jobs but for beats. */
  readonly asked: string[];
  /** What went to standard input: the helper's text, plans. */
  readonly inputs: Map<Command, string>;
  readonly beats: () => number;
  readonly lines: readonly string[];
}

export const ended = (stdout: string, code = 0, stderr = ''): RemoteEnd => ({
  kind: 'ended',
  code,
  stdout,
  stderr,
});

const lossOf: RemoteEnd = { kind: 'lost', problem: 'the connection was reset' };

export function fakeServer(script: ServerScript): FakeServer {
  const asked: string[] = [];
  const lines: string[] = [];
  const inputs = new Map<Command, string>();
  const counts = new Map<string, number>();
  const jobs = new Map<string, FakeJob>();
  let have = script.have ?? 0;
  let whole = script.whole ?? true;
  let begun = 0;
  let sent = 0;
  let beats = 0;

  const count = (what: string): number => {
    const nth = (counts.get(what) ?? 0) + 1;
    counts.set(what, nth);
    return nth;
  };
  const submit = (plan: string): RemoteEnd => {
    const deploy = /^deploy=(.*)$/m.exec(plan)?.[1] ?? '';
    const old = jobs.get(deploy);
    if (old?.plan === plan && old.isRecorded()) return ended(`recorded ${deploy} ${old.state()}\n`);
    if (old?.plan !== plan || old.state() === undefined) {
      const events = script.jobs?.[begun] ?? script.jobs?.at(-1) ?? [];
      begun += 1;
      jobs.set(deploy, createJob({ deploy, plan, events }));
    }
    return ended(`accepted ${deploy}\n`);
  };
  const answer = (command: Command, line: string, input: string): RemoteEnd => {
    if (command === 'facts') return ended(script.facts((counts.get('facts') ?? 1) - 1));
    if (command === 'install') return ended('');
    if (command === 'submit') return submit(input);
    if (command === 'remove') return ended(`${script.removes ?? 'removed'}\n`);
    if (command === 'clear') {
      [have, whole] = [0, true];
      return ended('');
    }
    const digest = /[0-9a-f]{64}/.exec(line)?.[0] ?? '';
    if (command === 'check') return ended(`${whole ? digest : '0'.repeat(64)}  -\n`);
    if (command === 'room') {
      return ended(`room=/var/lib/gin-ship/incoming/deploy/${digest}.part\nhave=${have}\n`);
    }
    const job = jobs.get(/\d{6,}-\d+-\d+/.exec(line)?.[0] ?? '');
    const record = job?.record();
    return record === undefined ? ended('', 66, 'gin-ship: absent: no record\n') : ended(record);
  };

  const connect = (): Connection => {
    let lost: string | undefined;
    const losers = new Set<(end: RemoteEnd) => void>();
    const lose = (): RemoteEnd => {
      lost = lossOf.kind === 'lost' ? lossOf.problem : undefined;
      for (const one of losers) one(lossOf);
      return lossOf;
    };
    const meet = (line: string, act: (command: Command) => RemoteEnd): RemoteEnd => {
      if (lost !== undefined) return lossOf;
      lines.push(line);
      const command = commandOf(line);
      asked.push(command);
      const nth = count(command);
      const met = script.meet?.(command, nth);
      if (met === 'lost-before') return lose();
      if (met !== undefined && met !== 'lost-after') return met;
      const end = act(command);
      return met === 'lost-after' ? lose() : end;
    };
    return {
      hostKey: { type: 'ssh-ed25519', fingerprint: 'SHA256:abc' },
      lost: () => lost,
      async close() {
        lost ??= 'the connection was closed here';
        for (const one of losers) one({ kind: 'lost', problem: lost });
      },
      async run({ line, input = '' }) {
        return meet(line, (command) => {
          const text = typeof input === 'string' ? input : Buffer.from(input).toString();
          inputs.set(command, text);
          return answer(command, line, text);
        });
      },
      async send(order) {
        const { line, offset } = order;
        return meet(line, () => {
          const { bytes = 0, arrives } = script;
          const most = arrives?.[sent] ?? arrives?.at(-1) ?? bytes;
          sent += 1;
          have = Math.min(bytes, offset + most);
          asked.push(`${offset}..${have}`);
          order.onProgress?.(have);
          return have === bytes ? ended('') : lose();
        });
      },
      request: async ({ path }) => {
        asked.push(`GET ${path}`);
        return script.answers?.(path) ?? { kind: 'refused' };
      },
      open: (command, hears) => openJob(command.line, hears),
    };

    function openJob(line: string, hears: Hears): RemoteProcess {
      const over = Promise.withResolvers<RemoteEnd>();
      losers.add(over.resolve);
      let open = true;
      void over.promise.then(() => (open = false));
      const [, deploy = '', from = '1'] = / '(\d{6,}-\d+-\d+)' '(\d+)'$/.exec(line) ?? [];
      const job = jobs.get(deploy);
      const met = meet(line, () => ended(''));
      if (met.kind !== 'ended' || met.code !== 0) over.resolve(met);
      else if (job === undefined)
        over.resolve(ended('', 66, `gin-ship: absent: no job ${deploy}\n`));
      else void begin(job, Number(from));
      return {
        ended: over.promise,
        endInput: () => over.resolve(ended('')),
        say(text) {
          if (!open || job === undefined) return false;
          if (text.startsWith('beat ')) beats += 1;
          else asked.push(`say ${text}`);
          job.hear(text);
          return true;
        },
      };

      async function begin(told: FakeJob, first: number): Promise<void> {
        const end = told.endBefore(first);
        await new Promise((resolve) => setImmediate(resolve));
        if (open && end !== undefined) hears.line(end);
        return tell(told, first);
      }

      async function tell(told: FakeJob, first: number): Promise<void> {
        await new Promise((resolve) => setImmediate(resolve));
        if (!open) return;
        const event = told.event(first);
        if (told.breaks(first)) return void lose();
        if (event !== undefined) hears.line(event);
        return tell(told, event === undefined ? first : first + 1);
      }
    }
  };

  const remote: Remote = {
    async connect() {
      const failure = script.connect?.(count('connect'));
      asked.push('connect');
      if (failure !== undefined) throw failure;
      return connect();
    },
  };
  return { remote, asked, inputs, lines, beats: () => beats };
}

function commandOf(line: string): Command {
  if (line.startsWith('sh -s -- ')) return 'facts';
  const verb = /^(?:sudo -n )?\/usr\/local\/libexec\/gin-ship ([a-z]+)/.exec(line)?.[1];
  return verb ?? /' (install|put|check|clear) /.exec(line)?.[1] ?? line;
}
