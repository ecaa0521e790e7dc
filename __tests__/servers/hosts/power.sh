#!/bin/sh
# Holds one host while it has power: its disk, its network, its system. Starts in namespaces of its own (mount, net), so nothing is left when
# it ends. Standard input is the mains: when that ends, so does the host, at once. Prints the number of the process that runs the system.
set -eu
image=$1 root=$2 seed=$3 name=$4 switch=$5 cable=$6 ip=$7 mac=$8 outside_ip=$9
shift 9
outside_mac=$1 plugged=$2
exec 3<&0 </dev/null

# Two mounts of one disk would destroy it, and the kernel may still be closing the last one.
tries=0
while [ -n "$(losetup -j "$image")" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 200 ]; then
    echo "$image is still mounted" >&2
    exit 1
  fi
  sleep 0.05
done
mount -o loop "$image" "$root"

# nspawn notes there what it runs, and would leave it.
mkdir -p /run/systemd/nspawn
mount -t tmpfs tmpfs /run/systemd/nspawn

# The neighbours know each other for good, as if a router stood between: who is gone is silent, not "unreachable".
ip link set lo up
nsenter --target "$switch" --net ip link delete "$cable" 2>/dev/null || :
ip link add eth0 address "$mac" type veth peer name "$cable" netns "$switch"
nsenter --target "$switch" --net ip link set "$cable" master lan "$plugged"
ip address add "$ip/24" dev eth0
ip link set eth0 up
ip neighbor replace "$outside_ip" lladdr "$outside_mac" nud permanent dev eth0

if [ -d "$seed" ]; then
  cp -r "$seed/." "$root/"
  chroot "$root" sh -eu /first-boot.sh
  rm -r "$root/first-boot.sh" "$seed"
fi

# /tmp is on the disk, where Debian has it, unless the system itself says otherwise.
export SYSTEMD_NSPAWN_TMPFS_TMP=0

# Under systemd it gets a scope of its own; elsewhere there is nobody to ask for one.
keep=
[ -d /run/systemd/system ] || keep=--keep-unit

# Hosts that share a cgroup take each other's services for their own.
hierarchies=
if [ -n "$keep" ]; then
  for tree in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -w "$tree/cgroup.procs" ] || continue
    mkdir -p "$tree/$name" && echo $$ >"$tree/$name/cgroup.procs" && hierarchies="$hierarchies $tree"
  done
fi
systemd-nspawn --directory="$root" --boot --machine="$name" --register=no $keep --network-namespace-path="/proc/$$/ns/net" \
  --capability=CAP_NET_ADMIN --resolv-conf=off --timezone=off --link-journal=no --console=read-only >&2 3<&- &
system=$!
for tree in $hierarchies; do echo $$ >"$tree/cgroup.procs"; done
echo "$system"

# Killing nspawn leaves the system alive, so its first process is killed, and nspawn then ends by itself.
{
  read -r _ <&3 || :
  while kill -0 "$system"; do
    xargs -r kill -KILL <"/proc/$system/task/$system/children" || :
    sleep 0.05
  done
} >/dev/null 2>&1 &
mains=$!
exec 3<&-
code=0
wait "$system" || code=$?
kill "$mains" 2>/dev/null || :
for tree in $hierarchies; do
  find "$tree/$name" -depth -type d -exec rmdir {} + 2>/dev/null || :
done
exit "$code"
