/** Why is the data gone, most likely, and what keeps it? */

import { cgoStubs } from '../build/cgo-stubs.ts';
import { plainLine } from '../plain-text.ts';
import { type Written, isData, releaseFix } from './written.ts';

export type LossCause =
  | 'stub-driver'
  | 'release'
  | 'tmp'
  | 'not-read-back'
  | 'buffered'
  | 'memory'
  | 'stop';

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
  const has = (where: Written['where']): boolean => data.some((one) => one.where === where);
  if (stub) return 'stub-driver';
  if (onlyByStop) return 'stop';
  if (holding === 'tmp' || holding === 'release') return holding;
  if (holding !== undefined) return 'not-read-back';
  if (refusedWrite || has('release')) return 'release';
  if (has('state')) return 'buffered';
  return has('tmp') ? 'tmp' : 'memory';
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
  return explanations[cause](written.filter(isData));
}

const [stub] = cgoStubs;

const explanations: Readonly<Record<LossCause, (data: readonly Written[]) => Explained>> = {
  'stub-driver': () => ({
    because: `its database driver${stub === undefined ? '' : ` ${stub.module}`} is only a stub, for cgo is off`,
    fix: ['cgo: on', `or use ${stub?.instead ?? 'a driver without cgo'}`],
  }),
  release: (data) => ({
    because: `it is written inside the release${named(data, 'release')}`,
    fix: releaseFix(data.find(({ where }) => where === 'release')?.name),
  }),
  tmp: (data) => ({
    because: `it is written to /tmp${named(data, 'tmp')}, which is empty after every restart`,
    fix: ['write it into the working directory, by a relative path: it stays through every deploy'],
  }),
  'not-read-back': (data) => ({
    because: `it is on disk when the service is killed${first(data.filter(({ holdsNonce }) => holdsNonce === true))}, but the start does not bring it back`,
    fix: [
      'open the file without emptying it: os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600), not os.Create',
      'let the start drop no table; read what is there before the first request',
    ],
  }),
  buffered: (data) => ({
    because: `its files${named(data, 'state')} do not have it when the service is killed: it is buffered and not yet written`,
    fix: [
      'write before the answer: Flush the bufio.Writer and Sync the file, or commit the transaction',
      'save at every change, not by a timer or at the end',
    ],
  }),
  stop: () => ({
    because: 'it survives SIGKILL, so the stop or the start after it removes it',
    fix: ['look at what runs on SIGTERM: it deletes, or saves an older state over the newer one'],
  }),
  memory: () => ({
    because: 'it is kept in memory only: no file was written',
    fix: [
      'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      'sqlite.Open(":memory:") and file::memory: are memory too',
    ],
  }),
};

function named(data: readonly Written[], where: Written['where']): string {
  return first(data.filter((one) => one.where === where));
}

function first([one]: readonly Written[]): string {
  return one === undefined ? '' : ` (${plainLine(one.name).slice(-80)})`;
}
