import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatPlan, formatRollback } from '../../src/domain/deploy/format-plan.ts';
import type { PlanWish } from '../../src/domain/deploy/plan.ts';
import { planRollback } from '../../src/domain/deploy/plan-rollback.ts';
import { Failure } from '../../src/domain/failure.ts';
import { asked, planOf } from '../domain/deploy/planned.ts';
import { deployed, record, recordLine, server, wish } from '../domain/deploy/server-answers.ts';
import { parseDeploy } from '../domain/inputs/deploy-defaults.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-plan-'));
  const helper = readFileSync(join(import.meta.dirname, '../../server/gin-ship'), 'utf8');
  writeFileSync(join(folder, 'functions'), helper.replace(/\nmain "\$@"\s*$/, '\n'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the helper's own reader says of each plan; empty where it takes it, blobs and all. */
function said(shell: string, plans: readonly string[]): readonly string[] {
  plans.forEach((plan, at) => writeFileSync(join(folder, `plan-${at}`), plan));
  const script = `. ./functions
set +e
caller=root name=notes job=$PWD
read_all() {
  read_plan "$1" || return 1
  [ "$p_kind" = deploy ] || return 0
  cut_blobs && are_blobs_sound
}
at=0
while [ "$at" -lt ${plans.length} ]; do
  (read_all "plan-$at" && echo || echo "$why")
  at=$((at + 1))
done`;
  const text = execFileSync(shell, ['-c', script], { cwd: folder, encoding: 'utf8' });
  return text.split('\n').slice(0, -1);
}

const of = (changes: Partial<PlanWish>, facts = server(...deployed)): string =>
  formatPlan(planOf(changes, facts));

test.each(['dash', 'bash'])('the helper in %s takes what is planned', (shell) => {
  const { service, how, shipped } = asked;
  const older = {
    ...record,
    deploy: '000002-9000-1',
    sequence: 2,
    run: '9000',
    slot: 'blue',
  } as const;
  const there = server(...deployed, recordLine(older), 'deploy=000002-9000-1');
  const source = { name: 'notes', server: wish.server, source: wish.source, lease: 60_000 };
  const plans = [
    of({}),
    of({}, server()),
    of({ wish: { ...wish, port: 80 }, what: { ...asked.what, hardening: 'basic' } }),
    of({
      what: { ...asked.what, hardening: 'off' },
      shipped: { ...shipped, top: ['notes', '模板'] },
    }),
    of({
      service: {
        ...service,
        args: ['--http=:{port}', '$X %i "q" \\ 模板', ';', ''],
        readyPath: '/readyz?a=1&b=%20',
        health: { kind: 'discover' },
        portEnv: [{ name: 'ADDR', value: '[::1]:{port}' }],
      },
      what: {
        ...{ persist: ['static/uploads', '模板/x'], writePaths: ['/srv/out'] },
        ...{ envFile: '/etc/notes', hardening: 'strict', memoryMax: 2 ** 29, cpuQuota: 150 },
      },
      how: { ...how, beforeSwitch: './notes migrate && echo "$X"', afterSwitch: "true # it's" },
      actor: '模'.repeat(200),
    }),
    formatRollback(planRollback(there, source)),
  ];
  expect(said(shell, plans)).toEqual(plans.map(() => ''));
});

/** A plan of hostile texts, or nothing where they are refused before. */
function hostile(text: string): readonly string[] {
  const given = { persist: text, 'write-paths': `/srv/${text}`, 'run-as': text };
  const [{ what }] = parseDeploy(given);
  const [{ what: kept }, problems] = parseDeploy({ persist: text });
  const arg = text.replaceAll(/\p{Cc}/gu, ' ');
  try {
    return [
      of({
        service: { ...asked.service, args: [arg] },
        what: {
          ...asked.what,
          persist: problems.length === 0 ? kept.persist : [],
          envFile: what.envFile ?? '/etc/x',
        },
        ...{ actor: text, version: text },
        how: { ...asked.how, beforeSwitch: arg },
      }),
    ];
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return [];
  }
}

test('what is not refused before is taken, whatever texts are in it', () => {
  const plans = hostileTexts(60, 25).flatMap(hostile);
  expect(plans.length).toBeGreaterThan(50);
  expect(said('dash', plans)).toEqual(plans.map(() => ''));
});
