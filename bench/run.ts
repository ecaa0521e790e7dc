/** The benchmark: how does the action compare with goreleaser, and does it keep what it promises of itself? */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { measureCold, measureWarm } from './build-times.ts';
import { measureDeploy } from './deploy-time.ts';
import type { Figure } from './figure.ts';
import { measureGap } from './gap.ts';
import { measureFirstLine } from './first-line.ts';
import { describeMachine, readGoVersion } from './machine.ts';
import { measureInspect } from './inspect.ts';
import { measureMemory } from './memory.ts';
import { type FigureName, type Options, figureNames, parseOptions, usage } from './options.ts';
import { measureOverhead } from './overhead.ts';
import { measureRehearsal } from './rehearsal.ts';
import { renderMarkdown, renderText } from './render.ts';
import { measureRestoredCache } from './restored-cache.ts';
import { type Sides, prepareSides } from './sides.ts';
import { measureUpload } from './upload.ts';

const measures: Readonly<Record<FigureName, (bench: Bench, sides: Sides) => Promise<Figure>>> = {
  'first-line': measureFirstLine,
  cold: measureCold,
  warm: measureWarm,
  overhead: measureOverhead,
  memory: measureMemory,
  cache: measureRestoredCache,
  inspect: measureInspect,
  rehearsal: measureRehearsal,
  upload: measureUpload,
  gap: measureGap,
  deploy: measureDeploy,
};

async function run(options: Options, folder: string, signal: AbortSignal): Promise<string> {
  const machine = describeMachine();
  const started = { options, folder, signal, say: tell };
  const bench: Bench = { ...started, go: await readGoVersion(started) };
  const sides = prepareSides(bench);
  const figures: Figure[] = [];
  for (const name of figureNames.filter((figure) => options.only.includes(figure))) {
    signal.throwIfAborted();
    tell(`measuring: ${name}`);
    figures.push(await measures[name](bench, sides));
  }
  const compared = options.only.some((name) => name === 'cold' || name === 'warm');
  const rival = compared ? `, goreleaser ${await sides.goreleaser()}` : '';
  const facts = [
    machine,
    `Go ${bench.go}, Node.js ${process.versions.node}${rival}`,
    `subject: ${options.subject}, ${options.targets.join(', ')}`,
    `runs of each side: ${options.runs}, in turn; medians, with the range in brackets`,
  ];
  return options.markdown ? renderMarkdown({ figures, facts }) : renderText({ figures, facts });
}

function tell(line: string): void {
  console.error(line);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(usage);
    return;
  }
  const options = parseOptions(args);
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-bench-'));
  try {
    console.log(await run(options, folder, stop.signal));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(stop.signal.aborted ? 'ended before everything was measured' : message);
  process.exitCode = 1;
}
