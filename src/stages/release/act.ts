/** How is one step of a release taken? */

import { Failure } from '../../domain/failure.ts';
import { plainLine, quote } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import { assetType } from '../../domain/release/asset-file.ts';
import type { ReleaseStep } from '../../domain/release/release-step.ts';
import type { World } from '../../ports.ts';
import type { ReleaseService } from '../../ports-release.ts';
import type { LocalAsset } from './converge.ts';
import { type Looking, assetKey } from './look.ts';

type Taken = Exclude<ReleaseStep, { kind: 'done' | 'refuse' }>;

/** Milliseconds between looks at an upload of another job. */
const pace = 5000;
/** Uploads at the same time. */
const lanes = 3;

/** @throws Failure (`github-…`), where what has become of it is not known either */
export async function act(
  world: World,
  service: ReleaseService,
  { step, order, memory }: Looking & { readonly step: Taken },
): Promise<void> {
  const { log, clock } = world;
  const { tag, prerelease } = order.wish;
  switch (step.kind) {
    case 'create': {
      const generateNotes = step.notes && order.generateNotes;
      const made = await service.createDraft({ tag, body: step.body, prerelease, generateNotes });
      memory.created.add(made.id);
      return log.info(`release ${plainLine(tag)}: its draft is made`);
    }
    case 'remove-draft':
      // Another job may publish it at this moment, and GitHub removes whatever it is: one that has not
      // seen our draft has done so by then.
      await clock.pause(pace);
      if ((await service.get(step.id))?.draft === false) return;
      log.info(`release ${plainLine(tag)}: a draft of gin-ship’s is removed: ${step.why}`);
      await service.removeRelease(step.id);
      memory.removed.add(step.id);
      return;
    case 'remove-asset':
      log.info(`${step.name}: an upload of it has broken off, what came of it is removed`);
      return service.removeAsset(step.id);
    case 'wait':
      log.info(`${step.name}: another job seems to upload it`);
      memory.waited.set(step.id, (memory.waited.get(step.id) ?? 0) + pace);
      return clock.pause(pace);
    case 'publish': {
      const { makeLatest } = order;
      const latest = step.prerelease ? 'false' : makeLatest;
      return service.publish(step.id, { prerelease: step.prerelease, makeLatest: latest });
    }
    case 'upload':
      break;
  }
  await uploadAll(world, service, { step, order, memory });
}

type Upload = Extract<Taken, { kind: 'upload' }>;

/** One that fails keeps none of the others; the worst failure is told. */
async function uploadAll(
  { log }: World,
  service: ReleaseService,
  { step, order, memory }: Looking & { readonly step: Upload },
): Promise<void> {
  const queue = step.names.flatMap((name) => order.files.get(name) ?? []);
  const failures: Failure[] = [];
  const upload = async ({ name, path, bytes }: LocalAsset): Promise<void> => {
    try {
      const called = await service.upload({ release: step.to, name, path, type: assetType(name) });
      if (called !== name) throw renamed(name, called);
      log.info(`${name}: uploaded, ${formatBytes(bytes)}`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (mayHaveBegun(error)) memory.brokenOff.add(assetKey(step.to, name));
      failures.push(error);
    }
  };
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await upload(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const [first] = failures;
  if (first !== undefined) throw failures.find(isFinal) ?? first;
}

/** What is left of it is then of this very upload. */
function mayHaveBegun({ facts: { code = '' } }: Failure): boolean {
  return /^github-(?:connection|5\d\d)$/.test(code);
}

function isFinal(failure: Failure): boolean {
  return !mayHaveBegun(failure) && failure.facts.code !== 'github-exists';
}

function renamed(name: string, called: string): Failure {
  return new Failure({
    doing: `uploading the asset ${name}`,
    happened: `it is called ${quote(called)} there`,
    attempt: ['let name-template have letters, digits and . _ + - only'],
    code: 'release-name',
  });
}
