/** Why could systemd not even run the service's program, and what mends it? */

import { plainLine, quote } from '../plain-text.ts';
import type { Cause, CauseSetting } from './cause.ts';
import type { ExecStep } from './exec-steps.ts';

interface NotRun {
  readonly step: ExecStep;
  readonly status: number;
  /** Lines of systemd. */
  readonly systemd: readonly string[];
  readonly setting: CauseSetting;
}

/** systemd writes errors in the C library's words, under LANG=C as it runs. */
const problems = {
  missing: 'No such file or directory',
  denied: /^(?:Permission denied|Operation not permitted)$/,
  format: 'Exec format error',
} as const;

export function explainNotRun(asked: NotRun): Cause {
  const { step, status, systemd } = asked;
  const [, program, problem] =
    systemd
      .map((line) => /^Failed at step \S+ spawning (.*): (.+?)$/.exec(line))
      .findLast(Boolean) ?? [];
  const found = { program, problem };
  const isTold = problem !== undefined || step.name === 'USER' || step.name === 'GROUP';
  const known = isTold ? explainers[step.name]?.(asked, found) : undefined;
  const why = problem === undefined ? '' : `, ${plainLine(problem)}`;
  const code = `(${status}/${step.name}${why})`;
  if (known === undefined) {
    const sentence = `the service could not be started: systemd could not ${step.doing} ${code}`;
    return { id: 'bad-unit', sentence, fix: [`see: journalctl -u ${asked.setting.unit} -n 50`] };
  }
  return { ...known, sentence: `the service could not be started: ${known.sentence} ${code}` };
}

interface Found {
  readonly program: string | undefined;
  readonly problem: string | undefined;
}

type Explain = (asked: NotRun, found: Found) => Cause | undefined;

const explainers: Readonly<Record<string, Explain>> = {
  EXEC: explainExec,
  CHDIR: explainFolder,
  USER: (asked) => explainUser(asked, 'user'),
  GROUP: (asked) => explainUser(asked, 'group'),
  NAMESPACE: explainNamespace,
};

function explainExec({ systemd }: NotRun, { program, problem = '' }: Found): Cause {
  const file = program === undefined ? 'the program' : quote(program);
  // systemd looks for the file first: what is missing later is the loader, or a script's interpreter.
  const isFound = !systemd.some((line) => /^(?:Failed|Unable) to locate executable /.test(line));
  if (problem === problems.format) {
    return {
      id: 'cannot-run',
      sentence: `${file} is built for another processor than the server's, or is no program`,
      fix: ["add the server's platform to targets: uname -m tells it, as aarch64 for linux/arm64"],
    };
  }
  if (problem === problems.missing && isFound) {
    return {
      id: 'loader',
      sentence: `${file} is there, but the loader or interpreter that it names is not`,
      fix: [
        'cgo: off, where nothing needs it: a static program names no loader',
        'or build it against the C library of the server: Alpine has musl, Debian and Ubuntu have glibc',
      ],
    };
  }
  if (problem === problems.missing) {
    return {
      id: 'cannot-run',
      sentence: `${file} is not there`,
      fix: ['deploy it again; somebody removed it after it was unpacked and checked'],
    };
  }
  const where = program?.replace(/\/slots\/.*/, '') ?? '/opt';
  return {
    id: 'cannot-run',
    sentence: `${file} may not be executed: it lies on a file system mounted noexec, or where the service may not go`,
    fix: [
      `look at the mount options: findmnt -no OPTIONS -T ${plainLine(where)}; where they say noexec, set deploy-path elsewhere`,
      'look whether SELinux or AppArmor forbids it: journalctl -k -g denied',
    ],
  };
}

function explainFolder({ setting }: NotRun, { problem = '' }: Found): Cause {
  const { statePath, user } = setting;
  const folder =
    statePath === undefined ? 'its working directory' : `its working directory, ${statePath},`;
  const who = user === undefined ? 'its user' : user;
  const at = statePath ?? 'it';
  if (problem === problems.missing) {
    return {
      id: 'working-directory',
      sentence: `${folder} is not there`,
      fix: [`look what became of the data in ${at}: nothing of gin-ship removes it but purge`],
    };
  }
  return {
    id: 'working-directory',
    sentence: `${who} cannot enter ${folder.replace(/,$/, '')}`,
    fix: [`let ${who} enter ${at} and all folders above it: namei -l ${at} shows their modes`],
  };
}

function explainUser({ setting }: NotRun, kind: 'user' | 'group'): Cause {
  const { user } = setting;
  const named = user === undefined ? `its ${kind}` : `the ${kind} ${user}`;
  return {
    id: 'user',
    sentence: `${named} is not known on the server`,
    fix: [
      `look: getent ${kind === 'user' ? 'passwd' : 'group'} ${user ?? 'NAME'}`,
      'run-as: a user that is there, or leave it out: the service then gets one of its own',
    ],
  };
}

function explainNamespace({ systemd, setting }: NotRun, { problem = '' }: Found): Cause {
  const told = systemd.map((line) => /mount namespacing: (\/.*): [^:]+$/.exec(line)?.[1]);
  const path = told.findLast((found) => found !== undefined);
  const shown = path?.replace(/^\/run\/systemd\/unit-root(?=\/)/, '');
  if (problems.denied.test(problem)) {
    return {
      id: 'namespace',
      sentence: 'the server does not let systemd make a mount namespace',
      fix: [
        'where the server is a container itself, allow it to nest: features nesting=1 in Proxmox, security.nesting in LXD',
      ],
    };
  }
  const which = shown === undefined ? 'a path' : quote(shown);
  const missing =
    problem === problems.missing || problem === '' ? 'is not there' : 'cannot be used';
  return {
    id: 'namespace',
    sentence: `${which} of its unit ${missing}`,
    fix: [
      'make the folder on the server, or take it out of write-paths or persist',
      `see which lines name it: systemctl cat ${setting.unit}`,
    ],
  };
}
