import { expect, test } from 'vitest';
import type { GoInfo } from '../../../src/domain/binary/facts.ts';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { judgeProvenance } from '../../../src/domain/inspect/provenance.ts';
import { asked, elf, found, goInfo, hash } from '../../fakes/programs.ts';

const goVersion: Pick<Finding, 'id' | 'severity' | 'fix'> = {
  id: 'GS-GOVER',
  severity: 'warning',
  fix: 'remove GOTOOLCHAIN from the environment, or raise go-version to the one that go.mod asks for',
};
const { commit: _, ...withoutGit } = asked();

test.each<[string, Asked, GoInfo, readonly Finding[]]>([
  ['as asked', asked(), goInfo(), []],
  [
    'a Go with experiments is the same Go',
    asked(),
    goInfo({}, { version: 'go1.26.8 X:nodwarf5' }),
    [],
  ],
  [
    'before 1.21 there is no patch 0',
    asked({ goVersion: '1.20' }),
    goInfo({}, { version: 'go1.20' }),
    [],
  ],
  [
    'a development build',
    asked({ goVersion: 'devel go1.28-abc' }),
    goInfo({}, { version: 'devel go1.28-abc Mon' }),
    [],
  ],
  [
    'another Go',
    asked(),
    goInfo({}, { version: 'go1.27.1' }),
    [
      {
        ...goVersion,
        message: 'Go 1.26.8 was set up, but the program was built by go1.27.1',
        value: 'go1.27.1',
      },
    ],
  ],
  [
    'changed while it was built',
    asked(),
    goInfo({ 'vcs.modified': 'true' }),
    [
      {
        id: 'GS-DIRTY',
        severity: 'warning',
        message:
          'it was built from a changed working tree, though the tree was clean before the build',
        value: 'vcs.modified=true',
        fix: 'let nothing write into the repository while it builds, or leave such files to .gitignore',
      },
    ],
  ],
  [
    'changed before it was built',
    asked({ commit: { hash, dirty: true } }),
    goInfo({ 'vcs.modified': 'true' }),
    [
      {
        id: 'GS-DIRTY',
        severity: 'warning',
        message: 'it was built from changes that are not committed',
        value: 'vcs.modified=true',
        fix: 'commit the changes, or leave files that a step makes to .gitignore',
      },
    ],
  ],
  [
    'dirty by the version of the main module',
    asked({ commit: { hash, dirty: true } }),
    goInfo({}, { main: { path: 'example.com/notes', version: 'v1.4.1-0.20261122+dirty' } }),
    [
      {
        id: 'GS-DIRTY',
        severity: 'warning',
        message: 'it was built from changes that are not committed',
        value: 'version v1.4.1-0.20261122+dirty',
        fix: 'commit the changes, or leave files that a step makes to .gitignore',
      },
    ],
  ],
  [
    'no stamp',
    asked(),
    goInfo({ 'vcs.revision': undefined, 'vcs.modified': undefined }),
    [
      {
        id: 'GS-DIRTY',
        severity: 'warning',
        message: 'the program does not say which commit it was built from',
        value: 'no vcs.revision',
        fix: 'remove -buildvcs=false from flags, from GOFLAGS and from `go env -w`',
      },
    ],
  ],
  ['no stamp where there is no git', withoutGit, goInfo({ 'vcs.revision': undefined }), []],
  [
    'a Go that stamps nothing',
    asked({ goVersion: '1.17.13' }),
    goInfo({}, { version: 'go1.17.13', settings: new Map() }),
    [],
  ],
  [
    'another commit',
    asked(),
    goInfo({ 'vcs.revision': 'b'.repeat(40) }),
    [
      {
        id: 'GS-DIRTY',
        severity: 'warning',
        message: `it was built from commit ${'b'.repeat(40)}, but ${hash} is checked out`,
        value: `vcs.revision=${'b'.repeat(40)}`,
        fix: 'build what is checked out: look for a second repository inside the first',
      },
    ],
  ],
])('%s', (_name, question, go, findings) => {
  expect(judgeProvenance(question, elf({ go }), found())).toEqual(findings);
});

test('a file without build info cannot be checked, and a packed one is told as packed', () => {
  const { go: _go, ...bare } = elf();
  expect([
    judgeProvenance(asked(), bare, found()),
    judgeProvenance(asked(), bare, found('upx')),
  ]).toEqual([
    [
      {
        id: 'GS-NOGO',
        severity: 'warning',
        message:
          'there is no Go build info in the file: Go version, settings, modules and commit cannot be checked',
        value: 'no build info',
        fix: 'build it with go build',
      },
    ],
    [
      {
        id: 'GS-NOGO',
        severity: 'warning',
        message:
          'UPX has packed the file, which hides its build info: Go version, settings, modules and commit cannot be checked',
        value: 'UPX!',
        fix: 'ship the file as Go links it, without UPX',
      },
    ],
  ]);
});
