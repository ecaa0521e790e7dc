/** What can a rehearsal not prove on this system? */

/** One phrase each, for the list "not proven here"; empty on Linux. `os` is a GOOS. */
export function notProvenOn(os: string): readonly string[] {
  if (os === 'linux') return [];
  const everywhere = [
    'that the release is read-only for it: no mount namespaces, so writes are found by comparison',
    'that a write is on the disk before its answer: no strace',
  ];
  if (os !== 'windows') return everywhere;
  return [
    'an end by SIGTERM and the request in flight: Windows has no such signal, the program is ended',
    ...everywhere,
  ];
}
