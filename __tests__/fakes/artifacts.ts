/** A service that has one artifact, and records what it is asked. */

import { writeFileSync } from 'node:fs';
import type { FoundArtifact } from '../../src/domain/deploy/found-artifacts.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ArtifactService } from '../../src/ports-artifact.ts';
import { sha256 } from '../fixtures/release-set.ts';

export interface FakeArtifacts extends ArtifactService {
  readonly asked: string[];
}

export interface ArtifactScript {
  readonly name?: string;
  /** What each download gives, the last one for ever; the first is what the digest is told of. */
  readonly zips: readonly Buffer[];
  readonly found?: Partial<FoundArtifact>;
  readonly unavailable?: string;
  /** Codes with which a question fails. */
  readonly fail?: { readonly find?: string; readonly download?: string };
}

export function fakeArtifacts(script: ArtifactScript): FakeArtifacts {
  const { name = 'notes', zips, found = {}, unavailable, fail = {} } = script;
  const asked: string[] = [];
  const [first = Buffer.alloc(0)] = zips;
  let downloads = 0;
  const failing = (code: string | undefined): void => {
    if (code === undefined) return;
    throw new Failure({
      doing: 'getting https://x.example/',
      happened: `it answered ${code}`,
      code,
    });
  };
  return {
    asked,
    unavailable: () => unavailable,
    upload: () => Promise.reject(new Error('nothing is uploaded')),
    async find(wanted, of) {
      asked.push(`find ${wanted}${of === undefined ? '' : ` of ${JSON.stringify(of)}`}`);
      failing(fail.find);
      if (wanted !== name) return { others: [name] };
      const bytes = first.length;
      const artifact = {
        id: 5,
        bytes,
        digest: sha256(first),
        expired: false,
        origin: 'own' as const,
      };
      return { artifact: { ...artifact, ...found }, others: [] };
    },
    async download({ id }, { to, of }) {
      asked.push(`download ${id}${of === undefined ? '' : ` with ${of.token}`}`);
      failing(fail.download);
      const zip = zips[Math.min(downloads, zips.length - 1)] ?? first;
      downloads += 1;
      writeFileSync(to, zip);
      return { sha256: sha256(zip), bytes: zip.length };
    },
  };
}
