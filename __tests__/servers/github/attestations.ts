/** How does GitHub keep attestations? https://docs.github.com/rest/repos/attestations */

import type { Route } from './github.ts';

/** `kept` gets each bundle. */
export function attestationRoutes(kept: unknown[]): readonly Route[] {
  return [
    {
      route: 'POST /repos/{owner}/{repo}/attestations',
      needs: 'attestations: write',
      answer({ body }) {
        kept.push(body['bundle']);
        return { status: 201, body: { id: 7000 + kept.length } };
      },
    },
  ];
}
