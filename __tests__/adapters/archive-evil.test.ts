import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listArchive } from '../../src/adapters/archive-listing.ts';
import { listingLimits } from '../../src/domain/deploy/listed-entry.ts';
import { checkShipped } from '../../src/domain/deploy/shipped-files.ts';
import { evilArchives } from '../fixtures/evil-archives.ts';
import { type TarMaker, createTarMaker } from '../fixtures/tar-maker.ts';

let maker: TarMaker;

beforeAll(() => {
  maker = createTarMaker();
});

afterAll(() => maker.remove());

/** Whatever its manifest would say. */
async function problemsOf(path: string): Promise<readonly string[]> {
  const listing = await listArchive(path, listingLimits);
  const contents = listing.entries.flatMap((entry) =>
    entry.kind === 'folder' ? [] : [entry.name.replace(/^\.\//, '')],
  );
  const { bytes, sha256: digest } = listing;
  const said = checkShipped(listing, {
    ...{
      file: 'evil.tar.gz',
      format: 'tar.gz',
      bytes,
      sha256: digest,
      contents: [...new Set(contents)],
    },
    binaries: [],
  });
  return 'problems' in said ? said.problems : [];
}

describe('an evil archive is refused', () => {
  test.each(evilArchives)('with %s', async (_what, make, problems) => {
    expect(await problemsOf(make(maker))).toEqual(problems);
  });
});
