/** What is mounted where, and with which flags? As /proc/PID/mountinfo tells it. */

export interface Mount {
  readonly path: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** proc_pid_mountinfo(5); blanks, tabs, line ends and backslashes in paths are octal. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [mount = '', system = ''] = line.split(' - ');
    const [, , , , path, options] = mount.split(' ');
    const [type] = system.split(' ');
    if (path === undefined || options === undefined || !type) return [];
    return [{ path: unescape(path), type, options: options.split(',') }];
  });
}

function unescape(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** Flags that a remount has to name again: in a user namespace the kernel refuses to drop them. */
const kept = new Set('nosuid nodev noexec noatime nodiratime relatime strictatime'.split(' '));

/** The flags to keep of the mount that a path lies on, joined by commas; empty for none. */
export function flagsAt(mounts: readonly Mount[], path: string): string {
  const over = mounts.filter((mount) => isWithin(path, mount.path));
  const longest = Math.max(...over.map((mount) => mount.path.length));
  return keptFlags(over.findLast((mount) => mount.path.length === longest));
}

function keptFlags(mount: Mount | undefined): string {
  return (mount?.options ?? []).filter((option) => kept.has(option)).join(',');
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** File systems that are no storage: of the kernel, or the runner's devices. */
const unreal =
  /^(?:proc|sysfs|devtmpfs|devpts|cgroup2?|mqueue|hugetlbfs|tracefs|debugfs|securityfs|pstore|bpf|configfs|fusectl|binfmt_misc|autofs|rpc_pipefs|nsfs|efivarfs|squashfs|selinuxfs|iso9660)$/;

const ofTheKernel = ['/dev', '/proc', '/sys'];

/** The mounts that can be written and are to be read-only inside, each once, with the flags to keep. */
export function writableMounts(
  mounts: readonly Mount[],
  covered: readonly string[],
): readonly { readonly path: string; readonly flags: string }[] {
  const last = new Map(mounts.map((mount) => [mount.path, mount]));
  return [...last.values()]
    .filter(({ type, options }) => !unreal.test(type) && options.includes('rw'))
    .filter(({ path }) => ![...ofTheKernel, ...covered].some((folder) => isWithin(path, folder)))
    .slice(0, 64)
    .map((mount) => ({ path: mount.path, flags: keptFlags(mount) }));
}
