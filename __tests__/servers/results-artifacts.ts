/** What does the artifact half of the results service answer? */

import { createHash } from 'node:crypto';
import type { Methods, Refusal, Storage } from './results.ts';

export interface StoredArtifact {
  readonly id: number;
  readonly run: string;
  readonly name: string;
  readonly address: string;
  /** RFC 3339 where `retention-days` was given. */
  readonly expiresAt: unknown;
  finalized: boolean;
  /** What the REST API says of it. */
  expired?: boolean;
  /** The id of the repository whose code its run had; null where that one is gone. */
  head?: number | null;
  /** Bytes of the zip. */
  content: Buffer;
}

export function artifactMethods(artifacts: StoredArtifact[], blobs: Storage): Methods {
  const find = (request: Record<string, unknown>): StoredArtifact | undefined =>
    artifacts.find(
      ({ run, name }) => run === request['workflow_run_backend_id'] && name === request['name'],
    );
  return {
    CreateArtifact(request) {
      if (find(request) !== undefined) {
        const msg = 'an artifact with this name already exists on the workflow run';
        return { status: 409, code: 'already_exists', msg };
      }
      const address = blobs.create();
      artifacts.push({
        id: artifacts.length + 1,
        run: String(request['workflow_run_backend_id']),
        name: String(request['name']),
        address,
        expiresAt: request['expires_at'],
        finalized: false,
        content: Buffer.alloc(0),
      });
      return { ok: true, signed_upload_url: address };
    },
    FinalizeArtifact(request) {
      const artifact = find(request);
      const content = artifact && blobs.content(artifact.address);
      if (artifact === undefined || content === undefined) return notFound;
      if (String(content.length) !== request['size'] || digestOf(content) !== request['hash']) {
        return { status: 400, code: 'invalid_argument', msg: 'size or hash differ' };
      }
      Object.assign(artifact, { finalized: true, content });
      return { ok: true, artifact_id: String(artifact.id) };
    },
    ListArtifacts: (request) => ({
      artifacts: artifacts
        .filter(({ run }) => run === request['workflow_run_backend_id'])
        .filter(({ name }) => !request['name_filter'] || name === request['name_filter'])
        .filter(({ id }) => !request['id_filter'] || String(id) === request['id_filter'])
        .map(({ id, run, name, content }) => ({
          workflow_run_backend_id: run,
          workflow_job_run_backend_id: 'job-1',
          database_id: String(id),
          name,
          size: String(content.length),
          digest: digestOf(content),
        })),
    }),
    GetSignedArtifactURL: (request) => {
      const artifact = find(request);
      return artifact?.finalized ? { signed_url: artifact.address } : notFound;
    },
    DeleteArtifact(request) {
      const artifact = find(request);
      if (artifact === undefined) return notFound;
      artifacts.splice(artifacts.indexOf(artifact), 1);
      return { ok: true, artifact_id: String(artifact.id) };
    },
  };
}

export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

const notFound: Refusal = { status: 404, code: 'not_found', msg: 'no such artifact' };
