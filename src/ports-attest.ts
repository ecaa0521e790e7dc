/** What do we ask of those who attest: sigstore, which signs, and GitHub, which keeps it? */

import type { GitHubAccess } from './domain/github/access.ts';

export interface AttestWish {
  readonly access: GitHubAccess;
  /** Archives by file name. */
  readonly subjects: readonly { readonly file: string; readonly sha256: string }[];
  /** What is said of them, as JSON; absent: the provenance, which GitHub's own token vouches for. */
  readonly predicate?: { readonly type: string; readonly json: string };
}

export interface Attested {
  /** A sigstore bundle, JSON on one line. */
  readonly bundle: string;
  /** For people with access to the repository. */
  readonly url: string;
}

export interface Attestor {
  /** Why nothing can be attested here; absent where it can. */
  unavailable(): string | undefined;
  /** Whether the job may ask who it is (`id-token: write`). */
  hasIdentity(): boolean;
  /** @throws Failure (`attest-…`, see explain-signing.ts; `github-…`) */
  attest(wish: AttestWish): Promise<Attested>;
}
