/** Inspects programs in a process of its own, as a job does, and prints how long each took; see inspect.ts. */

import { basename } from 'node:path';
import { createFiles } from '../src/adapters/files.ts';
import { readBinary } from '../src/domain/binary/read-binary.ts';
import { wantedTexts } from '../src/domain/inspect/wanted.ts';
import { inspectBinary } from '../src/domain/inspect/inspect.ts';
import type { Target } from '../src/domain/target.ts';
import type { Files } from '../src/ports.ts';
import { drive } from '../src/stages/inspect/drive.ts';
import { readProgram } from '../src/stages/inspect/read-program.ts';

export interface Job {
  readonly target: Target;
  readonly path: string;
  readonly goVersion: string;
}

export interface Inspection {
  /** Milliseconds: reading, searching, judging. */
  readonly took: number;
  /** Bytes that the reader of headers, versions and build info took from the file. */
  readonly headers: number;
  /** Bytes that were read of the file in all. */
  readonly all: number;
}

export interface Driven {
  /** Milliseconds from the start of the process until its modules were loaded. */
  readonly ready: number;
  /** In the order of the jobs. */
  readonly inspections: readonly Inspection[];
}

const ready = performance.now();
const files = createFiles('/nowhere');

async function inspect({ target, path, goVersion }: Job): Promise<number> {
  const started = performance.now();
  const read = await readProgram({ files }, path);
  if ('problem' in read) throw new Error(`${path}: ${read.problem}`);
  const asked = { target, cgo: false, goVersion, floors: [], runnerFolders: [] };
  const { needs } = inspectBinary(asked, read.facts, read.found);
  const took = performance.now() - started;
  if (needs.go !== goVersion || wantedTexts(read.facts).length === 0) {
    throw new Error(`${basename(path)}: not what was built`);
  }
  return took;
}

/** The same once more, not timed: every byte that is asked of the file is counted. */
async function count({ path }: Job): Promise<Pick<Inspection, 'headers' | 'all'>> {
  let all = 0;
  const counting: Pick<Files, 'withFile'> = {
    withFile: (name, use) =>
      files.withFile(name, (file) =>
        use({
          size: file.size,
          async read(range) {
            const bytes = await file.read(range);
            all += bytes.length;
            return bytes;
          },
        }),
      ),
  };
  const { bytesRead } = await files.withFile(path, (file) => drive(file, readBinary(file)));
  await readProgram({ files: counting }, path);
  return { headers: bytesRead, all };
}

const jobs = JSON.parse(process.argv[2] ?? '[]') as readonly Job[];
const times: number[] = [];
for (const job of jobs) times.push(await inspect(job));
const inspections: Inspection[] = [];
for (const [index, job] of jobs.entries()) {
  inspections.push({ took: times[index] ?? NaN, ...(await count(job)) });
}
const driven: Driven = { ready, inspections };
console.log(JSON.stringify(driven));
