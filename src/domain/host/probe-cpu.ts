/** What can the processor of a host do? The lines of the probe that ask. */

/**
 * /proc/cpuinfo, else what glibc's own loader says of x86-64's levels (2.33 and later). Its
 * `--list-diagnostics` is never asked: it prints the environment.
 */
export const probeCpu = `
  probe_cpu() {
    had= number=0
    if [ -r /proc/cpuinfo ]; then
      while [ "$number" -lt 100 ] && IFS= read -r line; do
        number=$((number + 1))
        case $line in
          [Ff]lags* | [Ff]eatures*) had=1; tell cpu.flags "\${line#*:}" ;;
          "model name"* | "cpu model"* | "cpu\t"*) tell cpu.model "\${line#*:}" ;;
          isa*) had=1; tell cpu.isa "\${line#*:}" ;;
          '') if [ -n "$had" ]; then break; fi ;;
        esac
      done </proc/cpuinfo
    fi
    if [ -n "$had" ] || [ "$machine" != x86_64 ]; then return 0; fi
    for loader in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-x86-64.so.2; do
      [ -x "$loader" ] || continue
      $limit "$loader" --help | while read -r level state; do
        case $level$state in
          x86-64-v[2-4]"(supported"*) tell cpu.level "$level" ;;
        esac
      done
      return 0
    done
  }`;
