import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startGoMirror } from '../../servers/go-mirror.ts';
import { file, fromGoDev, fromMirror, sha256, useReleases } from './releases.ts';
import { runSetup } from './setting.ts';

const inputs = { goVersion: '1.26.8' };
const releases = useReleases();

function altered(): string {
  const bytes = readFileSync(releases.good);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return sha256(bytes);
}

describe('what goes wrong is told, and leaves nothing behind:', () => {
  test('an archive that differs from the official listing', async () => {
    await fromGoDev(
      releases,
      { faults: { archive: 'altered' } },
      inputs,
      ({ failure, tree, requests }) => {
        expect(failure?.message).toBe(
          [
            `checking ${file} of go.dev: its SHA-256 is not the one that it must have; nothing of it was unpacked`,
            `  expected: ${releases.digest} (${releases.bytes} bytes), says the listing of go.dev`,
            `  received: ${altered()} (${releases.bytes} bytes)`,
            'Try: run it again; if it stays, the archive was changed on its way or where it lies',
          ].join('\n'),
        );
        expect(failure?.facts.code).toBe('digest-mismatch');
        expect(tree).toEqual([]);
        expect(requests.filter((path) => path.endsWith('.gz'))).toHaveLength(1);
      },
    );
  });

  test('an archive that differs from go-sha256', async () => {
    const goSha256 = '0'.repeat(64);
    await fromGoDev(releases, {}, { ...inputs, goSha256 }, ({ failure, tree }) => {
      expect(failure?.facts).toMatchObject({
        code: 'digest-mismatch',
        details: {
          expected: `${goSha256}, says input go-sha256`,
          received: `${releases.digest} (${releases.bytes} bytes)`,
        },
        attempt: [
          'compare go-sha256 with the digest that https://go.dev/dl shows for this archive',
        ],
      });
      expect(tree).toEqual([]);
    });
  });

  test.each(['altered', 'short', 'swapped'] as const)(
    "a mirror's %s archive, by the official listing",
    async (archive) => {
      await fromMirror(releases, { faults: { archive } }, inputs, ({ failure, tree, host }) => {
        expect(failure?.facts).toMatchObject({
          doing: `checking ${file} of ${host}`,
          code: 'digest-mismatch',
          attempt: [
            'run it again; if it stays, the archive was changed on its way or where it lies',
            'if the mirror offers a build of its own, pin its digest by go-sha256',
          ],
        });
        expect(failure?.facts.details?.['expected']).toContain('says the listing of go.dev');
        expect(tree).toEqual([]);
      });
    },
  );

  test.each(['altered', 'short', 'swapped'] as const)(
    "a mirror's %s archive, by its own listing",
    async (archive) => {
      const scene = { faults: { archive }, away: true };
      await fromMirror(releases, scene, inputs, ({ failure, tree, host }) => {
        expect(failure?.facts.code).toBe('digest-mismatch');
        expect(failure?.facts.details?.['expected']).toContain(`says the listing of ${host}`);
        expect(tree).toEqual([]);
      });
    },
  );

  test('a connection that ends half-way, every time', async () => {
    await fromGoDev(
      releases,
      { faults: { archive: 'cut' } },
      inputs,
      ({ failure, tree, requests }) => {
        expect(failure?.facts.happened).toMatch(/^the answer broke off after \d+ B of \d+ B$/);
        expect(failure?.facts.code).toBe('http-connection');
        expect(tree).toEqual([]);
        expect(requests.filter((path) => path.endsWith('.gz'))).toHaveLength(3);
      },
    );
  });

  test('another Go under the right digest', async () => {
    const swapped = [{ version: '1.26.8', archive: releases.all[1]?.archive ?? '' }];
    const server = await startGoMirror(swapped);
    const hosts = { 'go.dev': server.url };
    await runSetup({ hosts }, inputs, ({ failure, tree }) => {
      expect(failure?.facts).toMatchObject({
        doing: 'checking what the archive of go.dev holds',
        happened: 'its go/VERSION says "go1.26.7", not go1.26.8; it was not kept',
        code: 'wrong-archive',
      });
      expect(tree).toEqual([]);
    });
    await server.close();
  });

  test('what is no archive of Go', async () => {
    const archive = join(releases.folder, 'other.tar.gz');
    execFileSync('tar', ['-czf', archive, '-C', releases.folder, basename(releases.good)]);
    const server = await startGoMirror([{ version: '1.26.8', archive }]);
    await runSetup({ hosts: { 'go.dev': server.url } }, inputs, ({ failure, tree }) => {
      expect(failure?.facts.happened).toBe('it holds no go/VERSION, so it is no archive of Go');
      expect(tree).toEqual([]);
    });
    await server.close();
  });

  test('a copy in the tool cache that is marked whole and holds something else', async () => {
    const setting = {
      files: { '../tools/go/1.26.8/x64.complete': '', '../tools/go/1.26.8/x64/x': '' },
    };
    await fromGoDev(releases, { setting }, inputs, ({ failure, world }) => {
      expect(failure?.facts).toMatchObject({
        happened: `${world.runner.toolCache}/go/1.26.8/x64 is marked as whole there, but holds something else`,
        code: 'wrong-copy',
      });
    });
  });

  test('an address where nothing listens', async () => {
    const server = await startGoMirror(releases.all);
    await server.close();
    const told = 'nothing listens at that address (ECONNREFUSED)';
    const listing = `the listing of ${server.url} cannot be had: ${told}`;
    for (const [goVersion, doing, happened] of [
      ['1.26.8', `getting ${server.url}/${file}.sha256`, told],
      ['1.26', 'finding out which Go to take', listing],
      ['stable', 'finding out which Go to take', listing],
    ] as const) {
      const asked = { goVersion, goDownloadBaseUrl: server.url };
      await runSetup({ onPath: '1.26.8' }, asked, ({ failure, tree }) => {
        expect(failure?.facts).toMatchObject({ doing, happened });
        expect(tree).toEqual([]);
      });
    }
  });
});
