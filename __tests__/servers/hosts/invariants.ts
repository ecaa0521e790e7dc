/** Does a server keep the promises N1 to N8? `await checkInvariants(host, { name: 'notes', before, seen, versions: ['v1', 'v2'] })`. */

import { type Promised, brokenInvariants, runningOf } from './broken-invariants.ts';
import type { Host } from './host.ts';
import { type HostState, readHostState } from './host-state.ts';
import { bodyAsVersion } from './probe-story.ts';
import { until } from './until.ts';

export interface InvariantWish extends Promised {
  /** The application's. */
  readonly name: string;
  /** Where it says its version. Default: `/version` on port 8080; empty: it is not asked. */
  readonly url?: string;
  /** Texts that no file on the server may hold that others than root and the service can read. */
  readonly secrets?: readonly string[];
}

/**
 * Throws with all that is broken, each with its number. `before` is what `readHostState` gave then. Waits for what is
 * at work, and for the first answer of what should serve; gives what it saw.
 */
export async function checkInvariants(host: Host, wish: InvariantWish): Promise<HostState> {
  const state = await readHostState(host, wish.name);
  const broken = [
    ...brokenInvariants(state, wish),
    ...(await brokenAnswer(host, state, wish)),
    ...(await openSecrets(host, state, wish.secrets ?? [])),
  ];
  if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${evidence(state)}`);
  return state;
}

function evidence({ records }: HostState): string {
  const lines = records
    .slice(-4)
    .map(({ deploy, state, slot, predecessor, reason }) =>
      [deploy, state, slot, predecessor ?? '-', reason ?? '-'].join(' | '),
    );
  return `the newest records:\n${lines.join('\n')}`;
}

/** At the end something serves: what is asked for, or any of the versions where the records name one. */
async function brokenAnswer(host: Host, state: HostState, wish: InvariantWish): Promise<string[]> {
  const { url = `http://${host.address}:8080/version`, serves, versions } = wish;
  const isUp = runningOf(state) !== undefined && state.records.at(-1)?.state !== 'down';
  if (url === '' || (serves === undefined && !isUp)) return [];
  const ask = (): Promise<string | undefined> => answerOf(url, wish);
  if (serves === 'nothing') {
    const answer = await ask();
    return answer === undefined ? [] : [`N1: ${answer} answers, and nothing should`];
  }
  const found = await until('an answer', 180_000, { look: ask }).catch(() => undefined);
  if (found === undefined) return ['N1: nothing answers at the end'];
  const isRight = serves === undefined ? (versions?.includes(found) ?? true) : found === serves;
  return isRight
    ? []
    : [`N1: ${found} answers at the end, not ${serves ?? versions?.join(' or ')}`];
}

async function answerOf(
  url: string,
  { versionOf = bodyAsVersion }: Pick<InvariantWish, 'versionOf'>,
): Promise<string | undefined> {
  try {
    const got = await fetch(url, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    });
    const body = (await got.text()).slice(0, 4_096);
    return versionOf({ at: 0, answered: 0, status: got.status, body });
  } catch {
    return undefined;
  }
}

/** Looks with the eyes of `nobody`, who is no friend of anybody's. */
async function openSecrets(
  host: Host,
  { places }: HostState,
  secrets: readonly string[],
): Promise<string[]> {
  if (secrets.length === 0) return [];
  const roots = ['/etc', '/opt', '/run', '/tmp', '/var', '/home', '/root', '/usr/local'];
  const more = places === undefined ? [] : [places.home, places.state];
  const found = await Promise.all(
    secrets.map(async (secret) => {
      const command = ['grep', '-rlsF', '-D', 'skip', '-e', secret.split('\n')[0] ?? '', '--'];
      const { stdout } = await host.exec([...command, ...roots, ...more], { user: 'nobody' });
      return stdout.split('\n').filter((path) => path !== '');
    }),
  );
  return [...new Set(found.flat())].map(
    (path) => `N8: a secret stands in ${path}, which all can read`,
  );
}
