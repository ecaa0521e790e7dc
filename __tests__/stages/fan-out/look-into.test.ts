import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { listingLimits } from '../../../src/domain/deploy/listed-entry.ts';
import { plainName } from '../../../src/domain/deploy/shipped-files.ts';
import { lookInto } from '../../../src/stages/fan-out/look-into.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { evilArchives } from '../../fixtures/evil-archives.ts';
import { makeReleaseSet, sha256 } from '../../fixtures/release-set.ts';
import { type TarMaker, createTarMaker } from '../../fixtures/tar-maker.ts';

let maker: TarMaker;
beforeAll(() => {
  maker = createTarMaker();
});
afterAll(() => maker.remove());

/** What stays inside its folder is fit for an archive, though not for a server: that is the deploy's to refuse. */
const harmless: ReadonlySet<string> = new Set(['a link within']);

test.each(evilArchives)('%s: refused, though the manifest names it', async (what, make) => {
  const archives = createArchiveReader();
  using world = fakeWorld({ archives });
  const path = make(maker);
  const { entries } = await archives.list(path, listingLimits);
  const contents = entries.flatMap((entry) => (entry.kind === 'folder' ? [] : [plainName(entry)]));
  const file = `${sha256(readFileSync(path)).slice(0, 8)}.tar.gz`;
  const { folder, manifest } = makeReleaseSet(`${maker.folder}/${what}`, [
    { path, file, contents, binaries: [] },
  ]);
  const looked = lookInto(world, [{ from: 'a part', manifest, folder }]);
  if (harmless.has(what)) await looked;
  else await expect(looked).rejects.toThrow(`looking into the archives of the other jobs: `);
});
