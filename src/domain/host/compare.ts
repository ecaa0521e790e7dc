/** Would this program start on that host, and what would come of it? */

import type { Finding } from '../inspect/finding.ts';
import type { Needs, UnknownNeed } from '../inspect/needs.ts';
import type { FindingId } from '../inspect/rules.ts';
import { lookUp } from '../look-up.ts';
import { compareCpu } from './compare-cpu.ts';
import { compareData } from './compare-data.ts';
import { compareCxx, compareGlibc, compareMusl } from './compare-libc.ts';
import { compareLibraries, compareLoader } from './compare-libraries.ts';
import { compareSignature } from './compare-mac.ts';
import { compareOwnLibraries } from './compare-own-libraries.ts';
import { comparePlatform } from './compare-platform.ts';
import { compareFolder, comparePolicy } from './compare-policy.ts';
import { type RoomAsked, compareRoom } from './compare-room.ts';
import { compareSystem } from './compare-system.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, type StartPrediction, unknown } from './start.ts';

/** In the order in which kernel, loader and program find fault. */
const comparisons: readonly ((needs: Needs, host: HostFacts) => readonly Answer[])[] = [
  compareFolder,
  comparePlatform,
  compareSignature,
  compareLoader,
  compareLibraries,
  compareOwnLibraries,
  compareGlibc,
  compareCxx,
  compareMusl,
  compareCpu,
  compareSystem,
  unknownNeeds,
  comparePolicy,
  compareData,
];

/** All that does not fit, may not fit or could not be compared; nothing where all is known to fit. */
export function compareWithHost(
  needs: Needs,
  host: HostFacts,
  room: RoomAsked = {},
): readonly Finding[] {
  const answers = [...compareRoom(host, room), ...answersOf(needs, host)];
  return answers.map(({ finding }) => finding);
}

/** What a start from a shell on the host would give, by the first thing that stands against it. */
export function predictStart(needs: Needs, host: HostFacts): StartPrediction {
  const answers = answersOf(needs, host);
  for (const { start, finding } of answers) {
    if (start !== undefined && start !== 'unsure') {
      return { starts: 'no', ...start, why: finding.message };
    }
  }
  const why = answers.flatMap(({ start, finding }) =>
    start === 'unsure' ? [finding.message] : [],
  );
  return why.length === 0 ? { starts: 'yes' } : { starts: 'unsure', why };
}

/** Where the program is for another system or processor, only the folder is worth comparing too. */
function answersOf(needs: Needs, host: HostFacts): readonly Answer[] {
  const foreign = comparePlatform(needs, host).some(({ start }) => typeof start === 'object');
  const apt = foreign ? [compareFolder, comparePlatform] : comparisons;
  return apt.flatMap((compare) => compare(needs, host));
}

/** The needs that decide a start; those of data are compared with the data. */
const startNeeds: Partial<Readonly<Record<UnknownNeed, readonly [FindingId, string]>>> = {
  cpu: ['GS-CPU', 'which level of the processor the program needs is not known'],
  glibc: ['GS-GLIBC', 'which glibc the program needs is not known'],
  format: ['GS-FORMAT', 'the program could not be read whole, so not all of it is compared'],
  kernel: ['GS-KERNEL', 'which kernel the program needs is not known'],
  link: ['GS-INTERP', 'how the program reaches the C library is not known'],
  macos: ['GS-OS', 'which macOS the program needs is not known'],
  page: ['GS-PAGE', 'to which pages of memory the program is aligned is not known'],
  windows: ['GS-OS', 'which Windows the program needs is not known'],
  whole: [
    'GS-FORMAT',
    'the program is damaged where it is loaded, so what a start gives is not known',
  ],
};

function unknownNeeds({ unknown: needs }: Needs): readonly Answer[] {
  return needs.flatMap((need) => {
    const known = lookUp(startNeeds, need);
    return known ? [unknown(known[0], known[1], need)] : [];
  });
}
