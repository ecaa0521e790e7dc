/** How do tools get into the runner's tool cache, and out of it? */

import { AsyncLocalStorage } from 'node:async_hooks';
import { symlink } from 'node:fs/promises';
import { Failure, tail } from '../domain/failure.ts';
import { baseName, folderOf } from '../domain/paths.ts';
import type { Runner } from '../domain/runner.ts';
import { type ToolFolder, planToolFolder } from '../domain/setup/tool-folder.ts';
import { systemFailure } from '../domain/system-trouble.ts';
import type { Files, ToolCache } from '../ports.ts';
import { captureOutput } from './captured-output.ts';

export function createToolCache(runner: Runner, files: Files): ToolCache {
  return {
    async list(tool, arch) {
      const found: { version: string; path: string }[] = [];
      for (const version of await files.list(`${runner.toolCache}/${tool}`)) {
        const place = planToolFolder(runner, { tool, version, arch });
        if (await isWhole(files, place)) found.push({ version, path: place.folder });
      }
      return found;
    },
    unpack,
    async keep(folder, as) {
      const place = planToolFolder(runner, as);
      if (await isWhole(files, place)) return place.folder;
      try {
        await clear(files, place);
        await settle(files, folder, place);
      } catch (error) {
        // Another job on this machine may have brought the same tool in the meantime.
        if (await isWhole(files, place)) return place.folder;
        await clear(files, place).catch(() => undefined);
        throw cannotKeep(runner, error);
      }
      return place.folder;
    },
  };
}

function cannotKeep({ toolCache }: Runner, error: unknown): unknown {
  return (
    systemFailure(`writing to the tool cache ${toolCache}`, error, [
      'let the user that the runner runs as write there, and see that there is room',
      'or set RUNNER_TOOL_CACHE to a folder that can be written to',
    ]) ?? error
  );
}

async function isWhole(files: Files, { folder, marker }: ToolFolder): Promise<boolean> {
  return (await files.stat(marker)) !== undefined && (await files.stat(folder)) !== undefined;
}

/** What another run left half-way has no marker, and goes. */
async function clear(files: Files, { folder, marker, real }: ToolFolder): Promise<void> {
  await files.remove(marker);
  await files.remove(folder);
  if (real !== undefined) await files.remove(real);
}

async function settle(files: Files, from: string, place: ToolFolder): Promise<void> {
  const { folder, marker, real } = place;
  await files.makeFolder(folderOf(folder));
  if (real === undefined) {
    await files.move(from, folder);
  } else {
    await files.makeFolder(folderOf(real));
    await files.move(from, real);
    await symlink(real, folder, 'junction');
  }
  await files.writeText(marker, '');
}

const unpacking = new AsyncLocalStorage<string[]>();

/** Owners in the archive are passed over; what the library prints is kept for the failure. */
async function unpack(archive: string, to: string): Promise<void> {
  const { extractTar, extractZip } = await import('@actions/tool-cache');
  const isZip = archive.endsWith('.zip');
  const printed: string[] = [];
  // Others may speak meanwhile: that it still goes on, for one.
  const release = captureOutput(() => {
    const kept = unpacking.getStore();
    return kept && ((text) => kept.push(text));
  });
  try {
    await unpacking.run(printed, () =>
      isZip ? extractZip(archive, to) : extractTar(archive, to, ['-xz', '--no-same-owner']),
    );
  } catch (error) {
    throw new Failure({
      doing: `unpacking ${baseName(archive)}`,
      happened: error instanceof Error ? error.message : String(error),
      output: tail(printed.join(''), 10),
      attempt: [
        'make room in the folder that RUNNER_TEMP names, where the disk is full',
        `install ${isZip ? 'unzip (on Windows: PowerShell)' : 'tar and gzip'}, where it is missing`,
        'else run it again',
      ],
      code: 'unpack',
      cause: error,
    });
  } finally {
    release();
  }
}
