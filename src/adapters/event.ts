/** Which event started the run, by the environment and the payload? A payload of another shape says nothing. */

import { readFile } from 'node:fs/promises';
import type { Event } from '../domain/runner.ts';

type Payload = Readonly<Record<string, unknown>>;

export async function readEvent(env: NodeJS.ProcessEnv): Promise<Event> {
  const payload = await readPayload(env['GITHUB_EVENT_PATH']);
  const repository = asRecord(payload['repository']);
  const branch = repository['default_branch'];
  return {
    name: env['GITHUB_EVENT_NAME'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    refName: env['GITHUB_REF_NAME'] ?? '',
    refType: env['GITHUB_REF_TYPE'] ?? '',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    runId: env['GITHUB_RUN_ID'] ?? '',
    runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    workflow: (env['GITHUB_WORKFLOW_REF'] || env['GITHUB_WORKFLOW'] || '').replace(/@.*$/s, ''),
    actor: env['GITHUB_ACTOR'] ?? '',
    ...(env['GITHUB_JOB'] ? { job: env['GITHUB_JOB'] } : {}),
    ...headOf(payload),
    ...readPull(payload),
    ...readFollowed(payload),
    ...(typeof branch === 'string' ? { defaultBranch: branch } : {}),
  };
}

function headOf(payload: Payload): { headRepository?: string } {
  const pull = asRecord(asRecord(asRecord(payload['pull_request'])['head'])['repo'])['full_name'];
  const run = asRecord(asRecord(payload['workflow_run'])['head_repository'])['full_name'];
  const name = pull ?? run;
  return typeof name === 'string' ? { headRepository: name } : {};
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
function readPull(payload: Payload): Pick<Event, 'pull'> {
  const pull = asRecord(payload['pull_request']);
  const { number } = pull;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return {};
  const headSha = textOf(asRecord(pull['head'])['sha']);
  const baseRef = textOf(asRecord(pull['base'])['ref']);
  return { pull: { number, action: textOf(payload['action']), headSha, baseRef } };
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run */
function readFollowed(payload: Payload): Pick<Event, 'followed'> {
  const run = asRecord(payload['workflow_run']);
  const { id } = run;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return {};
  return {
    followed: {
      id: String(id),
      // With a ref in the examples of https://docs.github.com/rest/actions/workflow-runs
      path: textOf(run['path']).replace(/(?<=\.ya?ml)@.*$/s, ''),
      event: textOf(run['event']),
      conclusion: textOf(run['conclusion']),
      headSha: textOf(run['head_sha']),
      headBranch: textOf(run['head_branch']),
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function readPayload(path: string | undefined): Promise<Payload> {
  if (!path) return {};
  try {
    return asRecord(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
