/** Does a host let the program run in its folder, and under which limits? */

import { compareDotted } from '../inspect/dotted.ts';
import { createFinding } from '../inspect/finding.ts';
import { standsAlone } from '../inspect/link-class.ts';
import type { Needs } from '../inspect/needs.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

export function compareFolder(_needs: Needs, host: HostFacts): readonly Answer[] {
  if (host.os === 'windows') return [];
  const { path = 'not known', mount = '', options } = host.folder ?? {};
  if (options === undefined) {
    return [unknown('GS-EXEC', 'whether programs may start in that folder is not known', path)];
  }
  if (!options.includes('noexec')) return [];
  return [
    unmet(
      'GS-EXEC',
      { code: 126, text: 'Permission denied' },
      {
        message: 'nothing may be started on the file system of that folder: it is mounted noexec',
        value: `${path} on ${mount}: ${options.join(',')}`,
        fix: `give a folder on another file system, or mount ${mount} without noexec`,
      },
    ),
  ];
}

export function comparePolicy(needs: Needs, host: HostFacts): readonly Answer[] {
  if (host.os !== 'linux') return [];
  return [
    ...compareSelinux(host),
    ...compareAllowList(host),
    ...compareSeccomp(needs, host),
    ...compareMemory(host),
  ];
}

/** Labels that systemd may not start programs of; `mv` keeps them (go-gitea/gitea#36929). */
const heldBack =
  /^(?:user_home_t|user_home_dir_t|admin_home_t|home_root_t|var_lib_t|var_t|(?:user_)?tmp_t|default_t)$/;

function compareSelinux({ selinux, folder }: HostFacts): readonly Answer[] {
  const path = folder?.path ?? 'the folder';
  if (selinux === undefined) {
    return [note('GS-SELINUX', 'whether SELinux is enforced on the host is not known', path)];
  }
  if (selinux !== 'enforcing') return [];
  if (folder?.label === undefined) {
    return [note('GS-SELINUX', 'the SELinux label of the folder is not known', path)];
  }
  if (!heldBack.test(folder.label)) return [];
  // The line is for people to paste, so nothing of a strange path goes into it.
  const shown = /^[\w./-]+$/.test(path) ? path : 'FOLDER';
  const finding = createFinding('GS-SELINUX', 'warning', {
    message: 'systemd may not start programs with the SELinux label of that folder (203/EXEC)',
    value: `${folder.label} on ${path}`,
    fix: `semanage fcontext -a -t bin_t '${shown}(/.*)?' && restorecon -R ${shown}`,
  });
  return [{ finding }];
}

function note(id: 'GS-SELINUX' | 'GS-SECCOMP', message: string, value: string): Answer {
  const { finding } = unknown(id, message, value);
  return { finding };
}

function compareAllowList({ fapolicyd }: HostFacts): readonly Answer[] {
  if (fapolicyd !== true) return [];
  return [
    doubtful('GS-EXEC', {
      message: 'fapolicyd lets only programs start on the host that it has been told of',
      value: 'fapolicyd runs',
      fix: 'trust the folder: `fapolicyd-cli --file add FOLDER && fapolicyd-cli --update`',
    }),
  ];
}

/** docker-library/golang#467, elastic/apm-server#6238: filters that answer clone3 with EPERM. */
function compareSeccomp(needs: Needs, host: HostFacts): readonly Answer[] {
  const { seccomp, container, libc } = host;
  const { link } = needs;
  if (needs.cgo !== true || container === undefined) return [];
  if (link === 'dynamic-musl' || link === 'interp-only') return [];
  const dynamic = !standsAlone(link);
  if (!dynamic && needs.libcInside !== 'glibc') return [];
  if (dynamic && libc?.version !== undefined && compareDotted(libc.version, '2.34') < 0) return [];
  if (seccomp === undefined) {
    return [note('GS-SECCOMP', 'whether a seccomp filter is set there is not known', container)];
  }
  if (seccomp === 0) return [];
  return [
    doubtful('GS-SECCOMP', {
      message:
        'the host is a container with a seccomp filter, and old ones refuse the threads of glibc 2.34 (SIGABRT, exit code 134)',
      value: container,
      fix: 'run Docker 20.10.10 or later on its host, or build with `cgo: off`',
    }),
  ];
}

/** golang/go#38010: address space that is only reserved counts for both. */
function compareMemory({ memoryLimit, overcommit }: HostFacts): readonly Answer[] {
  const seen = [
    ...(typeof memoryLimit === 'number' ? [`ulimit -v ${memoryLimit} KiB`] : []),
    ...(overcommit === 2 ? ['vm.overcommit_memory=2'] : []),
  ];
  if (seen.length === 0) return [];
  return [
    doubtful('GS-MEMORY', {
      message: 'the host counts address space that a Go program reserves and does not use',
      value: seen.join(', '),
      fix: 'limit memory by cgroup (MemoryMax=) instead of address space',
    }),
  ];
}
