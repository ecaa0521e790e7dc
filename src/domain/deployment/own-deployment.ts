/** Is there a deployment of this very run already, and whose is it? */

export interface FoundDeployment {
  readonly id: number;
  /** Whether gin-ship made it. */
  readonly ours: boolean;
  /** Addresses of logs in its statuses. */
  readonly logs: readonly string[];
}

export type OwnDeployment =
  /** An earlier attempt of the run made it: it goes on. */
  | { readonly kind: 'ours'; readonly id: number }
  /** Actions made it, for the job has `environment:`; it writes the statuses, too. */
  | { readonly kind: 'actions' }
  | { readonly kind: 'none' };

/** `runUrl` without a slash at its end. Actions' own statuses lead to the job, below the run. */
export function decideOwnDeployment(
  found: readonly FoundDeployment[],
  runUrl: string,
): OwnDeployment {
  const ofRun = found.filter(({ logs }) =>
    logs.some((log) => log === runUrl || log.startsWith(`${runUrl}/`)),
  );
  if (ofRun.some(({ ours }) => !ours)) return { kind: 'actions' };
  const [newest] = ofRun.toSorted((a, b) => b.id - a.id);
  return newest === undefined ? { kind: 'none' } : { kind: 'ours', id: newest.id };
}
