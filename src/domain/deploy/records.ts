/** What does a server remember of one deploy, and how is that written? */

import { lookUp } from '../look-up.ts';
import { parseDeployId } from './deploy-id.ts';

export const deployStates = [
  'received',
  'prepared',
  'started',
  'gated',
  'switching',
  'switched',
  'confirmed',
  'rolled-back',
  'not-installed',
  'down',
] as const;

export type DeployState = (typeof deployStates)[number];
export type SlotName = 'blue' | 'green';

/** Of what is absent there was none. Texts come from the server: whoever prints one makes it plain. */
export interface DeployRecord {
  readonly deploy: string;
  readonly sequence: number;
  readonly kind: 'deploy' | 'rollback';
  readonly state: DeployState;
  readonly slot?: SlotName;
  /** SHA-256 of the archive, which is the name of its release. */
  readonly release?: string;
  /** File name. */
  readonly program?: string;
  readonly programSha256?: string;
  /** A deploy, or `unit:NAME.service` that was there before the first. */
  readonly predecessor?: string;
  /** Of a rollback: the deploy that it went away from, and the one that it brought back. */
  readonly rolledBackFrom?: string;
  readonly from?: string;
  /** `tried`, or `not-tried: REASON`. */
  readonly trial?: string;
  /** The deploy whose snapshot it is. */
  readonly snapshot?: string;
  readonly schema?: 'moved' | 'same';
  readonly repository?: string;
  readonly workflow?: string;
  readonly run?: string;
  readonly attempt?: number;
  readonly commit?: string;
  readonly version?: string;
  readonly actor?: string;
  /** SHA-256 of manifest.json. */
  readonly manifest?: string;
  readonly boot?: string;
  /** Seconds since 1970 by the server's clock: for show only. */
  readonly began?: number;
  readonly changed?: number;
  readonly gapMs?: number;
  readonly reason?: string;
}

/** The keys of the file in their order, and the fields that they fill. */
const fields = {
  deploy: 'deploy',
  sequence: 'sequence',
  kind: 'kind',
  state: 'state',
  slot: 'slot',
  release: 'release',
  program: 'program',
  'program-sha256': 'programSha256',
  predecessor: 'predecessor',
  'rolled-back-from': 'rolledBackFrom',
  from: 'from',
  trial: 'trial',
  snapshot: 'snapshot',
  schema: 'schema',
  repository: 'repository',
  workflow: 'workflow',
  run: 'run',
  attempt: 'attempt',
  commit: 'commit',
  version: 'version',
  actor: 'actor',
  manifest: 'manifest',
  boot: 'boot',
  began: 'began',
  changed: 'changed',
  'gap-ms': 'gapMs',
  reason: 'reason',
} as const satisfies Readonly<Record<string, keyof DeployRecord>>;

const digest = /^[0-9a-f]{64}$/;
const count = /^\d{1,15}$/;

/** What a value must look like where it decides something; all others are any text of one line. */
const shapes: Partial<Readonly<Record<keyof DeployRecord, RegExp>>> = {
  sequence: count,
  kind: /^(?:deploy|rollback)$/,
  state: new RegExp(`^(?:${deployStates.join('|')})$`),
  slot: /^(?:blue|green)$/,
  release: digest,
  programSha256: digest,
  predecessor: /^(?:unit:[\w.@:-]+|\d{6,15}-\d{1,20}-\d{1,9})$/,
  schema: /^(?:moved|same)$/,
  run: /^\d{1,20}$/,
  attempt: count,
  manifest: digest,
  began: count,
  changed: count,
  gapMs: count,
};

const numbers: ReadonlySet<string> = new Set(['sequence', 'attempt', 'began', 'changed', 'gapMs']);

export type RecordReading = { readonly record: DeployRecord } | { readonly problem: string };

/** The text of a record; `name` is its file's. Keys that are not known are passed over. */
export function parseRecord(name: string, text: string): RecordReading {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.shift() !== 'record=1') return { problem: 'it is of another form than gin-ship knows' };
  const read: Record<string, string | number> = {};
  for (const line of lines) {
    const [, key = '', value = ''] = /^([a-z][a-z0-9-]*)=(.*)$/.exec(line) ?? [];
    const field = lookUp(fields, key);
    if (field === undefined || value === '' || value === '-') continue;
    if (Object.hasOwn(read, field)) return { problem: `it says ${key} twice` };
    if (shapes[field]?.test(value) === false) return { problem: `its ${key} is of no known form` };
    read[field] = numbers.has(field) ? Number(value) : value;
  }
  return isRecord(read, name) ? { record: read } : { problem: 'it is not whole' };
}

function isRecord(
  read: Readonly<Record<string, string | number>>,
  name: string,
): read is Readonly<Record<string, string | number>> & DeployRecord {
  const { deploy, sequence, kind, state } = read;
  if (kind === undefined || state === undefined || deploy !== name) return false;
  return parseDeployId(name)?.sequence === sequence;
}

export function formatRecord(record: DeployRecord): string {
  const lines = Object.entries(fields).map(([key, field]) => `${key}=${record[field] ?? '-'}`);
  return ['record=1', ...lines, ''].join('\n');
}
