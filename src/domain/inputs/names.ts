/** Is a name one of ours? If not: what replaces it, or which name is nearest? */

import { lookUp } from '../look-up.ts';
import { nearest } from '../nearest.ts';

const notYet = (stage: string): string =>
  `belongs to ${stage}, which this version does not have yet`;

const laterInputs: Readonly<Record<string, string>> = {
  inspect: 'inspect must-run-on',
  'the rehearsal':
    'service service-args port-env health-path ready-path live-path probe-interval ' +
    'probe-timeout probe-successes probe-deadline soak rehearse rehearse-env survive-write ' +
    'survive-read',
  'the release part of publish':
    'release draft prerelease generate-notes make-latest comment attest sbom',
  deploy:
    'from-artifact run-id from-release archive expect-manifest deploy-hosts deploy-on ssh-key ' +
    'ssh-passphrase known-hosts jump-host connect-timeout connect-attempts ' +
    'insecure-skip-host-key deploy-path state-path run-as service-port service-env env-file ' +
    'persist write-paths memory-max cpu-quota hardening strategy overlap snapshot ' +
    'before-switch after-switch confirm-lease lock-wait batch on-failure keep-releases ' +
    'rollback-to adopt allow-downgrade purge dry-run',
  'command: plan': 'max-jobs',
};

/** Commands of later versions. */
export const laterCommands = ['deploy', 'rollback', 'status', 'plan', 'merge', 'remove'] as const;

/** Names that people bring from other actions, and the line that says the same here. */
const neighbours: Readonly<Record<string, string>> = {
  host: 'of ssh-action and scp-action; here it will be `deploy-hosts: user@host:port`, with the deploy stage',
  username: 'of ssh-action and scp-action; here it will be part of `deploy-hosts: user@host:port`',
  port: 'of ssh-action and scp-action; here it will be part of `deploy-hosts: user@host:port`',
  key: 'of ssh-action and scp-action; here it will be `ssh-key: ${{ secrets.SSH_KEY }}`',
  'key-path': 'of ssh-action; here it will be `ssh-key: ${{ secrets.SSH_KEY }}`',
  passphrase: 'of ssh-action; here it will be `ssh-passphrase`',
  password: 'of ssh-action; gin-ship logs in by key only: `ssh-key: ${{ secrets.SSH_KEY }}`',
  fingerprint: 'of ssh-action; here it will be `known-hosts`, the lines of `ssh-keyscan`',
  script: 'of ssh-action; the deploy stage will restart and probe the service by itself',
  source: 'of scp-action; the archives are sent by the deploy stage; extra files: `include: path`',
  target: 'of scp-action; here it will be `deploy-path`; for what to build: `targets: linux/amd64`',
  goos: 'of go-release-action; write `targets: linux/amd64`',
  goarch: 'of go-release-action; write `targets: linux/amd64`',
  goarm: 'of go-release-action; write `targets: linux/arm/v7`',
  goamd64: 'of go-release-action; write `targets: linux/amd64/v3`',
  goversion: 'of go-release-action; write `go-version: "1.26"`',
  platforms: 'of docker actions; write `targets: linux/amd64,linux/arm64`',
  'project-path': 'of go-release-action; write `working-directory: path` or `main: ./cmd/app`',
  'binary-name': 'of go-release-action; write `name: app`',
  'asset-name': 'of go-release-action; write `name-template: "{name}-{version}-{os}-{arch}"`',
  'extra-files': 'of go-release-action; write `include: path`',
  'build-flags': 'of go-release-action; write `flags: -v`',
  'build-command':
    'of go-release-action; gin-ship runs `go build`; its flags are `flags`, `tags`, `ldflags`',
  'pre-command': 'of go-release-action; make it a step of its own before this one',
  sha256sum: 'of go-release-action; SHA256SUMS is always written, drop the line',
  md5sum: 'of go-release-action; SHA256SUMS is always written, drop the line',
  'compress-assets': 'of go-release-action; write `formats: tar.gz` or `formats: zip`',
  distribution: 'of goreleaser-action; drop the line',
  args: 'of goreleaser-action; gin-ship has one input per setting, drop the line',
  workdir: 'of goreleaser-action; write `working-directory: path`',
  path: 'of upload-artifact; extra files go into the archives with `include: path`',
  'compression-level': 'of upload-artifact; archives are compressed already, drop the line',
  'if-no-files-found':
    'of upload-artifact; a build that gives no archive always fails, drop the line',
  dir: 'of goreleaser; write `working-directory: path`',
  binary: 'of goreleaser; binaries are called as their package is; the archives: `name: app`',
  env: 'of goreleaser; write `build-env: KEY=value`',
  files: 'of goreleaser and gh-release; write `include: path`',
};

/** The problem with a name that this version does not read, or undefined where it does. */
export function nameProblem(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  for (const [stage, names] of Object.entries(laterInputs)) {
    if (names.split(' ').includes(name)) return `${name}: ${notYet(stage)}; drop the line`;
  }
  const neighbour = lookUp(neighbours, name);
  if (neighbour !== undefined) return `${name}: is a name ${neighbour}`;
  const close = nearest(name, known);
  const hint = close === undefined ? 'see the inputs in the README' : `did you mean ${close}?`;
  return `${name}: there is no such input; ${hint}`;
}
