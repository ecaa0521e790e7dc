/** What do the inputs of the rehearsal say? */

import { describeRequest, type RequestTemplate } from '../rehearse/request.ts';
import { parseRequests, placeholdersOf } from '../rehearse/parse-requests.ts';
import { ownNames, shellNames } from '../service/environment.ts';
import type { PortVariable } from '../service/port-variables.ts';
import { parseKeyValues } from './key-values.ts';
import type { Reader } from './reader.ts';

export interface RehearseInputs {
  readonly rehearse: 'auto' | 'true' | 'false';
  /** Values may be secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** Both are empty where data is not asked for. */
  readonly write: readonly RequestTemplate[];
  readonly read: readonly RequestTemplate[];
}

/** `portEnv`: what port-env sets, and rehearse-env so cannot. */
export function parseRehearseInputs(
  reader: Reader,
  { portEnv }: { readonly portEnv: readonly PortVariable[] },
): RehearseInputs {
  const inputs = {
    rehearse: reader.word('rehearse', ['auto', 'true', 'false'], { on: 'true', off: 'false' }),
    env: parseEnv(reader, portEnv),
    ...parseSurvival(reader),
  };
  const asked = inputs.write.length > 0 || inputs.read.length > 0;
  if (inputs.rehearse === 'false' && asked) {
    reader.problem(
      'rehearse',
      'is false, but survive-write and survive-read say what to rehearse; drop one of the two',
    );
  }
  return inputs;
}

function parseEnv(
  reader: Reader,
  portEnv: readonly PortVariable[],
): Readonly<Record<string, string>> {
  const parsed = parseKeyValues(reader.text('rehearse-env', 'whole'));
  for (const problem of parsed.problems) reader.problem('rehearse-env', problem);
  for (const [key, value] of Object.entries(parsed.values)) {
    if (portEnv.some(({ name }) => name === key)) {
      reader.problem('rehearse-env', `${key} is what port-env sets, to a free port; drop it here`);
    } else if (ownNames.includes(key)) {
      reader.problem('rehearse-env', `${key} is set by the rehearsal itself; drop it here`);
    } else if (shellNames.includes(key)) {
      reader.problem(
        'rehearse-env',
        `${key} is the shell's own, which starts the service; drop it here`,
      );
    } else if (value.includes('\0')) {
      reader.problem('rehearse-env', `the value of ${key} has a zero byte in it`);
    }
  }
  return parsed.values;
}

function parseSurvival(reader: Reader): Pick<RehearseInputs, 'write' | 'read'> {
  const write = parseRequests(reader.text('survive-write'));
  const read = parseRequests(reader.text('survive-read'));
  for (const problem of write.problems) reader.problem('survive-write', problem);
  for (const problem of read.problems) reader.problem('survive-read', problem);
  if (write.problems.length + read.problems.length === 0)
    checkPair(reader, write.requests, read.requests);
  return { write: write.requests, read: read.requests };
}

function checkPair(
  reader: Reader,
  write: readonly RequestTemplate[],
  read: readonly RequestTemplate[],
): void {
  if (write.length > 0 && read.length === 0) {
    reader.problem(
      'survive-read',
      'is missing: it reads back what survive-write stores, as GET /api/notes',
    );
  }
  if (read.length > 0 && write.length === 0) {
    reader.problem(
      'survive-write',
      'is missing: survive-read reads back what it stores, as POST /api/notes {"text":"{nonce}"}',
    );
  }
  const kinds = new Set(write.flatMap(placeholdersOf).map(({ kind }) => kind));
  if (write.length > 0 && !kinds.has('nonce')) {
    reader.problem(
      'survive-write',
      'has no {nonce}: put it into what is stored, so that it is known again',
    );
  }
  const early = write.find((one) => placeholdersOf(one).some(({ kind }) => kind === 'write'));
  if (early !== undefined) {
    reader.problem(
      'survive-write',
      `${describeRequest(early)} asks for {write:…}, which is for survive-read; accepted here: {1:/token}`,
    );
  }
}
