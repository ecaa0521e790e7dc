/** May a program start in that folder of a host, and under which limits? The lines of the probe that ask. */

/** Mount points are escaped in /proc/mounts (`\040` for a blank); the last of equal ones counts. */
export const probePlace = `
  probe_folder() {
    case $1 in /*) ;; *) return 0 ;; esac
    at=$1
    while [ -n "$at" ] && [ ! -d "$at" ]; do at=\${at%/*}; done
    at=$(cd "\${at:-/}" && pwd -P)
    [ -n "$at" ] || return 0
    tell folder "$at"
    left folder.free $limit df -P -k "$at"
    if [ "$system" = Linux ]; then
      left folder.inodes $limit df -P -i "$at"
      probe_mount
    else
      probe_mounted
    fi
  }
  left() {
    key=$1
    shift
    "$@" | {
      read -r line
      read -r name all used free rest
      case $all$used$free in
        '' | *[!0-9]*) ;;
        *) if [ "$all" -gt 0 ]; then tell "$key" "$free"; fi ;;
      esac
    }
  }
  probe_mount() {
    case $at in *"\t"* | *\\\\*) return 0 ;; esac
    seek=
    rest=$at
    while :; do
      case $rest in
        *' '*) seek=$seek\${rest%%' '*}'\\040' rest=\${rest#*' '} ;;
        *) break ;;
      esac
    done
    seek=$seek\${rest%/}/
    best= count=0 emulators=
    [ -r /proc/mounts ] || return 0
    while read -r name point type options rest; do
      count=$((count + 1))
      if [ "$count" -gt 4000 ]; then return 0; fi
      if [ "$type" = binfmt_misc ]; then emulators=$point; fi
      prefix=\${point%/}/
      case $seek in
        "$prefix"*)
          if [ "\${#prefix}" -ge "\${#best}" ]; then best=$prefix kind=$type how=$options; fi
          ;;
      esac
    done </proc/mounts
    if [ -n "$best" ]; then
      tell folder.mount "$best"
      tell folder.type "$kind"
      tell folder.options "$how"
    fi
    probe_emulators "$emulators"
  }
  probe_emulators() {
    [ -n "$1" ] || return 0
    set +f
    for file in "$1"/qemu-* "$1"/rosetta; do
      if first "$file" && [ "$line" = enabled ]; then tell emulator "\${file##*/}"; fi
    done
    set -f
  }
  probe_mounted() {
    point=$($limit df -P -k "$at" | { read -r line; read -r name all used free full rest; printf %s "$rest"; })
    [ -n "$point" ] || return 0
    shape=" on $point (" close=')'
    $limit mount | while IFS= read -r line; do
      case $line in
        *"$shape"*)
          tell folder.mount "$point"
          rest=\${line##*"$shape"}
          tell folder.options "\${rest%"$close"}"
          ;;
      esac
    done
  }
  probe_policy() {
    if first /sys/fs/selinux/enforce; then
      tell selinux "$line"
      if [ -n "$at" ]; then tell folder.label "$(ls -Zd "$at")"; fi
    elif [ -d /sys/fs ]; then
      tell selinux no
    fi
    for file in /run/fapolicyd.pid /run/fapolicyd/fapolicyd.fifo; do
      if [ -e "$file" ]; then tell fapolicyd "$file"; fi
    done
    if [ -r /proc/self/status ]; then
      while read -r name value rest; do
        case $name in
          Seccomp:) tell seccomp "$value" ;;
          NoNewPrivs:) tell privileges.locked "$value" ;;
        esac
      done </proc/self/status
    fi
    for file in /.dockerenv /run/.containerenv; do
      if [ -e "$file" ]; then tell container "$file"; fi
    done
    if first /run/systemd/container; then tell container "$line"; fi
    if first /proc/sys/vm/overcommit_memory; then tell overcommit "$line"; fi
    tell memory.limit "$(ulimit -v)"
    if first /proc/1/comm; then tell init "$line"; fi
    if [ -d /run/systemd/system ]; then tell systemd "$($limit systemctl --version)"; fi
  }`;
