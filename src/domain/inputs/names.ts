/** Is a name one of ours? If not: what replaces it, or which name is nearest? */

import { nearest } from '../nearest.ts';

/** Names that people bring from other actions, and the line that says the same here. */
const neighbours: readonly (readonly [names: string, meaning: string])[] = [
  ['host', 'of ssh-action and scp-action; write `deploy-hosts: user@host:port`'],
  ['username port', 'of ssh-action and scp-action; it is part of `deploy-hosts: user@host:port`'],
  ['key key-path', 'of ssh-action and scp-action; write `ssh-key: ${{ secrets.SSH_KEY }}`'],
  [
    'passphrase',
    'of ssh-action and scp-action; write `ssh-passphrase: ${{ secrets.SSH_PASSPHRASE }}`',
  ],
  [
    'password',
    'of ssh-action and scp-action; gin-ship logs in by key only: `ssh-key: ${{ secrets.SSH_KEY }}`',
  ],
  ['fingerprint', 'of ssh-action and scp-action; write `known-hosts`, the lines of `ssh-keyscan`'],
  [
    'proxy-host proxy-port proxy-username proxy-key proxy-key-path proxy-password proxy-passphrase ' +
      'proxy-fingerprint proxy-timeout proxy-protocol proxy-cipher proxy-use-insecure-cipher',
    'of ssh-action and scp-action; write `jump-host: user@host:port`',
  ],
  ['timeout command-timeout', 'of ssh-action and scp-action; write `connect-timeout: 20s`'],
  [
    'protocol cipher use-insecure-cipher request-pty curl-insecure sync capture-stdout debug',
    'of ssh-action and scp-action; drop the line',
  ],
  [
    'script script-path script-file script-stop',
    'of ssh-action; the deploy restarts and probes the service by itself; for a migration write `before-switch: ./app migrate`',
  ],
  [
    'envs envs-format allenvs',
    'of ssh-action; write `service-env`, KEY=VALUE lines for the service',
  ],
  ['source', 'of scp-action; the archive is sent by itself; for extra files write `include: path`'],
  [
    'target',
    'of scp-action; write `deploy-path: /opt/app`; for what to build write `targets: linux/amd64`',
  ],
  [
    'rm strip-components tar-dereference tar-tmp-path tar-exec',
    'of scp-action; each deploy gets a folder of its own, drop the line',
  ],
  ['overwrite', 'of scp-action and go-release-action; nothing is overwritten, drop the line'],
  ['github-token', 'of go-release-action; write `token: ${{ github.token }}`'],
  ['goos goarch', 'of go-release-action and goreleaser; write `targets: linux/amd64`'],
  ['goarm', 'of go-release-action and goreleaser; write `targets: linux/arm/v7`'],
  ['goamd64', 'of go-release-action and goreleaser; write `targets: linux/amd64/v3`'],
  ['gomips gomips64', 'of go-release-action and goreleaser; write `targets: linux/mips/softfloat`'],
  ['goarm64', 'of goreleaser; write `targets: linux/arm64/v8.2`'],
  ['go386', 'of goreleaser; write `targets: linux/386/softfloat`'],
  ['goppc64', 'of goreleaser; write `targets: linux/ppc64le/power9`'],
  ['goriscv64', 'of goreleaser; write `targets: linux/riscv64/rva22u64`'],
  ['ignore', 'of goreleaser; name the targets that you want: `targets: linux/amd64,linux/arm64`'],
  ['goversion', 'of go-release-action; write `go-version: "1.26"`'],
  ['platforms', 'of docker actions; write `targets: linux/amd64,linux/arm64`'],
  ['project-path', 'of go-release-action; write `working-directory: path` or `main: ./cmd/app`'],
  ['binary-name', 'of go-release-action; write `name: app`'],
  [
    'multi-binaries',
    'of go-release-action; all programs are built; to name some write `main: ./cmd/app`',
  ],
  ['asset-name', 'of go-release-action; write `name-template: "{name}-{version}-{os}-{arch}"`'],
  ['extra-files', 'of go-release-action; write `include: path`'],
  ['build-flags', 'of go-release-action; write `flags: -v`'],
  [
    'build-command',
    'of go-release-action; gin-ship runs `go build`; its flags are `flags`, `tags`, `ldflags`',
  ],
  [
    'pre-command post-command hooks before',
    'of go-release-action and goreleaser; make it a step of its own',
  ],
  ['executable-compression', 'of go-release-action; archives are compressed, drop the line'],
  [
    'sha256sum md5sum checksum',
    'of go-release-action and goreleaser; SHA256SUMS is always written, drop the line',
  ],
  ['compress-assets', 'of go-release-action; write `formats: tar.gz` or `formats: zip`'],
  [
    'release-tag release-name release-repo upload retry',
    'of go-release-action; the release is that of the tag that started the run: write `release: true`',
  ],
  ['generate-release-notes', 'of gh-release; write `generate-notes: true`'],
  [
    'tag-name body body-path append-body',
    'of gh-release; a release is called as its tag, and keeps the text of a draft that is there',
  ],
  ['distribution args install-only skip', 'of goreleaser-action; drop the line'],
  ['workdir dir', 'of goreleaser-action and goreleaser; write `working-directory: path`'],
  ['binary', 'of goreleaser; programs are called as their package is; the archives: `name: app`'],
  ['gcflags asmflags buildmode', 'of goreleaser; write it in `flags: -gcflags=all=-N`'],
  ['env', 'of goreleaser; write `build-env: KEY=value`'],
  ['format-overrides', 'of goreleaser; write `formats: tar.gz, windows=zip`'],
  [
    'mod-timestamp wrap-in-directory',
    'of goreleaser; archives are the same for the same commit, drop the line',
  ],
  ['files', 'of goreleaser and gh-release; write `include: path`'],
  ['path', 'of upload-artifact; extra files go into the archives with `include: path`'],
  ['compression-level', 'of upload-artifact; archives are compressed already, drop the line'],
  [
    'if-no-files-found',
    'of upload-artifact; a build that gives no archive always fails, drop the line',
  ],
];

/** The problem with a name that this version does not read, or undefined where it does. */
export function nameProblem(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const [, meaning] = neighbours.find(([names]) => names.split(' ').includes(name)) ?? [];
  if (meaning !== undefined) return `${name}: is a name ${meaning}`;
  const close = nearest(name, known);
  const hint = close === undefined ? 'see the inputs in the README' : `did you mean ${close}?`;
  return `${name}: there is no such input; ${hint}`;
}
