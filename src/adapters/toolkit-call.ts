/** What became of a call of the toolkit: what did it give, how was it answered, what did it print? */

import { AsyncLocalStorage } from 'node:async_hooks';
import { captureOutput } from './captured-output.ts';
import { type Requests, endAll, endSilent, watchRequests } from './watched-requests.ts';

export interface Called<T> {
  /** Absent where the call threw. */
  readonly value?: T;
  readonly error?: unknown;
  /** The status, the code of the network error, or `silent`, of each request that ended, in order. */
  readonly answers: readonly (number | string)[];
  /** What it printed as warnings and errors, which the job's log does not get. */
  readonly complaints: readonly string[];
}

export interface Limits {
  /** Milliseconds in which a request moves no byte before it is ended. */
  readonly silence: number;
  /** Milliseconds for the whole call. */
  readonly total: number;
}

interface Call extends Requests {
  readonly printed: string[];
}

const running = new AsyncLocalStorage<Call>();

/**
 * Runs a call of @actions/cache or @actions/artifact, several at a time if need be. They say what went
 * wrong only in English on standard output, and wait for minutes for a server that is silent: so what
 * they print is held back, and their requests are watched. Other work prints and asks as before.
 */
export async function callToolkit<T>(
  limits: Limits,
  print: (line: string) => void,
  act: () => Promise<T>,
): Promise<Called<T>> {
  const call: Call = { answers: [], printed: [], open: new Map(), over: false };
  const deadline = Promise.withResolvers<never>();
  const watch = setInterval(() => endSilent(call, limits.silence), limits.silence / 10);
  const timer = setTimeout(() => {
    endAll(call);
    deadline.reject(new Error(`not done after ${limits.total / 1000} s`));
  }, limits.total);
  const stop = supervise();
  let ended: { readonly value: T } | { readonly error: unknown };
  try {
    ended = { value: await Promise.race([running.run(call, act), deadline.promise]) };
  } catch (error) {
    ended = { error };
  } finally {
    clearInterval(watch);
    clearTimeout(timer);
    stop();
  }
  return { ...ended, answers: call.answers, complaints: sortLines(call.printed.join(''), print) };
}

let callers = 0;
let stopAll = (): void => undefined;

/** One set of listeners for all calls that run at the same time. */
function supervise(): () => void {
  if (callers === 0) {
    const stopRequests = watchRequests(() => running.getStore());
    const stopOutput = captureOutput(() => {
      const call = running.getStore();
      return call && ((text) => call.printed.push(text));
    });
    stopAll = () => {
      stopRequests();
      stopOutput();
    };
  }
  callers += 1;
  return () => {
    callers -= 1;
    if (callers === 0) stopAll();
  };
}

/** Prints plain and debug lines; gives warnings and errors back. */
function sortLines(text: string, print: (line: string) => void): string[] {
  const complaints: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, kind, escaped = line] = /^::(warning|error|debug)[^:]*::(.*)$/.exec(line) ?? [];
    const said = escaped.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    if (kind === 'warning' || kind === 'error') complaints.push(said);
    else if (said !== '') print(said);
  }
  return complaints;
}

/** What went wrong, by the last answer where there was one; nothing where nothing did. */
export function troubleOf(
  called: Called<unknown>,
): { readonly happened: string; readonly code: string; readonly cause?: unknown } | undefined {
  const { error, complaints } = called;
  const answer = called.answers.at(-1) ?? 200;
  if (typeof answer === 'number' && answer >= 400) {
    return { happened: `the service answered ${answer}`, code: String(answer), cause: error };
  }
  if (answer === 'silent')
    return { happened: 'the service fell silent', code: answer, cause: error };
  if (typeof answer === 'string') {
    return { happened: `the service cannot be reached (${answer})`, code: answer, cause: error };
  }
  if (error === undefined && complaints.length === 0) return undefined;
  const happened = error instanceof Error ? error.message : complaints.join('; ');
  return { happened, code: 'local', cause: error };
}
