import { expect, test } from 'vitest';
import { nameProblem } from '../../../src/domain/inputs/names.ts';
import { declared } from '../../fakes/inputs.ts';

const known = Object.keys(declared);

test('every input of action.yml is known', () => {
  expect(known.map((name) => nameProblem(name, known))).toEqual(known.map(() => undefined));
});

test.each([
  ['target-s', 'target-s: there is no such input; did you mean targets?'],
  ['ldflag', 'ldflag: there is no such input; did you mean ldflags?'],
  ['goversion-file', 'goversion-file: there is no such input; did you mean go-version-file?'],
  [
    'entirely-different-thing',
    'entirely-different-thing: there is no such input; see the inputs in the README',
  ],
  ['constructor', 'constructor: there is no such input; see the inputs in the README'],
])('the unknown name %s gets the nearest', (name, expected) => {
  expect(nameProblem(name, known)).toBe(expected);
});

/** The inputs of the neighbours, but for those that are called the same here. */
const neighbours: Readonly<Record<string, string>> = {
  'ssh-action':
    'host port passphrase username password protocol sync use-insecure-cipher cipher timeout ' +
    'command-timeout key key-path fingerprint proxy-host proxy-port proxy-protocol ' +
    'proxy-username proxy-password proxy-passphrase proxy-timeout proxy-key proxy-key-path ' +
    'proxy-fingerprint proxy-cipher proxy-use-insecure-cipher script script-path envs ' +
    'envs-format debug allenvs request-pty capture-stdout curl-insecure',
  'scp-action':
    'host port username password protocol timeout command-timeout key key-path passphrase ' +
    'fingerprint use-insecure-cipher target source rm debug strip-components overwrite ' +
    'tar-dereference tar-tmp-path tar-exec',
  'go-release-action':
    'github-token goos goarch goamd64 goarm gomips goversion build-flags project-path ' +
    'binary-name pre-command build-command executable-compression extra-files md5sum sha256sum ' +
    'release-tag release-name release-repo overwrite asset-name retry post-command ' +
    'compress-assets upload multi-binaries',
  goreleaser:
    'distribution args workdir install-only skip binary dir env files goos goarch goarm goamd64 ' +
    'goarm64 go386 gomips goppc64 goriscv64 ignore gcflags asmflags buildmode mod-timestamp ' +
    'hooks before checksum format-overrides wrap-in-directory',
};

const cases = Object.entries(neighbours).flatMap(([action, names]) =>
  names.split(' ').map((name) => [action, name] as const),
);

test.each(cases)('of %s, the name %s gets the line that replaces it', (action, name) => {
  const problem = nameProblem(name, known) ?? '';
  expect(problem).toMatch(new RegExp(`^${name}: is a name of [^;]*${action}[^;]*;`));
  expect(problem).toMatch(/`[a-z-]+(?:: [^`]+)?`|drop the line|step of its own/);
});

test('a line that replaces a name of others names an input that is there, or says that it will be', () => {
  const wrong = cases.flatMap(([, name]) => {
    const problem = nameProblem(name, known) ?? '';
    const written = [...problem.matchAll(/write `([a-z-]+):/g)].map(([, input = '']) => input);
    return written.filter((input) => !known.includes(input)).map((input) => `${name}: ${input}`);
  });
  expect(wrong).toEqual([]);
});
