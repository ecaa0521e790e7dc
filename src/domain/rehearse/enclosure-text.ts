/** Which shell texts make an enclosure and start a service in it? Constant: values come as arguments or lines. */

const path = 'PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';

/**
 * `$1` the mount namespace outside, `$2` the program mount, `$3` our folder, then steps of three
 * arguments each, then `run` and the command. Sources are named from our folder, which stays reachable
 * as working directory when a step covers the place it lies in; so mount must not canonicalize them.
 */
export const mountText = `
  set -eu
  ${path}
  export PATH
  own=$(readlink /proc/self/ns/mnt)
  if [ -z "$own" ] || [ "$own" = "$1" ]; then
    echo 'the mount namespace is not a new one' >&2
    exit 70
  fi
  mount=$2
  cd -- "$3"
  shift 3
  while [ "$1" != run ]; do
    case $1 in
      overlay) "$mount" -t overlay -o "ro,lowerdir=$2:$3" overlay "$3" ;;
      bind) "$mount" -c --bind -- "$2" "$3" ;;
      bind-if-there) "$mount" -c --bind -- "$2" "$3" 2>/dev/null || : ;;
      lock) "$mount" -o "remount,bind,\${2:+$2,}ro" -- "$3" ;;
      lock-if-possible) "$mount" -o "remount,bind,\${2:+$2,}ro" -- "$3" 2>/dev/null || : ;;
      memory) "$mount" -t tmpfs -o "$2" tmpfs "$3" ;;
      memory-if-there) "$mount" -t tmpfs -o "$2" tmpfs "$3" 2>/dev/null || : ;;
      folder) mkdir -p -- "$3" ;;
      *) echo 'no such step' >&2; exit 70 ;;
    esac
    shift 3
  done
  shift
  exec "$@"`;

/**
 * `$1` the working directory, then the program and its arguments. Prints its pid, which stays that of
 * the program; then reads the environment, so that it is in no argument, no file and no other program's
 * environment; without the line `go` nothing starts.
 */
export const startText = `
  cd -- "$1" || exit 70
  shift
  umask 022
  ulimit -c 0
  echo "$$"
  unset PWD OLDPWD SHLVL
  gin_ship_newline=$(printf '\\n.')
  gin_ship_newline=\${gin_ship_newline%.}
  while
    IFS= read -r gin_ship_count || exit 71
    [ "$gin_ship_count" != go ]
  do
    IFS= read -r gin_ship_entry || exit 71
    while [ "$gin_ship_count" -gt 1 ]; do
      IFS= read -r gin_ship_line || exit 71
      gin_ship_entry="$gin_ship_entry$gin_ship_newline$gin_ship_line"
      gin_ship_count=$((gin_ship_count - 1))
    done
    export "$gin_ship_entry"
  done
  unset gin_ship_count gin_ship_entry gin_ship_line gin_ship_newline
  exec "$@" </dev/null 2>&1`;

/** `$1` the state, `$2` the release, `$3` the folder for temporary files. */
export const probeText = `
  set -u
  ${path}
  export PATH
  cd -- "$1" || exit 70
  for folder in "$1" "$3"; do
    if ! true >"$folder/.gin-ship"; then
      echo "$folder cannot be written" >&2
      exit 70
    fi
    rm -f -- "$folder/.gin-ship"
  done
  if true 2>/dev/null >"$2/.gin-ship"; then
    rm -f -- "$2/.gin-ship"
    echo "$2 can be written" >&2
    exit 70
  fi
  true`;

/** The environment as `startText` reads it: the number of lines of each variable, then its lines. */
export function formatEnvironment(env: Readonly<Record<string, string | undefined>>): string {
  const entries = Object.entries(env).flatMap(([name, value]) => {
    const entry = `${name}=${value ?? ''}`;
    return value === undefined ? [] : [`${entry.split('\n').length}\n${entry}\n`];
  });
  return `${entries.join('')}go\n`;
}

/** What a shell cannot export, or no system can pass on; absent where all can be. */
export function unfitVariable(
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return Object.entries(env).find(
    ([name, value]) => !/^[A-Za-z_]\w*$/.test(name) || value?.includes('\0') === true,
  )?.[0];
}
