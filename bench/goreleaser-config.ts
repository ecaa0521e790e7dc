/** What does goreleaser have to be told to do the same work: targets, flags, stamps, formats, contents? */

export interface ConfigFacts {
  readonly name: string;
  /** `linux/arm/v7`. */
  readonly targets: readonly string[];
  /** Files and folders to pack beside the program. */
  readonly files: readonly string[];
}

/** `.goreleaser.yaml`, as JSON, which is YAML too. No hooks: modules are there. */
export function goreleaserConfig({ name, targets, files }: ConfigFacts): string {
  const stamps = [
    '-X main.version={{.Version}}',
    '-X main.commit={{.FullCommit}}',
    '-X main.date={{.CommitDate}}',
  ];
  const config = {
    version: 2,
    project_name: name,
    builds: [
      {
        main: '.',
        binary: name,
        env: ['CGO_ENABLED=0'],
        flags: ['-trimpath'],
        ldflags: [`${stamps.join(' ')} -s -w`],
        targets: targets.map(targetWord),
      },
    ],
    archives: [
      {
        formats: ['tar.gz'],
        format_overrides: [{ goos: 'windows', formats: ['zip'] }],
        files,
      },
    ],
    checksum: { name_template: 'SHA256SUMS', algorithm: 'sha256' },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** `linux/arm/v7` is `linux_arm_7` there; other variants keep their `v`. */
function targetWord(target: string): string {
  return target.replace('/arm/v', '/arm/').replaceAll('/', '_');
}
