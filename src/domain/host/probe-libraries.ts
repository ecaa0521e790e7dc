/** Which loaders and libraries are on a host, and where? The lines of the probe that ask. */

/**
 * Glibc looks in its cache, then in its own folders; musl in /etc/ld-musl-ARCH.path, else in three.
 * `ldconfig` is asked only where glibc's cache is: Alpine's is a script that makes links.
 */
export const probeLibraries = `
  probe_loader() {
    tell "loader.$1" "$2"
    if [ -f "$2" ] && [ -x "$2" ]; then
      tell "loader.$1.at" "$(described "$2")"
    else
      tell "loader.$1.at" no
    fi
  }
  described() {
    kind=$(ident "$1")
    printf '%s %s' "\${kind:--}" "$1"
  }
  cached() {
    for name; do
      shift
      set -- "$@" -e "\t$name ("
    done
    $limit ldconfig -p | grep -F "$@"
  }
  placed() {
    key=$1 found=$2 where=$3
    shift 3
    number=0
    for name; do
      number=$((number + 1))
      if [ "$name" = "$found" ] && [ -f "$where" ]; then
        tell "library.$number.$key" "$(described "$where")"
      fi
    done
  }
  sought() {
    key=$1 places=$2 had=$3
    shift 3
    count=0
    for wanted; do
      count=$((count + 1))
      case $had in *"library.$count.$key="*) continue ;; esac
      for place in $places; do
        if [ -f "$place/$wanted" ]; then placed "$key" "$wanted" "$place/$wanted" "$@"; fi
      done
    done
  }
  listed() {
    set -f
    for list; do
      [ -f "$list" ] || continue
      while IFS= read -r line || [ -n "$line" ]; do
        blanks=$IFS IFS=":$IFS"
        for place in $line; do
          case $place in /*) printf '%s ' "$place" ;; esac
        done
        IFS=$blanks
      done <"$list"
    done
  }
  probe_libraries() {
    [ $# -gt 0 ] || return 0
    number=0
    for name; do
      number=$((number + 1))
      tell "library.$number" "$name"
    done
    had= usual=
    set +f
    for place in /lib64 /usr/lib64 /lib /usr/lib /lib/*-linux-* /usr/lib/*-linux-*; do
      if [ -d "$place" ] && [ ! -h "$place" ]; then usual="$usual $place"; fi
    done
    if [ -r /etc/ld.so.cache ] && has ldconfig && has grep; then
      set -f
      had=$(cached "$@" | while read -r name rest; do placed at "$name" "\${rest##*=> }" "$@"; done)
      if [ -n "$had" ]; then printf '%s\\n' "$had"; fi
    else
      usual="$usual $(listed /etc/ld.so.conf /etc/ld.so.conf.d/*.conf)"
      set -f
    fi
    sought at "$usual" "$had" "$@"
    tell libraries.at sought
    set +f
    for musl in /lib/ld-musl-*.so.1; do
      [ -f "$musl" ] || continue
      places=$(listed /etc/ld-musl-*.path)
      set -f
      sought musl "\${places:-/lib /usr/local/lib /usr/lib}" '' "$@"
      tell libraries.musl sought
      break
    done
    set -f
  }`;
