/** What is asked of a host that has a POSIX shell, and how? */

import type { Needs } from '../inspect/needs.ts';
import { probeCpu } from './probe-cpu.ts';
import { probeLibraries } from './probe-libraries.ts';
import { probePlace } from './probe-place.ts';
import { probeSystem } from './probe-system.ts';

/** The lines around an answer: one without the last was cut off. */
export const firstLine = 'gin-ship host 1 begins';
export const lastLine = 'gin-ship host 1 ends';

/**
 * Goes to the standard input of `sh -s -- ARGUMENT…` (`probeArguments`). It is the same text for
 * every host, reads only, writes nothing, and runs only once it has arrived whole. Each answer is a
 * line `key=value`, at most 4,000 characters of it; what could not be found out has no line.
 */
export const probeScript = `
  first() {
    line=
    [ -r "$1" ] && IFS= read -r line <"$1"
    [ -n "$line" ]
  }
  has() {
    [ -n "$(command -v "$1")" ]
  }
  tell() {
    told=$2
    if [ "\${#told}" -gt 4000 ]; then told=$(printf '%.4000s' "$told"); fi
    told=\${told%%"$nl"*}
    while :; do
      case $told in
        *[[:cntrl:]]*) told="\${told%%[[:cntrl:]]*} \${told#*[[:cntrl:]]}" ;;
        *) break ;;
      esac
    done
    if [ -n "$told" ]; then printf '%s=%s\\n' "$1" "$told"; fi
  }
  ident() {
    [ -f "$1" ] || return 0
    printf %s $(od -A n -t x1 -N 20 "$1")
  }
  ${[probeSystem, probeCpu, probeLibraries, probePlace].join('\n').trim()}
  probe_asked() {
    [ $# -gt 0 ] || return 0
    shift
    asked=0
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
      asked=$((asked + 1))
      probe_loader "$asked" "$1"
      shift
    done
    [ $# -gt 0 ] || return 0
    shift
    probe_libraries "$@"
  }
  probe_host() {
    set -f
    LC_ALL=C CDPATH= system= machine= at= limit=
    PATH=\${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    export LC_ALL PATH
    nl=$(printf '\\nx')
    nl=\${nl%x}
    IFS=" \t$nl"
    if timeout 1 true; then limit='timeout 2'; fi
    printf '%s\\n' '${firstLine}'
    probe_kernel
    probe_userland
    probe_data
    case $system in
      Linux)
        probe_release
        probe_libc
        probe_cpu
        probe_asked "$@"
        ;;
      Darwin) probe_macos ;;
      FreeBSD) probe_freebsd ;;
    esac
    probe_folder "$1"
    probe_policy
    printf '%s\\n' '${lastLine}'
  }
  {
    if [ -c /dev/null ]; then
      probe_host "$@" </dev/null 2>/dev/null
    else
      probe_host "$@" <&- 2>&-
    fi
  }\n`;

/** More than a program of any kind names; what is beyond stays unknown. */
const mostLoaders = 16;
const mostLibraries = 128;

/**
 * What varies from host to host, as arguments: the folder that the release goes to, the loaders, `--`,
 * the libraries. Names that no file system would have are left out, so they stay unknown.
 */
export function probeArguments(folder: string, needs: readonly Needs[]): readonly string[] {
  const elf = needs.filter(({ format }) => format === 'elf');
  const loaders = elf.flatMap(({ interpreter }) => interpreter ?? []);
  const libraries = elf.flatMap((each) => each.libraries);
  return [
    folder,
    ...unique(loaders.filter((path) => /^\/[\x21-\x7e]{1,255}$/.test(path))).slice(0, mostLoaders),
    '--',
    ...unique(libraries.filter((name) => /^[\x21-.0-\x7e]{1,255}$/.test(name))).slice(
      0,
      mostLibraries,
    ),
  ];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
