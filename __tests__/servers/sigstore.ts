/** What do sigstore and the issuer of GitHub's job tokens answer? On loopback, with keys of their own; certificates are in no log. */

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fulcioHandler, initializeCA } from '@sigstore/mock/dist/fulcio/index.js';
import { initializeTLog, rekorHandler } from '@sigstore/mock/dist/rekor/index.js';
import { initializeTSA, tsaHandler } from '@sigstore/mock/dist/timestamp/index.js';
import type { TimestampRequest } from '@sigstore/mock/dist/timestamp/tsa.js';
import { toTrustMaterial } from '@sigstore/verify';

export interface Sigstore extends AsyncDisposable {
  /** Of all of them; they are told apart by path. */
  readonly url: string;
  /** What the runner puts into a job that has `id-token: write`. */
  readonly identity: Readonly<Record<string, string>>;
  /** `POST /api/v2/signingCert 201`, in order. */
  readonly requests: string[];
  /** What a verifier has to trust. */
  readonly trust: ReturnType<typeof toTrustMaterial>;
  /** The next requests of that path are answered by that status. */
  fail(path: string, ...statuses: readonly number[]): void;
}

/** The hosts that it stands in for. */
export const sigstoreHosts = [
  'token.actions.githubusercontent.com',
  'fulcio.sigstore.dev',
  'rekor.sigstore.dev',
  'fulcio.githubapp.com',
  'timestamp.githubapp.com',
];

const issuer = 'https://token.actions.githubusercontent.com';
const bearer = 'canary-of-the-runner';

/** As GitHub's documentation lists them. */
const claims = {
  sub: 'repo:someone/notes:ref:refs/tags/v1.4.0',
  repository: 'someone/notes',
  repository_id: '42',
  repository_owner: 'someone',
  repository_owner_id: '7',
  repository_visibility: 'public',
  ref: 'refs/tags/v1.4.0',
  sha: 'ab'.repeat(20),
  event_name: 'push',
  workflow: 'ship',
  workflow_ref: 'someone/notes/.github/workflows/ship.yml@refs/tags/v1.4.0',
  workflow_sha: 'ab'.repeat(20),
  job_workflow_ref: 'someone/notes/.github/workflows/ship.yml@refs/tags/v1.4.0',
  job_workflow_sha: 'ab'.repeat(20),
  runner_environment: 'github-hosted',
  run_id: '1001',
  run_attempt: '1',
};

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export async function startSigstore(): Promise<Sigstore> {
  const keys = { ca: newKeys(), log: newKeys(), time: newKeys() };
  const ca = await initializeCA(keys.ca);
  const log = await initializeTLog('https://rekor.sigstore.dev', keys.log);
  // In whole seconds: of a fraction the stand-in leaves zeros at the end away, and the verifier wants three digits.
  const clock = new Date();
  const tsa = await initializeTSA(keys.time, clock);
  const stamp = (request: TimestampRequest): Promise<Buffer> => {
    clock.setTime(Math.floor(Date.now() / 1000) * 1000);
    return tsa.timestamp(request);
  };
  const jwt = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const requests: string[] = [];
  const faults: { path: string; status: number }[] = [];
  const handlers = new Map(
    [
      fulcioHandler(ca),
      rekorHandler({ ...log, log: (entry) => log.log(asKept(entry)) }),
      tsaHandler({ ...tsa, timestamp: stamp }),
    ].map(({ path, fn }) => [path, fn] as const),
  );
  const documents = new Map<string, object>([
    ['/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/.well-known/jwks` }],
    [
      '/.well-known/jwks',
      { keys: [{ ...jwt.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256' }] },
    ],
  ]);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    const end = (status: number, body: string | Buffer, type = 'application/json'): void => {
      requests.push(`${request.method} ${pathname} ${status}`);
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    const planned = faults.findIndex(({ path }) => path === pathname);
    const [fault] = planned < 0 ? [] : faults.splice(planned, 1);
    if (fault !== undefined) return end(fault.status, '{"message": "planned"}');
    const handler = handlers.get(pathname);
    if (handler !== undefined) {
      const made = await handler(Buffer.concat(parts).toString('utf8'));
      return end(made.statusCode, made.response, made.contentType);
    }
    const document = documents.get(pathname);
    if (document !== undefined) return end(200, JSON.stringify(document));
    if (pathname !== '/id-token') return end(404, '{}');
    if (request.headers.authorization !== `Bearer ${bearer}`) return end(401, '{}');
    return end(200, JSON.stringify({ value: tokenFor(searchParams.get('audience') ?? '') }));
  };

  function tokenFor(aud: string): string {
    const now = Math.floor(Date.now() / 1000);
    const times = { iss: issuer, aud, iat: now, nbf: now - 5, exp: now + 300 };
    const head = encode({ alg: 'RS256', typ: 'JWT', kid: '1' });
    const text = `${head}.${encode({ ...claims, ...times })}`;
    return `${text}.${sign('sha256', Buffer.from(text), jwt.privateKey).toString('base64url')}`;
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    identity: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/id-token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    },
    requests,
    trust: trustIn({
      ca: [ca.rootCertificate],
      tsa: [tsa.intCertificate, tsa.rootCertificate],
      log: log.publicKey,
    }),
    fail: (path, ...statuses) => void faults.push(...statuses.map((status) => ({ path, status }))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

interface Proposed {
  readonly spec: {
    readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] };
  };
}

/** The log takes an envelope and keeps digests of it: https://github.com/sigstore/rekor, types/dsse/v0.0.1. */
function asKept(entry: object): object {
  const { envelope, verifiers } = (entry as Proposed).spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as {
    readonly payload: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  const digest = (bytes: Buffer | string): object => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  });
  const spec = {
    envelopeHash: digest(envelope),
    payloadHash: digest(Buffer.from(payload, 'base64')),
    signatures: signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })),
  };
  return { ...entry, spec };
}

type TrustedRoot = Parameters<typeof toTrustMaterial>[0];

function trustIn(keys: {
  readonly ca: readonly Buffer[];
  readonly tsa: readonly Buffer[];
  readonly log: Buffer;
}): Sigstore['trust'] {
  const authority = (
    certificates: readonly Buffer[],
  ): TrustedRoot['certificateAuthorities'][0] => ({
    subject: undefined,
    uri: '',
    operator: '',
    certChain: { certificates: certificates.map((rawBytes) => ({ rawBytes })) },
    validFor: { start: new Date(0) },
  });
  const logOf = (rawBytes: Buffer, keyId: Buffer): TrustedRoot['tlogs'][0] => ({
    baseUrl: '',
    operator: '',
    hashAlgorithm: 1,
    publicKey: { rawBytes, keyDetails: 5, validFor: { start: new Date(0) } },
    logId: { keyId },
    checkpointKeyId: undefined,
  });
  const { ca, tsa, log } = keys;
  return toTrustMaterial({
    mediaType: '',
    certificateAuthorities: [authority(ca)],
    timestampAuthorities: [authority(tsa)],
    tlogs: [logOf(log, createHash('sha256').update(log).digest())],
    ctlogs: [],
  });
}
