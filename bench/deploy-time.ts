/** What does a deploy cost beyond what it has to wait for, and what is sent where nothing has changed? */

import { whyNoHosts } from '../__tests__/servers/hosts/able.ts';
import { formatBytes } from '../src/domain/quantity.ts';
import { parseKnownHosts } from '../src/domain/remote/known-hosts.ts';
import { table } from '../src/domain/report/markdown.ts';
import type { Bench } from './bench.ts';
import { openDelayedLine } from './delayed-line.ts';
import { type DeployRun, type Deployed, deployNotes, timeOf } from './deployed.ts';
import { type Figure, type Row, formatRuns, limitRow, notMeasured } from './figure.ts';
import { settle } from './sides.ts';

const target = 3000;

export async function measureDeploy(bench: Bench): Promise<Figure> {
  const reason = whyNoHosts();
  if (reason !== undefined) return notMeasured('deploy', reason);
  await using deployed = await deployNotes(bench, 'deploy');
  const runs: DeployRun[] = [];
  for (let run = 1; run <= bench.options.runs; run += 1) {
    const release = deployed.nextRelease();
    await settle(bench);
    runs.push(await deployed.deploy(release));
    bench.say(`deploy ${run} of ${bench.options.runs}`);
  }
  const title = 'deploy of a changed line, beyond trial, gate, soak and upload';
  const unchanged = await deployUnchanged(deployed);
  return {
    rows: [limitRow(title, target, runs.map(ownOf)), unchanged.row],
    details: [detailsOf(runs), unchanged.details].join('\n\n'),
  };
}

const gates = ['try', 'try-gate', 'gate'] as const;

const ownOf = (run: DeployRun): number => run.wall - run.upload.took - timeOf(run, ...gates);

/** What went over the line beside the archive is told too: a plan, its environment, and SSH's own. */
async function deployUnchanged(deployed: Deployed): Promise<{ row: Row; details: string }> {
  const { host } = deployed;
  const release = deployed.nextRelease();
  await deployed.deploy(release);
  await using line = await openDelayedLine({ host: host.address, port: host.port, delay: 0 });
  const name = `[127.0.0.1]:${line.port}`;
  const known = parseKnownHosts(host.knownHosts.replaceAll(`${host.address} `, `${name} `)).hosts;
  const { upload } = await deployed.deploy(release, (way) => ({
    ...way,
    address: { ...way.address, host: '127.0.0.1', port: line.port },
    access: { ...way.access, hostKeys: { kind: 'known', hosts: known } },
  }));
  const all = await line.sent();
  const row = {
    title: 'bytes of an archive that are sent where the server has it',
    ...{ ours: formatBytes(upload.sent), theirs: '', ratio: '', target: '<= 0 B' },
    reached: upload.sent === 0 && all < release.archive.length,
  };
  const details = `A deploy of an archive of ${formatBytes(release.archive.length)} that the server has sends ${formatBytes(all)} in all.`;
  return { row, details };
}

/** Where the time goes: until the job, then from each state to the next, and to the end of the connection. */
function detailsOf(runs: readonly DeployRun[]): string {
  const [first] = runs;
  const states = first?.progress.states.map(({ state }) => state) ?? [];
  const rows = [
    [
      'reading the archive, connection, facts and plan',
      formatRuns(runs.map(({ before }) => before)),
    ],
    ['upload', formatRuns(runs.map(({ upload }) => upload.took))],
    ...states.map((state, at) => [
      at === 0 ? `to ${state}` : `from ${states[at - 1] ?? ''} to ${state}`,
      formatRuns(runs.map((run) => sinceState(run, at))),
    ]),
    ['from there to the end', formatRuns(runs.map(afterStates))],
    ['all of it', formatRuns(runs.map(({ wall }) => wall))],
    ['gates among that', formatRuns(runs.map((run) => timeOf(run, ...gates)))],
  ];
  return table(['Part', '>Time'], [...rows, ...stepRows(runs)]);
}

function sinceState({ progress: { states } }: DeployRun, at: number): number {
  return (states[at]?.at ?? Number.NaN) - (states[at - 1]?.at ?? 0);
}

/** The job's end, and what the runner does before and after it. */
function afterStates({ wall, before, upload, progress }: DeployRun): number {
  return wall - before - upload.took - (progress.states.at(-1)?.at ?? 0);
}

function stepRows(runs: readonly DeployRun[]): string[][] {
  const steps = runs[0]?.progress.took.map(({ step }) => step) ?? [];
  const plain = [...new Set(steps.map(withoutSlot))];
  return plain.map((step) => [
    `step: ${step}`,
    formatRuns(
      runs.map(({ progress }) =>
        progress.took
          .filter((one) => withoutSlot(one.step) === step)
          .reduce((sum, { ms }) => sum + ms, 0),
      ),
    ),
  ]);
}

const withoutSlot = (step: string): string => step.replace(/@(?:blue|green)\.service/, '');
