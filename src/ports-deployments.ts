/** What do we ask of GitHub's list of deployments? */

import type { DeploymentMaker, FoundDeployment } from './domain/deployment/own-deployment.ts';
import type { GitHubAccess } from './domain/github/access.ts';

/** Each throws Failure (`github-…`, see domain/github/explain-github.ts). */
export interface Deployments {
  /** The newest of an environment, of whatever commit; a few at the most. */
  find(environment: string): Promise<readonly FoundDeployment[]>;
  /** Gives its number. */
  create(deployment: {
    readonly environment: string;
    readonly commit: string;
    readonly description: string;
    readonly maker: DeploymentMaker;
  }): Promise<number>;
  tell(id: number, status: DeploymentStatus): Promise<void>;
}

export interface DeploymentStatus {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error';
  readonly description: string;
  readonly logUrl: string;
  readonly environmentUrl?: string;
}

export interface DeploymentService {
  /** Connects to nothing yet. */
  of(access: GitHubAccess): Deployments;
}
