/** What does the job summary show of a dry run? */

import { plainLine, shorten } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import { escapeMarkdown, table } from '../report/markdown.ts';
import type { DeployPlan } from './plan.ts';
import { planLines, rollbackLines } from './plan-lines.ts';
import type { RollbackPlan } from './plan-rollback.ts';

export type ForeseenHost =
  | { readonly server: string; readonly plan: DeployPlan | RollbackPlan }
  /** What stands against it, on one line. */
  | { readonly server: string; readonly problem: string };

/** Markdown: what would happen on each server, then each plan. */
export function dryRunSection(hosts: readonly ForeseenHost[]): string {
  const head = ['Server', 'Would be', 'Now runs', 'Sent', 'Outage'];
  const parts = [
    'A dry run: nothing was changed.',
    table(head, hosts.map(row)),
    hosts
      .flatMap((host) =>
        'problem' in host ? [`- ${cell(host.server)}: ${cell(host.problem)}`] : [],
      )
      .join('\n'),
    ...hosts.map(details),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function row(host: ForeseenHost): readonly string[] {
  const server = cell(host.server);
  if ('problem' in host) return [server, '**refused**', '', '', ''];
  const { plan } = host;
  const now = plan.running === undefined ? nowOf(plan) : named(plan.running);
  if (plan.kind === 'rollback') {
    return [server, `${plan.deploy}, back to ${named(plan.target)}`, now, 'nothing', ''];
  }
  const { version, wish } = plan.asked;
  const sent = plan.releaseThere ? 'nothing' : formatBytes(wish.archive.bytes);
  return [server, named({ deploy: plan.deploy, version }), now, sent, cell(plan.outage.text)];
}

function nowOf({ wayBack }: DeployPlan | RollbackPlan): string {
  return wayBack.kind === 'unit' ? cell(wayBack.unit) : 'nothing';
}

function named({
  deploy,
  version,
}: {
  readonly deploy: string;
  readonly version?: string;
}): string {
  return version === undefined ? deploy : `${deploy} (${cell(version)})`;
}

function details(host: ForeseenHost): string {
  if ('problem' in host) return '';
  const { server, plan } = host;
  const lines = plan.kind === 'rollback' ? rollbackLines(plan) : planLines(plan);
  const items = lines.map((line) => `- ${cell(line)}`).join('\n');
  return `<details><summary>${cell(server)}: plan</summary>\n\n${items}\n\n</details>`;
}

function cell(text: string): string {
  return escapeMarkdown(shorten(plainLine(text), 400));
}
