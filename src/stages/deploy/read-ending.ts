/** How did it end? The server's own record is the last word, whatever was heard meanwhile. */

import { type HostEnding, endingOf } from '../../domain/deploy/host-ending.ts';
import { type DeployRecord, parseRecord } from '../../domain/deploy/records.ts';
import { parseComplaint } from '../../domain/deploy/helper-answer.ts';
import type { Mask } from '../../domain/deploy/mask-text.ts';
import type { Clock } from '../../ports.ts';
import { askHost } from './ask-host.ts';
import type { AttendEnd } from './attend.ts';
import type { Contact } from './contact.ts';
import { type RootWay, helperLine } from '../../domain/deploy/helper-line.ts';

export interface EndingWish {
  readonly server: string;
  readonly way: RootWay;
  readonly name: string;
  readonly deploy: string;
  readonly clock: Clock;
  /** Puts stars for secrets in what the record says. */
  readonly mask?: Mask;
}

/** Milliseconds that a recovery is waited for, and between two looks. */
const patience = 180_000;
const pause = 1000;

/** Never fails: undefined where the record cannot be read, or has not decided it. */
export async function readDecided(
  contact: Contact,
  wish: EndingWish,
): Promise<HostEnding | undefined> {
  const read = await readRecord(contact, wish);
  return 'record' in read ? endingOf(read.record) : undefined;
}

/** Never fails: what cannot be read is `unknown`. */
export async function readEnding(
  contact: Contact,
  wish: EndingWish,
  heard: AttendEnd,
): Promise<HostEnding> {
  const { clock } = wish;
  const began = clock.elapsed();
  for (;;) {
    const read = await readRecord(contact, wish);
    if ('absent' in read && heard.kind === 'ended') return withoutRecord(heard);
    const problem = 'problem' in read ? read.problem : heardOf(heard);
    const record = 'record' in read ? read.record : undefined;
    const ending = record === undefined ? undefined : endingOf(record);
    if (ending !== undefined) return ending;
    if (record === undefined || clock.elapsed() - began > patience) {
      return { kind: 'unknown', problem, ...(record === undefined ? {} : { record }) };
    }
    await clock.pause(pause);
  }
}

export type RecordRead =
  | { readonly record: DeployRecord }
  | { readonly absent: true; readonly problem: string }
  | { readonly problem: string };

/** Exit code for what is not there. */
const notThere = 66;

async function readRecord(contact: Contact, wish: EndingWish): Promise<RecordRead> {
  const { server, way, name, deploy } = wish;
  const doing = `reading from ${server} how ${deploy} ended`;
  const line = helperLine(way, 'records', name, deploy);
  try {
    const end = await askHost(contact, { doing, line, timeout: 60_000 });
    if (end.code === 0) return maskReason(parseRecord(deploy, end.stdout), wish.mask);
    const problem = parseComplaint(end.stderr).text || `exit code ${end.code ?? 'none'}`;
    return end.code === notThere ? { absent: true, problem } : { problem };
  } catch (error) {
    return {
      problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

function maskReason(read: RecordRead, mask: Mask = (text) => text): RecordRead {
  if (!('record' in read) || read.record.reason === undefined) return read;
  return { record: { ...read.record, reason: mask(read.record.reason) } };
}

/** Nothing was touched, or the record was taken away meanwhile. */
function withoutRecord({ how, reason = how }: Extract<AttendEnd, { kind: 'ended' }>): HostEnding {
  if (how === 'stale' || how === 'busy' || how === 'refused') return { kind: 'refused', reason };
  return { kind: 'unknown', problem: `it said that it ended ${how}, and has no record of it` };
}

function heardOf(heard: AttendEnd): string {
  return heard.kind === 'unknown' ? heard.problem : (heard.reason ?? heard.how);
}
