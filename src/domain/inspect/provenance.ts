/** Which Go built the program, and from which commit? */

import type { GoInfo } from '../binary/facts.ts';
import { parseInstalledWord, releaseName } from '../setup/go-version.ts';
import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';
import type { Found } from './wanted.ts';

export function judgeProvenance(asked: Asked, program: Program, found: Found): readonly Finding[] {
  const { go } = program;
  if (go !== undefined) return [...judgeVersion(asked, go), ...judgeCommit(asked, go)];
  const packed = found.get('upx') === true;
  return [
    createFinding('GS-NOGO', 'warning', {
      message: packed
        ? 'UPX has packed the file, which hides its build info: Go version, settings, modules and commit cannot be checked'
        : 'there is no Go build info in the file: Go version, settings, modules and commit cannot be checked',
      value: packed ? 'UPX!' : 'no build info',
      fix: packed ? 'ship the file as Go links it, without UPX' : 'build it with go build',
    }),
  ];
}

function judgeVersion({ goVersion }: Asked, go: GoInfo): readonly Finding[] {
  const built = parseInstalledWord(go.version);
  const wanted = releaseName(goVersion) ?? goVersion;
  if (built === undefined ? go.version.includes(goVersion) : built === wanted) return [];
  return [
    createFinding('GS-GOVER', 'warning', {
      message: `Go ${goVersion} was set up, but the program was built by ${go.version}`,
      value: go.version,
      fix: 'remove GOTOOLCHAIN from the environment, or raise go-version to the one that go.mod asks for',
    }),
  ];
}

function judgeCommit({ commit }: Asked, { settings, main }: GoInfo): readonly Finding[] {
  if (commit === undefined || settings.size === 0) return [];
  const stamped = settings.get('vcs.revision');
  if (stamped === undefined) return [noStamp()];
  if (stamped !== commit.hash) return [otherCommit(commit.hash, stamped)];
  const modified = settings.get('vcs.modified') === 'true';
  const dirtyVersion = main?.version.endsWith('+dirty') === true;
  if (!modified && !dirtyVersion) return [];
  return [
    createFinding('GS-DIRTY', 'warning', {
      message: commit.dirty
        ? 'it was built from changes that are not committed'
        : 'it was built from a changed working tree, though the tree was clean before the build',
      value: modified ? 'vcs.modified=true' : `version ${main?.version ?? ''}`,
      fix: commit.dirty
        ? 'commit the changes, or leave files that a step makes to .gitignore'
        : 'let nothing write into the repository while it builds, or leave such files to .gitignore',
    }),
  ];
}

function noStamp(): Finding {
  return createFinding('GS-DIRTY', 'warning', {
    message: 'the program does not say which commit it was built from',
    value: 'no vcs.revision',
    fix: 'remove -buildvcs=false from flags, from GOFLAGS and from `go env -w`',
  });
}

function otherCommit(hash: string, stamped: string): Finding {
  return createFinding('GS-DIRTY', 'warning', {
    message: `it was built from commit ${stamped}, but ${hash} is checked out`,
    value: `vcs.revision=${stamped}`,
    fix: 'build what is checked out: look for a second repository inside the first',
  });
}
