/** What becomes of a deploy whose job, or recovery, is struck at one change of a file? */

import { blobsOf, planText as deployPlan } from '../fixtures/hand-made-plan.ts';
import type { Release } from '../fixtures/deployed-release.ts';
import { helper, installHelper, nextHeader } from '../fixtures/helper-on-host.ts';
import type { Host } from '../servers/hosts/host.ts';
import { type HostState, readHostState } from '../servers/hosts/host-state.ts';
import { until } from '../servers/hosts/until.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';
import { type Promised, runningOf } from '../servers/hosts/broken-invariants.ts';
import { type Happening, type Verb, installNumbering, planText, readCalls } from './numbering.ts';
import { versionOf } from './bench.ts';

/** Milliseconds. */
const timing = {
  ...{ 'probe-interval': '20', 'probe-timeout': '2000', 'probe-successes': '1' },
  ...{ 'probe-deadline': '20000', soak: '0', lease: '60000' },
};

/** Tried beside the old one with a hook before it, or not, with the databases copied. */
const flavours = [
  { ...timing, overlap: 'never', snapshot: 'auto' },
  { ...timing, overlap: 'always', snapshot: 'off', 'before-switch': 'test -e notes' },
] as const;

export interface Sweep {
  readonly host: Host;
  readonly releases: readonly [Release, Release];
  state: HostState;
}

/** A host with the first release deployed, SQLite files and uploads in its state. */
export async function openSweep(host: Host, releases: Sweep['releases']): Promise<Sweep> {
  await installHelper(host);
  await installNumbering(host);
  const sweep = { host, releases, state: await readHostState(host, 'notes') };
  for (const [number, { archive }] of releases.entries()) {
    await host.writeFile(`/root/sweep/archive-${number}`, archive, { mode: '600' });
  }
  await submit(sweep, { flavour: 0, signals: ['go', 'confirm'] });
  await host.run(['sh', '-euc', whenOver]);
  await host.run(
    `sqlite3 /var/lib/notes/user.db 'create table rows (text); insert into rows values (1)'
    mkdir -p /var/lib/notes/static/uploads && echo upload >/var/lib/notes/static/uploads/1
    chown -R notes: /var/lib/notes/user.db /var/lib/notes/static/uploads`,
  );
  sweep.state = await check(sweep);
  return sweep;
}

interface Submit {
  readonly flavour: number;
  readonly signals: readonly string[];
}

/** A deploy of the release that does not run; gives its name. */
async function submit(
  { host, releases, state }: Sweep,
  { flavour, signals }: Submit,
): Promise<string> {
  const running = runningOf(state)?.release;
  const which = running === releases[0].id ? 1 : 0;
  const release = releases[which];
  const change = { ...flavours[flavour % 2], 'keep-releases': '1' };
  const header = await nextHeader(host, release, { change });
  const deploy = String(header['deploy']);
  const text = deployPlan(header, blobsOf(release));
  const script = `umask 077; mkdir -p /var/lib/gin-ship/incoming/root
    cp /root/sweep/archive-${which} /var/lib/gin-ship/incoming/root/${release.id}.part
    mkdir -p -m 755 /run/gin-ship && mkdir -p -m 711 /run/gin-ship/notes
    ${helper} submit notes
    for signal in ${signals.join(' ')}; do : >/run/gin-ship/notes/${deploy}.$signal; done`;
  const said = await host.run(['sh', '-euc', script], { input: text });
  if (said !== `accepted ${deploy}\n`) throw new Error(`submit said ${said}`);
  return deploy;
}

/** Neither a job nor a recovery is under way, and none is about to be. */
const whenOver = `turns=0
while systemctl list-units --all --plain --no-legend 'gin-ship-notes.service' 'gin-ship-recover@notes.service' |
  grep -q -e activating -e ' active ' || systemctl list-jobs --no-legend | grep -q gin-ship; do
  turns=$((turns + 1)); [ "$turns" -lt 2400 ]; sleep 0.05
done`;

