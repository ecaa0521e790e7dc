/** Which system, userland, C library and data does a host have? The lines of the probe that ask. */

/** `sysctl`'s names machdep.cpu and hw.optional are of macOS. */
export const probeSystem = `
  probe_kernel() {
    set -- $(uname -s -r -m)
    system=$1 machine=$3
    if [ -z "$system" ]; then
      first /proc/sys/kernel/ostype && system=$line
      first /proc/sys/kernel/arch && machine=$line
      first /proc/sys/kernel/osrelease && set -- "$system" "$line"
    fi
    tell system "$system"
    tell kernel "$2"
    tell machine "$machine"
  }
  mapped() {
    while read -r name size unit; do
      if [ "$name" = KernelPageSize: ]; then printf '%s %s' "$size" "$unit"; return 0; fi
    done </proc/self/smaps
  }
  probe_userland() {
    tell bits "$(getconf LONG_BIT)"
    page=$(getconf PAGESIZE || sysctl -n hw.pagesize)
    if [ -z "$page" ] && [ -r /proc/self/smaps ]; then page=$(mapped); fi
    tell page "$page"
    tell user "$(id)"
    shell=$(ident "/proc/$$/exe")
    tell userland "\${shell:-$(ident /bin/sh)}"
  }
  probe_release() {
    for release in /etc/os-release /usr/lib/os-release; do
      [ -r "$release" ] || continue
      while IFS= read -r line || [ -n "$line" ]; do
        case $line in
          ID=*) tell release.id "\${line#*=}" ;;
          VERSION_ID=*) tell release.version "\${line#*=}" ;;
          ID_LIKE=*) tell release.like "\${line#*=}" ;;
          PRETTY_NAME=*) tell release.name "\${line#*=}" ;;
        esac
      done <"$release"
      return 0
    done
    first /etc/redhat-release && tell release.name "$line"
  }
  probe_libc() {
    said=$(getconf GNU_LIBC_VERSION)
    if [ -z "$said" ] && has ldd; then
      said=$($limit ldd --version 2>&1)
      rest=\${said#*"$nl"}
      said=\${said%%"$nl"*}' '\${rest%%"$nl"*}
    fi
    tell libc "$said"
    set +f
    for found in /lib/ld-musl-*.so.1 /lib*/ld-linux*.so.[0-9] /lib*/ld64.so.[0-9] /lib/ld.so.1; do
      if [ -f "$found" ]; then tell libc.loader "$found"; fi
    done
    for found in /lib*/libc-2.*.so /lib/*/libc-2.*.so; do
      if [ -f "$found" ]; then tell libc.file "$found"; fi
    done
    set -f
  }
  probe_data() {
    zones=no
    for folder in /usr/share/zoneinfo /usr/share/lib/zoneinfo /usr/lib/locale/TZ /etc/zoneinfo; do
      if [ -f "$folder/Europe/London" ]; then zones=$folder; fi
    done
    tell zones "$zones"
    roots=no
    set +f
    for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \\
      /etc/ssl/ca-bundle.pem /etc/pki/tls/cacert.pem /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem \\
      /etc/ssl/cert.pem /usr/local/etc/ssl/cert.pem /usr/local/share/certs/ca-root-nss.crt \\
      /etc/openssl/certs/ca-certificates.crt /etc/ssl/certs/*.pem /etc/ssl/certs/*.0 \\
      /etc/pki/tls/certs/*.pem; do
      if [ -s "$file" ]; then roots=$file; break; fi
    done
    set -f
    tell roots "$roots"
  }
  probe_macos() {
    tell macos "$(sw_vers -productVersion)"
    tell translated "$(sysctl -n sysctl.proc_translated)"
    tell arm64 "$(sysctl -n hw.optional.arm64)"
    rosetta=no
    if [ -e /Library/Apple/usr/libexec/oah/libRosettaRuntime ]; then rosetta=yes; fi
    tell rosetta "$rosetta"
    flags=
    for name in features leaf7_features extfeatures; do
      flags="$flags $(sysctl -n "machdep.cpu.$name")"
    done
    case $flags in *[!\\ ]*) tell cpu.macos "$flags" ;; esac
  }
  probe_freebsd() {
    said=$(freebsd-version -k -u)
    tell freebsd.kernel "\${said%%"$nl"*}"
    tell freebsd "\${said##*"$nl"}"
    tell processor "$(uname -p)"
  }`;
