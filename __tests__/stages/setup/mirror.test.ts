import { describe, expect, test } from 'vitest';
import { planSource } from '../../../src/domain/setup/source.ts';
import { makeFakeGo } from '../../servers/go-archives.ts';
import { startGoMirror } from '../../servers/go-mirror.ts';
import { file, fromMirror, inTools, useReleases } from './releases.ts';
import { runSetup } from './setting.ts';

const inputs = { goVersion: '1.26.8' };
const releases = useReleases();

describe('a mirror', () => {
  test('gives the archive, go.dev its digest', async () => {
    await fromMirror(
      releases,
      {},
      inputs,
      ({ toolchain, tree, infos, warnings, requests, url, host }) => {
        expect(toolchain?.from).toBe(`downloaded from ${host}`);
        expect(infos).toContain(`SHA-256 ${releases.digest} is what the listing of go.dev says`);
        expect(warnings).toEqual([]);
        expect(requests).toEqual([`/dl/${file}`]);
        const { tool } = planSource({ goDownloadBaseUrl: url });
        expect(tree).toEqual(inTools(tool));
      },
    );
  });

  test.each([
    ['its listing', {}, (host: string) => `the listing of ${host}`],
    [
      'a .sha256 file',
      { listing: 'none', digestFiles: true } as const,
      (host: string) => `${file}.sha256 of ${host}`,
    ],
  ])(
    'vouches for itself by %s where go.dev is away, and the log says so',
    async (_, faults, by) => {
      await fromMirror(
        releases,
        { faults, away: true },
        inputs,
        ({ toolchain, infos, warnings, host }) => {
          expect(toolchain?.version).toBe('1.26.8');
          expect(warnings).toEqual([
            `go.dev could not be asked: the SHA-256 of ${file} is checked against the word of ${host} itself only`,
          ]);
          expect(infos).toContain(`SHA-256 ${releases.digest} is what ${by(host)} says`);
        },
      );
    },
  );

  test('without any digest is refused, with what to set', async () => {
    await fromMirror(
      releases,
      { faults: { listing: 'page' }, away: true },
      inputs,
      ({ failure, tree, url, host }) => {
        expect(failure?.message).toBe(
          [
            `downloading Go 1.26.8: nobody says which SHA-256 ${file} must have`,
            `  asked: go.dev, the listing of ${host}, ${url}/${file}.sha256`,
            'Try: set go-sha256 to the digest of the archive that you trust',
          ].join('\n'),
        );
        expect(tree).toEqual([]);
      },
    );
  });

  test('without any digest serves what go-sha256 pins', async () => {
    const faults = { listing: 'none' } as const;
    const pinned = { ...inputs, goSha256: releases.digest };
    await fromMirror(releases, { faults, away: true }, pinned, ({ toolchain, warnings }) => {
      expect(toolchain?.version).toBe('1.26.8');
      expect(warnings).toEqual([]);
    });
  });

  test.each(['1.26', '^1.25', 'stable', 'oldstable'])(
    'without a listing serves no %s, even where one is installed',
    async (goVersion) => {
      const setting = { cached: ['1.26.8'], onPath: '1.26.8' };
      const faults = { listing: 'none' } as const;
      await fromMirror(releases, { faults, setting }, { goVersion }, ({ failure, url }) => {
        expect(failure?.message).toBe(
          [
            `finding out which Go to take: ${url} offers no listing of Go versions, so only an exact version can be had there`,
            `  asked for by: input go-version: ${goVersion}`,
            'Try: give go-version in full, as 1.26.8',
          ].join('\n'),
        );
      });
    },
  );

  test('with a listing serves ranges and lines of go.mod', async () => {
    await fromMirror(releases, {}, { goVersion: '^1.25' }, ({ toolchain }) => {
      expect(toolchain?.version).toBe('1.26.8');
    });
    const setting = { files: { 'go.mod': 'module a\ngo 1.26.1' }, onPath: '1.26.7' };
    await fromMirror(releases, { setting, away: true }, {}, ({ toolchain }) => {
      expect(toolchain?.version).toBe('1.26.8');
    });
  });

  test('has its own place in the tool cache, so that builds are not mistaken for each other', async () => {
    const setting = { cached: ['1.26.8'], onPath: '1.26.8' };
    await fromMirror(releases, { setting }, inputs, ({ toolchain, host }) => {
      expect(toolchain?.from).toBe(`downloaded from ${host}`);
    });
    const goDownloadBaseUrl = 'https://mirror.test/golang';
    const { tool } = planSource({ goDownloadBaseUrl });
    await runSetup({ cached: ['1.26.8'], tool }, { ...inputs, goDownloadBaseUrl }, (run) => {
      expect(run.toolchain?.from).toBe('tool cache');
    });
  });

  test("serves revisions of somebody else's builds", async () => {
    const archive = makeFakeGo(releases.folder, '1.25.0');
    const mirror = await startGoMirror([{ version: '1.25.0-1', archive }], {
      listing: 'page',
      digestFiles: true,
    });
    const dev = await startGoMirror(releases.all);
    const asked = { goVersion: '1.25.0-1', goDownloadBaseUrl: mirror.url };
    await runSetup({ hosts: { 'go.dev': dev.url } }, asked, ({ toolchain, warnings }) => {
      expect(toolchain?.version).toBe('1.25.0-1');
      expect(warnings).toEqual([
        `go.dev does not list Go 1.25.0-1: the SHA-256 of go1.25.0-1.linux-amd64.tar.gz is checked against the word of ${new URL(mirror.url).host} itself only`,
      ]);
    });
    await Promise.all([mirror.close(), dev.close()]);
  });
});
