/** What is asked of a plan, and a plan that comes of it. */

import type { DeployPlan, PlanWish } from '../../../src/domain/deploy/plan.ts';
import { planDeploy } from '../../../src/domain/deploy/plan.ts';
import { deployed, digest, server, wish } from './server-answers.ts';

export const asked: PlanWish = {
  wish,
  service: {
    args: ['--http=:{port}'],
    portEnv: [{ name: 'PORT', value: '{port}' }],
    health: { kind: 'path', path: '/healthz' },
    probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
    soak: 10_000,
  },
  what: { persist: [], writePaths: [], hardening: 'strict' },
  how: { overlap: 'auto', snapshot: 'auto', lease: 60_000, keepReleases: 5 },
  shipped: {
    folders: ['static', 'templates'],
    files: [
      { name: 'notes', executable: true, bytes: 9_000_000, sha256: digest('c') },
      { name: 'static/a.css', executable: false, bytes: 100, sha256: digest('1') },
      { name: 'templates/index.html', executable: false, bytes: 200, sha256: digest('2') },
    ],
    bytes: 9_000_300,
    top: ['notes', 'static', 'templates'],
  },
  version: '1.3.0',
  actor: 'ann',
  manifest: digest('9'),
  first: true,
};

/** On a server where the app was deployed three times, or on one with other answers. */
export function planOf(
  changes: Partial<PlanWish> = {},
  facts = server(...deployed),
  env: Readonly<Record<string, string>> = { ENV: 'prod', SECRET: 'hunter2' },
): DeployPlan {
  return planDeploy(facts, { ...asked, ...changes }, { env });
}
