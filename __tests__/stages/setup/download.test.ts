import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { startGoMirror } from '../../servers/go-mirror.ts';
import { file, fromGoDev, inTools, useReleases } from './releases.ts';
import { type Setting, runSetup } from './setting.ts';

const inputs = { goVersion: '1.26.8' };
const releases = useReleases();

describe('a download from go.dev', () => {
  test('is checked against the listing and kept in the tool cache', async () => {
    await fromGoDev(releases, {}, inputs, ({ toolchain, world, tree, infos, requests }) => {
      const goroot = `${world.runner.toolCache}/go/1.26.8/x64`;
      expect(toolchain).toEqual({
        version: '1.26.8',
        go: `${goroot}/bin/go`,
        goroot,
        from: 'downloaded from go.dev',
        because: 'input go-version: 1.26.8',
        gotoolchain: 'local',
      });
      expect(tree).toEqual(inTools());
      expect(world.recorded.paths).toEqual([`${goroot}/bin`]);
      expect(requests).toEqual(['/dl/?mode=json&include=all', `/dl/${file}`]);
      expect(infos).toEqual([
        `Downloading https://go.dev/dl/${file}`,
        expect.stringMatching(/^\d+ B in \d+\.\d s$/),
        `SHA-256 ${releases.digest} is what the listing of go.dev says`,
        `Go 1.26.8 (input go-version: 1.26.8), downloaded from go.dev: ${goroot}`,
      ]);
      expect(execFileSync(toolchain?.go ?? '', ['version'], { encoding: 'utf8' })).toBe(
        'go version go1.26.8 linux/amd64\n',
      );
    });
  });

  test('survives a server that is busy at first', async () => {
    await fromGoDev(
      releases,
      { faults: { before: [503, 'reset'] } },
      inputs,
      ({ toolchain, infos }) => {
        expect(toolchain?.version).toBe('1.26.8');
        expect(infos.filter((line) => line.includes('trying again'))).toHaveLength(2);
      },
    );
  });

  test('comes from golang.google.cn where go.dev does not give it', async () => {
    const china = await startGoMirror(releases.all);
    const setting = { hosts: { 'golang.google.cn': china.url } };
    await runSetup(setting, inputs, ({ toolchain, infos }) => {
      expect(toolchain?.from).toBe('downloaded from golang.google.cn');
      expect(infos).toContain(
        'go.dev: nothing listens at that address (ECONNREFUSED); trying golang.google.cn',
      );
    });
    await china.close();
  });

  test('takes the digest of the .sha256 file where the listing has none', async () => {
    const faults = { listing: 'no-digests', digestFiles: true } as const;
    await fromGoDev(releases, { faults }, inputs, ({ toolchain, infos }) => {
      expect(toolchain?.version).toBe('1.26.8');
      expect(infos).toContain(`SHA-256 ${releases.digest} is what ${file}.sha256 of go.dev says`);
    });
  });

  test('pinned by go-sha256 asks nobody for a digest and stays apart from what is there', async () => {
    const pinned = { ...inputs, goSha256: releases.digest };
    await fromGoDev(releases, {}, pinned, ({ toolchain, tree, requests }) => {
      expect(toolchain?.from).toBe('downloaded from go.dev');
      expect(tree).toEqual(inTools(`go-sha256-${releases.digest.slice(0, 16)}`));
      expect(requests).toEqual([`/dl/${file}`]);
    });
    const unpinned: Setting = { cached: ['1.26.8'], onPath: '1.26.8' };
    await runSetup(unpinned, pinned, ({ failure }) => {
      expect(failure?.facts).toMatchObject({
        doing: `getting https://go.dev/dl/${file}`,
        code: 'http-unreachable',
      });
    });
  });
});