const twice = `${helper} recover notes && ${helper} recover notes`;

export interface Strike {
  readonly happening: Happening | 'count';
  readonly number: number;
}

/** Gives the calls up to the one that it struck, or all of them where there are not so many. */
export async function strikeAt(
  sweep: Sweep,
  verb: Verb,
  strike: Strike,
): Promise<readonly string[]> {
  const { host } = sweep;
  const { happening, number } = strike;
  await using prober = startProber(page(host), { timeoutMs: 5_000 });
  const order = `mkdir -p /run/sweep && : >/run/sweep/${verb}.log &&
    printf '%s' '${planText(happening, number)}' >/run/sweep/${verb}`;
  if (verb === 'job') {
    await host.run(order);
    await submit(sweep, { flavour: number, signals: ['go', 'confirm'] });
  } else {
    const deploy = await submit(sweep, { flavour: number, signals: ['go'] });
    const events = `/var/lib/gin-ship/jobs/notes/${deploy}/events`;
    await host.run(
      `turns=0; until grep -qs ' wait confirm ' ${events}; do
        turns=$((turns + 1)); [ "$turns" -lt 2400 ] || { cat ${events}; exit 1; }; sleep 0.05; done
      ${order} && systemctl kill -s KILL gin-ship-notes.service`,
      { timeoutMs: 180_000 },
    );
  }
  const calls = await letEnd(sweep, verb, strike);
  try {
    sweep.state = await check(sweep, await prober.stop());
  } catch (error) {
    const at = `${happening} at call ${number} of ${verb}, ${calls.at(-1)}`;
    throw new Error(`${at}: ${String(error)}`, { cause: error });
  }
  return calls;
}

async function letEnd({ host }: Sweep, verb: Verb, strike: Strike): Promise<readonly string[]> {
  const isPower = strike.happening === 'the power is cut';
  // One that is held never ends.
  const held = `[ ${strike.number} -le "$(wc -l </run/sweep/${verb}.log)" ]`;
  const over = isPower
    ? whenOver.replace('while ', `while ! ${held} && { `).replace('; do', '; }; do')
    : whenOver;
  const patience = { timeoutMs: 300_000 };
  await host.run(['sh', '-euc', over], patience);
  const calls = await readCalls(host, verb);
  if (isPower && calls.length >= strike.number) {
    await host.cutPower();
    await host.boot();
  }
  await host.run(['sh', '-euc', `${whenOver}; rm -rf /run/sweep; ${twice}`], patience);
  return calls;
}

export const versions = ['v1', 'v2'] as const;

const page = ({ address }: Host): string => `http://${address}:8080/file?path=templates/index.html`;

async function check(
  { host, state, releases }: Sweep,
  heard: Pick<Promised, 'seen' | 'latestTick'> = {},
): Promise<HostState> {
  const url = page(host);
  const now = await checkInvariants(host, {
    ...{ name: 'notes', url, versionOf, versions },
    ...heard,
    ...(state.places === undefined ? {} : { before: state }),
    mayWrite: () => state.records.length === 0,
  });
  const running = runningOf(now)?.release;
  const serves = versions[releases.findIndex(({ id }) => id === running)];
  if (serves === undefined) throw new Error('what serves is neither of the two releases');
  return checkServes(host, url, serves).then(() => now);
}

async function checkServes(host: Host, url: string, serves: string): Promise<void> {
  let found: string | undefined;
  // A connection from before a power cut is not known to be dead.
  const headers = { connection: 'close' };
  const look = async (): Promise<true | undefined> => {
    const got = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) });
    found = versionOf({ at: 0, answered: 0, status: got.status, body: await got.text() });
    return found === undefined ? undefined : true;
  };
  await until('an answer', 180_000, { look: () => look().catch(() => undefined) });
  if (found !== serves) throw new Error(`${found} answers at ${host.name}, not ${serves}`);
}
