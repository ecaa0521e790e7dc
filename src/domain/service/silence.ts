/** Why does a program not listen that says nothing of it, and did not end with an error? */

import type { Exit } from '../exit-cause.ts';
import { serviceCommands } from './commands.ts';
import { listenOnPort } from './gin-lines.ts';
import type { Remark } from './remark.ts';

interface Silent {
  /** Absent: it still runs. */
  readonly ended?: Exit;
  readonly output: string;
  /** Ports that other programs listen on: Gin's Run is silent in release mode where its is taken. */
  readonly taken?: readonly number[];
  /** Whether it served before, in an earlier start. */
  readonly again?: boolean;
}

/** `happened` is the sentence that tells how it ended, or that it did not. */
export function explainSilence(silent: Silent, happened: string): Omit<Remark, 'level'> {
  const { ended, output, taken = [], again = false } = silent;
  const hasCommands = ended !== undefined && serviceCommands(output).length > 0;
  if (taken.includes(8080) && !hasCommands) {
    const how = ended === undefined ? 'stays' : 'ends';
    const message = `${happened}, and another program listens on port 8080: a server ${how} so where the error of r.Run(":8080") is ignored`;
    const fix = [...listenOnPort, 'if err := r.Run(); err != nil { log.Fatal(err) }'];
    return { id: 'port-taken', message, fix };
  }
  if (ended !== undefined && again) return notAgain(happened);
  if (ended !== undefined) return notAService(output, happened);
  const fix = [
    'listen on the TCP port that PORT names, before anything that takes long',
    'where it only starts slowly: probe-deadline',
  ];
  return { id: 'never-listened', message: happened, fix };
}

function notAService(output: string, happened: string): Omit<Remark, 'level'> {
  const commands = serviceCommands(output).map((word) => `service-args: ${word}`);
  const message = `${happened}: an end without an error is no service's`;
  const fix = [
    ...(commands.length > 0
      ? commands
      : ['service-args: the arguments that make it serve, one a line']),
    'where another program is the service: service: its name',
    'a command-line tool is not rehearsed: rehearse: false',
  ];
  return { id: 'not-a-service', message, fix };
}

function notAgain(happened: string): Omit<Remark, 'level'> {
  const message = `${happened}, though it served before: does a crash leave a lock or a PID file behind?`;
  const fix = [
    'lock a file with syscall.Flock: the kernel lets go of it with the process, however that ends',
    'or let the start look whether the process that a PID file names still runs, and replace it where not',
  ];
  return { id: 'not-again', message, fix };
}
