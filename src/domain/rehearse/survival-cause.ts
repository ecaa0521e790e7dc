/** Why is the data gone, most likely, and what keeps it? */

import { cgoStubs } from '../build/cgo-stubs.ts';
import { plainLine } from '../plain-text.ts';
import { type Written, isData, namesOf, releaseFix } from './written.ts';

export type LossCause =
  | 'stub-driver'
  | 'release'
  | 'tmp'
  | 'not-read-back'
  | 'buffered'
  | 'unclear'
  | 'memory'
  | 'stop'
  | 'crash';

export interface LossFacts {
  /** It survived SIGKILL, and was lost by the SIGTERM after it. */
  readonly onlyByStop: boolean;
  /** The service said the text of a stub driver, or is built with one. */
  readonly stub: boolean;
  /** It tried to write where the release is read-only. */
  readonly refusedWrite: boolean;
  /** What it had written when it was killed. */
  readonly written: readonly Written[];
}

/** From the surest sign to the mere absence of any. */
export function decideLossCause(facts: LossFacts): LossCause {
  const { stub, onlyByStop, refusedWrite } = facts;
  const data = facts.written.filter(isData);
  const holding = data.find(({ holdsNonce }) => holdsNonce === true)?.where;
  const mayHold = (where: Written['where']): boolean =>
    data.some((one) => one.where === where && one.holdsNonce === undefined);
  if (stub) return 'stub-driver';
  if (onlyByStop) return 'stop';
  if (holding === 'tmp' || holding === 'release') return holding;
  if (holding !== undefined) return 'not-read-back';
  if (refusedWrite || mayHold('release')) return 'release';
  if (data.some(isOnItsWay)) return 'buffered';
  if (mayHold('tmp') && data.every(isInTmp)) return 'tmp';
  // A log may only tell of the request; where there is nothing else, what it has is gone all the same.
  const logs = data.length === 0 ? facts.written.filter(isHolding) : [];
  if (logs.length > 0 && logs.every(isInTmp)) return 'tmp';
  return data.some(({ where }) => where !== 'elsewhere') ? 'unclear' : 'memory';
}

function isOnItsWay({ where, holdsNonce, pending }: Written): boolean {
  return where === 'state' && holdsNonce === false && pending === true;
}

function isInTmp({ where }: Written): boolean {
  return where === 'tmp';
}

function isHolding({ holdsNonce }: Written): boolean {
  return holdsNonce === true;
}

export interface Explained {
  readonly because: string;
  readonly fix: readonly string[];
}

/** Why, as a clause, and the lines that keep the data. */
export function explainLossCause(
  cause: LossCause,
  { written }: Pick<LossFacts, 'written'>,
): Explained {
  return explanations[cause](written.filter(({ change }) => change !== 'removed'));
}

const [stub] = cgoStubs;

const keepIt = [
  'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
  'sqlite.Open(":memory:") and file::memory: are memory too',
];
const writeIt = [
  'write before the answer: Flush the bufio.Writer and Sync the file, or commit the transaction',
  'save at every change, not by a timer or at the end',
];

const explanations: Readonly<Record<LossCause, (written: readonly Written[]) => Explained>> = {
  'stub-driver': () => ({
    because: `its database driver${stub === undefined ? '' : ` ${stub.module}`} is only a stub, for cgo is off`,
    fix: ['cgo: on', `or use ${stub?.instead ?? 'a driver without cgo'}`],
  }),
  release: (written) => ({
    because: `it is written inside the release${named(written, 'release')}`,
    fix: releaseFix(written.find(({ where }) => where === 'release')?.name),
  }),
  tmp: (written) => ({
    because: `it is written to /tmp${named(written, 'tmp')}, which is empty after every restart`,
    fix: ['write it into the working directory, by a relative path: it stays through every deploy'],
  }),
  'not-read-back': (written) => ({
    because: `it is on disk when the service is killed${first(written.filter(isHolding))}, but the start does not bring it back`,
    fix: [
      'open the file without emptying it: os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600), not os.Create',
      'let the start drop no table; read what is there before the first request',
    ],
  }),
  buffered: (written) => ({
    because: `its files${first(written.filter(isOnItsWay))} do not have it when the service is killed: it is buffered and not yet written`,
    fix: writeIt,
  }),
  unclear: (written) => ({
    because: explainUnclear(written.filter(isData)),
    fix: [...keepIt, ...writeIt],
  }),
  stop: () => ({
    because: 'it survives SIGKILL, so the stop or the start after it removes it',
    fix: ['look at what runs on SIGTERM: it deletes, or saves an older state over the newer one'],
  }),
  crash: () => ({
    because: 'it crashes when it is asked for what the start before has written',
    fix: ['see the last lines of its output'],
  }),
  memory: (written) => ({
    because:
      written.length === 0
        ? 'it is kept in memory only: no file was written'
        : `it is kept in memory, as far as can be seen: nothing but ${namesOf(written)} was written`,
    fix: keepIt,
  }),
};

function explainUnclear(data: readonly Written[]): string {
  const closed = data.filter(({ holdsNonce }) => holdsNonce === undefined);
  return closed.length > 0
    ? `it is kept in memory, or in a file that was not looked into (${namesOf(closed)})`
    : `its files (${namesOf(data)}) do not have it when the service is killed: it is kept in memory, or buffered and not yet written`;
}

function named(written: readonly Written[], where: Written['where']): string {
  const there = written.filter((one) => one.where === where);
  return first([...there.filter(isHolding), ...there]);
}

function first([one]: readonly Written[]): string {
  return one === undefined ? '' : ` (${plainLine(one.name).slice(-80)})`;
}
