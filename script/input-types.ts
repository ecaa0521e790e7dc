/** How is the value of an input written? In one word, for the tables of the documents. */

const names: Readonly<Record<string, string>> = {
  list: 'cache-dependency-path main targets tags formats include must-run-on persist write-paths port-env',
  lines: 'deploy-hosts deploy-on known-hosts service-args survive-write survive-read',
  duration:
    'probe-interval probe-timeout probe-deadline soak connect-timeout confirm-lease lock-wait',
  size: 'memory-max cpu-quota',
  'number or word': 'batch parallelism',
  number: 'probe-successes retention-days connect-attempts service-port keep-releases max-jobs',
  path: 'working-directory go-version-file output-dir archive deploy-path state-path env-file',
  secret: 'token ssh-key ssh-passphrase',
  environment: 'build-env rehearse-env service-env',
  version: 'go-version version',
  word: 'command architecture name check cgo timestamp inspect service hardening strategy overlap snapshot on-failure run-as',
  template: 'name-template artifact-name',
  address: 'go-download-base-url jump-host environment-url',
  route: 'health-path ready-path live-path',
  command: 'before-switch after-switch',
  'boolean or word': 'rehearse prerelease make-latest',
};

const types = new Map(
  Object.entries(names).flatMap(([type, list]) =>
    list.split(' ').map((name) => [name, type] as const),
  ),
);

export const typedNames: readonly string[] = [...types.keys()];

/** What is not named here is a boolean by its default, else text. */
export function typeOf(name: string, given: string | undefined): string {
  return types.get(name) ?? (given === 'true' || given === 'false' ? 'boolean' : 'text');
}
