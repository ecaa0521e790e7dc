/** How are files kept as a workflow artifact? By the runner's results service, through @actions/artifact. */

import { Failure } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Http, Log } from '../ports.ts';
import type { ArtifactService } from '../ports-artifact.ts';
import { isEnterpriseServer } from './enterprise-server.ts';
import { createOwnArtifacts } from './results-artifacts.ts';
import { createRunArtifacts } from './run-artifacts.ts';
import { type Limits, callToolkit, troubleOf } from './toolkit-call.ts';

const defaultLimits: Limits = { silence: 60_000, total: 3_600_000 };

export interface ArtifactServiceParts {
  readonly log: Log;
  readonly http: Http;
  /** For uploads. */
  readonly limits?: Limits;
}

/** The library reads its address and its token from the process's own environment. */
export function createArtifactService(
  env: Env,
  { log, http, limits = defaultLimits }: ArtifactServiceParts,
): ArtifactService {
  const own = createOwnArtifacts(env, http, log);
  const others = createRunArtifacts(env, http);
  return {
    find: (name, of) => (of === undefined ? own.find(name) : others.find(name, of)),
    download(artifact, { to, most, of }) {
      if (of === undefined) return own.download(artifact, { to, most });
      return others.download(artifact, { to, most, of });
    },
    unavailable() {
      if (isEnterpriseServer(env)) return 'enterprise servers have no results service';
      const missing = ['ACTIONS_RESULTS_URL', 'ACTIONS_RUNTIME_TOKEN'].filter((name) => !env[name]);
      if (missing.length === 0) return undefined;
      return `there is no results service here (${missing.join(' and ')} not set)`;
    },
    async upload({ name, root, files, retentionDays, raw = false }) {
      const { DefaultArtifactClient, UsageError } = await import('@actions/artifact');
      const client = new DefaultArtifactClient();
      const options = {
        compressionLevel: 0,
        ...(retentionDays === undefined ? {} : { retentionDays }),
        ...(raw ? { skipArchive: true } : {}),
      };
      const called = await callToolkit(
        limits,
        (line) => log.debug(line),
        () => client.uploadArtifact(name, [...files], root, options),
      );
      const { id, size = 0, digest } = called.value ?? {};
      if (id === undefined) {
        const trouble = troubleOf(called) ?? { happened: 'nothing was uploaded', code: 'local' };
        const code = called.error instanceof UsageError ? 'quota' : trouble.code;
        throw new Failure({ doing: `uploading the artifact ${name}`, ...trouble, code });
      }
      for (const complaint of called.complaints) log.warning(complaint);
      const run = `${env['GITHUB_REPOSITORY']}/actions/runs/${env['GITHUB_RUN_ID']}`;
      const url = `${env['GITHUB_SERVER_URL'] || 'https://github.com'}/${run}/artifacts/${id}`;
      return { id, bytes: size, url, ...(digest === undefined ? {} : { digest }) };
    },
  };
}
