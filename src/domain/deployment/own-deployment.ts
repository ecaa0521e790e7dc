/** Is there a deployment of this very run already, and whose is it? */

/** What tells the deployments of one run apart, beside their environment. */
export interface DeploymentMaker {
  /** Of the service. */
  readonly name: string;
  readonly job: string;
  /** What the servers are known by, for the jobs of a matrix have one name; GitHub shows it to readers. */
  readonly servers: string;
}

export interface FoundDeployment {
  readonly id: number;
  /** Which of us made it; absent where it was not gin-ship. */
  readonly maker?: DeploymentMaker;
  /** Addresses of logs in its statuses. */
  readonly logs: readonly string[];
}

export type OwnDeployment =
  /** An earlier attempt of the run made it: it goes on. */
  | { readonly kind: 'ours'; readonly id: number }
  /** Actions made it, for the job has `environment:`; it writes the statuses, too. */
  | { readonly kind: 'actions' }
  | { readonly kind: 'none' };

/** `runUrl` without a slash at its end. Actions' own statuses lead to the job, below the run; of which job is not told in our words. */
export function decideOwnDeployment(
  found: readonly FoundDeployment[],
  runUrl: string,
  { name, job, servers }: DeploymentMaker,
): OwnDeployment {
  const ofRun = found.filter(({ logs }) =>
    logs.some((log) => log === runUrl || log.startsWith(`${runUrl}/`)),
  );
  if (ofRun.some(({ maker }) => maker === undefined)) return { kind: 'actions' };
  const [newest] = ofRun
    .filter(({ maker }) => maker?.name === name && maker.job === job && maker.servers === servers)
    .toSorted((a, b) => b.id - a.id);
  return newest === undefined ? { kind: 'none' } : { kind: 'ours', id: newest.id };
}
