/** How are the artifacts of this very run found and fetched? By the results service, with the job's own token. */

import { parseBackendIds } from '../domain/deploy/backend-ids.ts';
import {
  type ResultsArtifact,
  newestOf,
  parseResultsArtifacts,
  parseSignedUrl,
} from '../domain/deploy/found-artifacts.ts';
import { Failure } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Http, Log } from '../ports.ts';
import type { ArtifactService } from '../ports-artifact.ts';
import { readAnswer } from './read-answer.ts';

type OwnArtifacts = Pick<ArtifactService, 'find' | 'download'>;

const othersTold = 100;

/**
 * @actions/artifact 6.2.1 gives no signed address away, and its own download has no limit and waits
 * half a minute at each answer that breaks off: so the two questions that it asks are asked here.
 */
export function createOwnArtifacts(env: Env, http: Http, log: Log): OwnArtifacts {
  const token = env['ACTIONS_RUNTIME_TOKEN'] ?? '';
  const ask = async (method: string, question: object): Promise<string> => {
    const path = `/twirp/github.actions.results.api.v1.ArtifactService/${method}`;
    const url = new URL(path, env['ACTIONS_RESULTS_URL']).href;
    return http.postJson(url, JSON.stringify(question), { authorization: `Bearer ${token}` });
  };
  const list = async (filter: object): Promise<readonly ResultsArtifact[]> => {
    const ids = parseBackendIds(token);
    if (ids === undefined) throw oddToken();
    const run = { workflow_run_backend_id: ids.run, workflow_job_run_backend_id: ids.job };
    const answer = await ask('ListArtifacts', { ...run, ...filter });
    return readAnswer('listing the artifacts of this run', () => parseResultsArtifacts(answer));
  };
  return {
    async find(name) {
      const artifact = newestOf(await list({ name_filter: name }), name);
      if (artifact !== undefined) return { artifact, others: [] };
      return { others: (await list({})).map((one) => one.name).slice(0, othersTold) };
    },
    async download({ id }, { to, most }) {
      const artifact = (await list({ id_filter: String(id) })).find((one) => one.id === id);
      if (artifact === undefined) throw gone();
      const { name, runBackendId, jobBackendId } = artifact;
      const which = {
        workflow_run_backend_id: runBackendId,
        workflow_job_run_backend_id: jobBackendId,
        name,
      };
      const answer = await ask('GetSignedArtifactURL', which);
      const url = readAnswer('asking where the artifact lies', () => parseSignedUrl(answer));
      maskSignature(url, log);
      return http.download(url, { to, most, called: `the artifact from ${new URL(url).host}` });
    },
  };
}

/** As `maskSigUrl` of @actions/artifact: whoever has the signature can read the artifact. */
function maskSignature(url: string, log: Log): void {
  const signature = new URL(url).searchParams.get('sig');
  if (!signature) return;
  log.mask(signature);
  log.mask(encodeURIComponent(signature));
}

function oddToken(): Failure {
  return new Failure({
    doing: 'listing the artifacts of this run',
    happened: 'ACTIONS_RUNTIME_TOKEN does not say which run this is',
    code: 'artifact-token',
  });
}

function gone(): Failure {
  return new Failure({
    doing: 'asking where the artifact lies',
    happened: 'it is there no longer',
    code: 'http-404',
  });
}
