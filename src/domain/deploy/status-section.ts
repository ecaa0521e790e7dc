/** What does the job summary show of a status, and what goes into the output `hosts`? */

import { plainLine, shorten } from '../plain-text.ts';
import { escapeMarkdown, table } from '../report/markdown.ts';
import type { ServerFacts } from './facts.ts';
import { decideHostState, hostConcerns, servingUnit } from './host-state.ts';
import { findDrift } from './drift.ts';
import { runningDeploy } from './running.ts';
import { originOf, recordLine } from './status-lines.ts';

export interface HostLook {
  readonly server: string;
  /** What was found, or why it could not be asked: one line. */
  readonly found: { readonly facts: ServerFacts } | { readonly problem: string };
}

export interface StatusReport {
  readonly name: string;
  readonly hosts: readonly HostLook[];
  /** How the servers differ; absent where they do not. */
  readonly difference?: string;
}

/** Characters of a cell or an item, and records of a server. */
const most = { cell: 80, item: 400, records: 10 };

/** Markdown. */
export function statusSection({ name, hosts, difference }: StatusReport): string {
  const head = ['Server', 'State', 'Deploy', 'Version', 'Since', 'From'];
  const items = [
    ...(difference === undefined ? [] : [difference]),
    ...hosts.flatMap(({ server, found }) =>
      ('problem' in found ? [found.problem] : hostConcerns(found.facts, name)).map(
        (line) => `${server}: ${line}`,
      ),
    ),
  ];
  const parts = [
    table(
      head,
      hosts.map((host) => row(host, name)),
    ),
    items.map((line) => `- ${cell(line, most.item)}`).join('\n'),
    ...hosts.map(records),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function row({ server, found }: HostLook, name: string): readonly string[] {
  if ('problem' in found) return [cell(server), '**not asked**', '', '', '', ''];
  const { facts } = found;
  const state = decideHostState(facts, name);
  const running = runningDeploy(facts.app);
  const calm = state === 'running' || state === 'not-installed' || state === 'nothing';
  const shown = calm ? state : `**${state}**`;
  if (typeof running === 'string') return [cell(server), shown, '', '', '', ''];
  const since = state === 'running' ? (servingUnit(facts, name)?.since ?? '') : '';
  const { deploy, version = '' } = running;
  return [cell(server), shown, deploy, cell(version), cell(since), cell(originOf(running), 200)];
}

function records({ server, found }: HostLook): string {
  if ('problem' in found || found.facts.app.records.length === 0) return '';
  const lines = found.facts.app.records
    .slice(0, most.records)
    .map((record) => `- ${cell(recordLine(record), most.item)}`);
  return `<details><summary>${cell(server)}: deploys</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function cell(text: string, length = most.cell): string {
  return escapeMarkdown(shorten(plainLine(text), length));
}

/** JSON on one line; a key that is absent is not known or there is none. */
export function statusHosts({ name, hosts }: StatusReport): string {
  return JSON.stringify(hosts.map((host) => hostObject(host, name)));
}

function hostObject({ server: host, found }: HostLook, name: string): object {
  if ('problem' in found) return { host, outcome: 'not-asked', reason: found.problem };
  const { facts } = found;
  const outcome = decideHostState(facts, name);
  const running = runningDeploy(facts.app);
  const drift = findDrift(facts, name);
  const changed = drift.length === 0 ? {} : { drift };
  if (typeof running === 'string') return { host, outcome, ...changed };
  const { deploy, version, commit, run } = running;
  return {
    host,
    outcome,
    deploy,
    ...(version === undefined ? {} : { version }),
    ...(commit === undefined ? {} : { commit }),
    ...(run === undefined || run === '0' ? {} : { run }),
    ...changed,
  };
}

/** The deploys that serve, with commas, each once. */
export function servingDeploys(hosts: readonly HostLook[]): string {
  const deploys = hosts.flatMap(({ found }) => {
    const running = 'facts' in found ? runningDeploy(found.facts.app) : 'none';
    return typeof running === 'string' ? [] : [running.deploy];
  });
  return [...new Set(deploys)].join(',');
}
