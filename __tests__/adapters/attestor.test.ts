import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleFromJSON } from '@sigstore/bundle';
import { Verifier, type VerifierOptions, toSignedEntity } from '@sigstore/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttestWish, Attested } from '../../src/ports-attest.ts';
import { attestationRoutes } from '../servers/github/attestations.ts';
import { type GitHubServer, startGitHub, token } from '../servers/github/github.ts';
import { type HttpsProxy, startHttpsProxy } from '../servers/https-proxy.ts';
import { type Sigstore, sigstoreHosts, startSigstore } from '../servers/sigstore.ts';

let folder = '';
let sigstore: Sigstore;
let github: GitHubServer;
let proxy: HttpsProxy;
let driver: Driver;
let ofPrivate: Driver;
const kept: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  sigstore = await startSigstore();
  github = await startGitHub(attestationRoutes(kept), { attestations: 'write' });
  proxy = await startHttpsProxy(
    Object.fromEntries(sigstoreHosts.map((host) => [host, sigstore.url])),
  );
  driver = startDriver('public');
  ofPrivate = startDriver('private');
});
afterAll(async () => {
  await Promise.all([driver.end(), ofPrivate.end()]);
  await proxy.close();
  await github[Symbol.asyncDispose]();
  await sigstore[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const archive = Buffer.from('an archive');
const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const access = { token, repository: 'someone/notes' };
const subjects = [
  { file: 'notes-linux.tar.gz', sha256: digestOf(archive) },
  { file: 'notes-windows.zip', sha256: digestOf(Buffer.from('another')) },
];

interface Outcome {
  readonly attested?: Attested;
  readonly code?: string;
  readonly message?: string;
}

interface Driver {
  attest(wish?: Partial<AttestWish>): Promise<Outcome>;
  end(): Promise<void>;
}

/** The library reads the environment of its own program, and the event once. */
function startDriver(visibility: 'public' | 'private'): Driver {
  const event = join(folder, `event-${visibility}.json`);
  writeFileSync(event, JSON.stringify({ repository: { visibility } }));
  const program = resolve(import.meta.dirname, '../fixtures/attest-driver.ts');
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HTTPS_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: proxy.ca,
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'someone/notes',
      GITHUB_EVENT_PATH: event,
      ...sigstore.identity,
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async attest(wish = {}) {
      child.stdin.write(`${JSON.stringify({ access, subjects, ...wish })}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('the driver ended');
        if (value.startsWith('result ')) return JSON.parse(value.slice(7)) as Outcome;
      }
    },
    async end() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

interface Statement {
  readonly subject: readonly {
    readonly name: string;
    readonly digest: { readonly sha256: string };
  }[];
  readonly predicateType: string;
  readonly predicate: Readonly<Record<string, unknown>>;
}

/** As `gh attestation verify` does: the bundle by the trusted root, then the file by the statement. */
function verify(bundle: string, file: Buffer, logs: VerifierOptions): Statement {
  const parsed = bundleFromJSON(JSON.parse(bundle));
  const signer = new Verifier(sigstore.trust, logs).verify(toSignedEntity(parsed));
  expect(signer.identity?.subjectAlternativeName).toContain('someone/notes');
  if (parsed.content.$case !== 'dsseEnvelope') throw new Error('this bundle has no statement');
  const statement = JSON.parse(parsed.content.dsseEnvelope.payload.toString('utf8')) as Statement;
  const known = statement.subject.map(({ digest }) => digest.sha256);
  if (!known.includes(digestOf(file))) throw new Error('the statement is not of this file');
  return statement;
}

const publicGood = { tlogThreshold: 1, tsaThreshold: 0, ctlogThreshold: 0 };
const ofGitHub = { tlogThreshold: 0, tsaThreshold: 1, ctlogThreshold: 0 };

test('the provenance of a public repository is signed, logged, kept, and verifies', async () => {
  const { attested } = await driver.attest();
  const { bundle = '', url } = attested ?? {};
  expect(url).toBe('https://github.com/someone/notes/attestations/7001');
  expect(kept).toEqual([JSON.parse(bundle)]);
  const { subject, predicateType, predicate } = verify(bundle, archive, publicGood);
  expect(subject).toEqual(subjects.map(({ file, sha256 }) => ({ name: file, digest: { sha256 } })));
  expect(predicateType).toBe('https://slsa.dev/provenance/v1');
  expect(predicate).toMatchObject({
    buildDefinition: {
      externalParameters: {
        workflow: { path: '.github/workflows/ship.yml', ref: 'refs/tags/v1.4.0' },
      },
      resolvedDependencies: [{ digest: { gitCommit: 'ab'.repeat(20) } }],
    },
  });
});

test('an archive of which one byte is other is not what was attested', async () => {
  const { attested } = await driver.attest();
  const altered = Buffer.from(archive);
  altered[0] = 0;
  expect(() => verify(attested?.bundle ?? '', altered, publicGood)).toThrow('not of this file');
});

test('a statement that was changed for another archive has no valid signature', async () => {
  const { attested } = await driver.attest();
  const bundle = JSON.parse(attested?.bundle ?? '') as { dsseEnvelope: { payload: string } };
  const other = Buffer.from('an archive of somebody else');
  const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8');
  const forged = payload.replace(digestOf(archive), digestOf(other));
  bundle.dsseEnvelope.payload = Buffer.from(forged).toString('base64');
  expect(() => verify(JSON.stringify(bundle), other, publicGood)).toThrow(/signature|mismatch/);
});

test('what a bill of materials says is attested of its archive', async () => {
  const said = { bomFormat: 'CycloneDX', specVersion: '1.6' };
  const predicate = { type: 'https://cyclonedx.org/bom', json: JSON.stringify(said) };
  const { attested } = await driver.attest({ predicate, subjects: subjects.slice(0, 1) });
  const statement = verify(attested?.bundle ?? '', archive, publicGood);
  expect([statement.predicateType, statement.predicate]).toEqual([predicate.type, said]);
  expect(statement.subject).toHaveLength(1);
});

test("a private repository's goes to GitHub's own sigstore, and into no public log", async () => {
  sigstore.requests.length = 0;
  const { attested } = await ofPrivate.attest();
  expect(verify(attested?.bundle ?? '', archive, ofGitHub).predicateType).toMatch(/provenance/);
  expect(sigstore.requests.filter((line) => line.startsWith('POST'))).toEqual([
    'POST /api/v2/signingCert 201',
    'POST /api/v1/timestamp 201',
  ]);
});

test('an outage of a moment is waited out', async () => {
  sigstore.fail('/api/v2/signingCert', 503);
  github.fail('POST', /attestations/, { status: 502 });
  expect(await driver.attest()).toHaveProperty('attested');
});

test('without the permission to store it, the lines to add are told', async () => {
  github.allow({ contents: 'read' });
  const { code, message } = await driver.attest();
  github.allow({ attestations: 'write' });
  expect(code).toBe('github-403');
  expect(message).toMatch(
    /permissions:\n +contents: read\n +id-token: write\n +attestations: write$/m,
  );
  expect(message).not.toContain(token);
});

test.each([
  ['/id-token', [403], 'attest-identity'],
  ['/api/v2/signingCert', [400], 'attest-certificate'],
  ['/api/v1/log/entries', [400], 'attest-log'],
])('%s that refuses is told by what it is', async (path, statuses, expected) => {
  sigstore.fail(path, ...statuses);
  expect((await driver.attest()).code).toBe(expected);
});
