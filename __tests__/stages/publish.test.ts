import { mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Project } from '../../src/domain/source/project.ts';
import type { StageResult } from '../../src/domain/stage-result.ts';
import type { ArtifactService } from '../../src/ports-artifact.ts';
import {
  type PublishRequest,
  type PublishedArtifact,
  publishArtifact,
} from '../../src/stages/publish.ts';
import { fakeWorld } from '../fakes/world.ts';

type Asked = Parameters<ArtifactService['upload']>[0];

const project = {
  name: 'notes',
  version: { text: '1.4.0', from: 'tag v1.4.0' },
  timestamp: '20261122-1351',
} as Project;

async function publish(
  inputs: PublishRequest['inputs'],
  service: Partial<ArtifactService> = {},
): Promise<{ result: StageResult<PublishedArtifact>; asked: Asked[]; lines: string[] }> {
  const asked: Asked[] = [];
  const artifacts: ArtifactService = {
    unavailable: () => undefined,
    async upload(artifact) {
      asked.push(artifact);
      return { id: 7, bytes: 2048, url: 'https://example.org/7', digest: 'abc' };
    },
    find: () => Promise.reject(new Error('nothing is looked for')),
    download: () => Promise.reject(new Error('nothing is fetched')),
    ...service,
  };
  using world = fakeWorld({ artifacts });
  mkdirSync(`${world.folder}/real/dist`, { recursive: true });
  symlinkSync('real', world.runner.workspace);
  const root = `${world.folder}/real/dist`;
  const files = [`${root}/SHA256SUMS`, `${root}/manifest.json`];
  const result = await publishArtifact(world, { inputs, project, files, root });
  return { result, asked, lines: world.recorded.lines };
}

function failing(error: Error): Partial<ArtifactService> {
  return { upload: () => Promise.reject(error) };
}

test('the files become one artifact, called as the service is', async () => {
  const { result, asked, lines } = await publish({ artifact: true });
  expect(result).toEqual({
    done: true,
    value: { name: 'notes', id: 7, bytes: 2048, url: 'https://example.org/7', digest: 'abc' },
  });
  expect(asked).toEqual([
    {
      name: 'notes',
      root: expect.stringMatching(/\/real\/dist$/) as string,
      files: [
        expect.stringMatching(/\/dist\/SHA256SUMS$/) as string,
        expect.stringMatching(/\/dist\/manifest\.json$/) as string,
      ],
    },
  ]);
  expect(lines).toEqual(['info: artifact notes: 2 files, 2.0 KiB, https://example.org/7']);
});

test('its name and the days to keep it are the user’s', async () => {
  const inputs = { artifact: true, artifactName: '{name}-{version}-arm', retentionDays: 3 };
  const { asked } = await publish(inputs);
  expect(asked).toMatchObject([{ name: 'notes-1.4.0-arm', retentionDays: 3 }]);
});

test('it is skipped where it is not wanted, and where there is no service', async () => {
  const unwanted = await publish({ artifact: false });
  expect(unwanted.result).toEqual({ done: false, reason: 'artifact is false' });
  const reason = 'there is no results service here';
  const nowhere = await publish({ artifact: true }, { unavailable: () => reason });
  expect(nowhere.result).toEqual({ done: false, reason });
  expect([...unwanted.asked, ...nowhere.asked]).toEqual([]);
});

test('an upload that fails says what to do by the code, and where the files are', async () => {
  const conflict = { doing: 'uploading', happened: 'the service answered 409', code: '409' };
  await expect(publish({ artifact: true }, failing(new Failure(conflict)))).rejects.toMatchObject({
    facts: { code: 'artifact-409', details: { 'the files are in': 'dist' } },
  });
});

test('a mistake of our own is not dressed up', async () => {
  const mistake = new TypeError('x is not a function');
  await expect(publish({ artifact: true }, failing(mistake))).rejects.toThrow(TypeError);
});
