/** How is something attested? Signed by sigstore through @actions/attest, kept by GitHub's API. */

import type { Attestation } from '@actions/attest';
import { attestNeeds } from '../domain/attest/decide-attest.ts';
import { type SigningTrouble, signingFailure } from '../domain/attest/explain-signing.ts';
import type { Env } from '../domain/runner.ts';
import type { Log } from '../ports.ts';
import type { AttestWish, Attestor } from '../ports-attest.ts';
import { isEnterpriseServer } from './enterprise-server.ts';
import { createGitHubClient } from './github/client.ts';

/** The library reads who the job is, and its event, from the process's own environment. */
export function createAttestor(env: Env, log: Log): Attestor {
  return {
    unavailable() {
      return isEnterpriseServer(env) ? 'enterprise servers keep no attestations' : undefined;
    },
    hasIdentity() {
      return Boolean(env['ACTIONS_ID_TOKEN_REQUEST_URL'] && env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
    },
    async attest(wish) {
      const { bundle } = await sign(wish);
      const { mediaType, verificationMaterial, dsseEnvelope = {} } = bundle;
      const client = createGitHubClient({ access: wish.access, env, log });
      const asked = { doing: 'storing the attestation', needs: attestNeeds };
      const id = await client.ask(asked, async (github) => {
        const route = 'POST /repos/{owner}/{repo}/attestations';
        // Stored twice it is one attestation more that says the same.
        const request = { retries: 3 };
        const { data } = await github.request(route, {
          ...client.repository,
          bundle: {
            mediaType,
            verificationMaterial: { ...verificationMaterial },
            dsseEnvelope: { ...dsseEnvelope },
          },
          request,
        });
        return String(data.id);
      });
      const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
      const url = `${server}/${wish.access.repository}/attestations/${id}`;
      return { bundle: JSON.stringify(bundle), url };
    },
  };
}

async function sign({ access, subjects, predicate }: AttestWish): Promise<Attestation> {
  const { attest, attestProvenance } = await import('@actions/attest');
  const common = {
    subjects: subjects.map(({ file, sha256 }) => ({ name: file, digest: { sha256 } })),
    token: access.token,
    skipWrite: true,
  };
  try {
    if (predicate === undefined) return await attestProvenance(common);
    const { type: predicateType, json } = predicate;
    const said: unknown = JSON.parse(json);
    const content = typeof said === 'object' && said !== null ? said : {};
    return await attest({ ...common, predicateType, predicate: content });
  } catch (error) {
    throw signingFailure(troubleOf(error));
  }
}

/** Codes of @sigstore/sign; where GitHub gave no claims for the provenance there is none. */
const parts: Readonly<Record<string, SigningTrouble['part']>> = {
  IDENTITY_TOKEN_READ_ERROR: 'identity',
  IDENTITY_TOKEN_PARSE_ERROR: 'identity',
  CA_CREATE_SIGNING_CERTIFICATE_ERROR: 'certificate',
  TLOG_CREATE_ENTRY_ERROR: 'log',
  TLOG_FETCH_ENTRY_ERROR: 'log',
  TSA_CREATE_TIMESTAMP_ERROR: 'time',
};

function troubleOf(cause: unknown): SigningTrouble {
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return { part: code === undefined ? 'identity' : (parts[code] ?? 'signing'), message, cause };
}
