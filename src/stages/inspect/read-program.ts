/** What does a program file say of itself, and which of the wanted texts are in it? */

import type { BinaryFacts } from '../../domain/binary/facts.ts';
import { narrowToNames } from '../../domain/binary/go/name-table.ts';
import { mergeRanges } from '../../domain/binary/ranges.ts';
import { readBinary } from '../../domain/binary/read-binary.ts';
import { type Range, Unreadable } from '../../domain/binary/reading.ts';
import { searchProgram } from '../../domain/binary/search.ts';
import { type Found, type Wanted, wantedTexts } from '../../domain/inspect/wanted.ts';
import type { OpenFile } from '../../ports-file.ts';
import type { Files } from '../../ports.ts';
import { drive } from './drive.ts';

export type ReadProgram =
  | { readonly facts: BinaryFacts; readonly found: Found; readonly bytesRead: number }
  /** `problem` is a clause: `it is empty`. */
  | { readonly problem: string };

/** Reads and never runs it. Throws only for what the system refuses. */
export function readProgram(
  { files }: { readonly files: Pick<Files, 'withFile'> },
  path: string,
): Promise<ReadProgram> {
  return files.withFile(path, async (file): Promise<ReadProgram> => {
    try {
      const { value: facts, bytesRead } = await drive(file, readBinary(file));
      return { facts, found: await search(file, wantedTexts(facts)), bytesRead };
    } catch (error) {
      if (error instanceof Unreadable) return { problem: error.message };
      throw error;
    }
  });
}

/** What is in the same ranges is looked for in one pass over them, and no byte twice. */
async function search(file: OpenFile, wanted: readonly Wanted[]): Promise<Found> {
  const found = new Map<Wanted['id'], boolean>();
  const groups = Map.groupBy(wanted, ({ kind, ranges }) => JSON.stringify([kind, ranges]));
  for (const group of groups.values()) {
    const needles = group.map(({ text }) => text);
    const ranges = mergeRanges(await placesOf(file, group[0]), file);
    const { value } = await drive(file, searchProgram(file, { ranges, needles }));
    for (const { id, text } of group) {
      const isThere = value.found.has(text);
      if (isThere || value.complete) found.set(id, isThere);
    }
  }
  return found;
}

async function placesOf(file: OpenFile, wanted: Wanted | undefined): Promise<readonly Range[]> {
  const ranges = wanted?.ranges ?? [{ offset: 0, length: file.size }];
  if (wanted?.kind !== 'function') return ranges;
  return (await drive(file, narrowToNames(file, ranges))).value;
}
