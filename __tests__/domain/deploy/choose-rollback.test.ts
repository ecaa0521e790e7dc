import { describe, expect, test } from 'vitest';
import { chooseRollback } from '../../../src/domain/deploy/choose-rollback.ts';
import type { AppFacts } from '../../../src/domain/deploy/facts.ts';
import { formatRollback } from '../../../src/domain/deploy/format-plan.ts';
import { rollbackLines } from '../../../src/domain/deploy/plan-lines.ts';
import { planRollback } from '../../../src/domain/deploy/plan-rollback.ts';
import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { deployed, digest, record, server, wish } from './server-answers.ts';

const there = server(...deployed).app;
const did = (sequence: number): string =>
  `${String(sequence).padStart(6, '0')}-${8998 + sequence}-1`;

/** `3<2` is a deploy after 2; `4<3=2` a rollback from 3 to 2; `!` one that was rolled back by itself. */
function history(...steps: readonly string[]): AppFacts {
  const records = steps.map((step): DeployRecord => {
    const [, failed, own = '', before, restored] =
      /^(!?)(\d+)<(\d+|-)(?:=(\d+))?$/.exec(step) ?? [];
    const sequence = Number(own);
    const { predecessor: _, ...base } = record;
    return {
      ...base,
      deploy: did(sequence),
      sequence,
      kind: restored === undefined ? 'deploy' : 'rollback',
      state: failed === '!' ? 'rolled-back' : 'confirmed',
      release: digest(String((restored === undefined ? sequence : Number(restored)) % 10)),
      ...(before === '-' ? {} : { predecessor: did(Number(before)) }),
      ...(restored === undefined
        ? {}
        : { rolledBackFrom: did(Number(before)), from: did(Number(restored)) }),
    };
  });
  const deploys = new Set(records.map(({ deploy }) => deploy));
  const newest = records.toSorted((a, b) => b.sequence - a.sequence);
  return { ...there, records: newest, recordCount: records.length, deploys };
}

describe('without rollback-to', () => {
  test.each<[string, readonly string[], number]>([
    ['the one before', ['1<-', '2<1', '3<2'], 2],
    ['not one that failed between', ['1<-', '!2<1', '3<1'], 1],
    ['further back after a rollback', ['1<-', '2<1', '3<2', '4<3=2'], 1],
    ['what a rollback brought back', ['1<-', '2<1', '3<2=1', '4<3'], 3],
    ['not what was rolled away from', ['1<-', '2<1', '3<2=1', '4<3', '5<4=3', '6<5'], 5],
    ['past the same thing brought back twice', ['1<-', '2<1', '3<2', '4<3=2', '5<4', '6<5=4'], 1],
    ['its own line, after one was named', ['1<-', '2<1', '3<2', '4<3=1', '5<4'], 4],
    [
      'past one that brought back what another brought back',
      ['1<-', '2<1', '3<2', '4<3=2', '5<4', '6<5=4'],
      1,
    ],
  ])('it goes to %s', (_what, steps, target) => {
    const { deploy } = chooseRollback(history(...steps), undefined).target;
    expect(deploy).toBe(did(target));
  });

  test('one that is no longer kept is passed over', () => {
    const all = history('1<-', '2<1', '3<2');
    const { target } = chooseRollback({ ...all, deploys: new Set([did(1), did(3)]) }, undefined);
    expect(target.deploy).toBe(did(1));
  });

  test('records that lead in a circle end', () => {
    const circle = history('1<2', '2<3', '3<2');
    expect(chooseRollback(circle, undefined).target.deploy).toBe(did(2));
  });
});

describe('with rollback-to', () => {
  const app = history('1<-', '2<1', '!3<2', '4<2', '5<4=2');

  test.each([
    ['4', 4],
    [did(4), 4],
    [did(1), 1],
  ])('%s is gone to, also where it was rolled away from', (named, target) => {
    const choice = chooseRollback(app, named);
    expect([choice.target.deploy, choice.running.deploy, choice.because]).toEqual([
      did(target),
      did(5),
      'named',
    ]);
  });
});

function failureOf(app: AppFacts, named?: string): string {
  try {
    return chooseRollback(app, named).target.deploy;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

describe('it is refused', () => {
  const app = history('1<-', '!2<1', '3<1');
  const kept = `  | ${did(3)}: 1.2.0, commit dddddddddddd, run ${record.run}
  | ${did(1)}: 1.2.0, commit dddddddddddd, run ${record.run}
Try:
  - name one of these: \`rollback-to: DEPLOY\`
  - or deploy the version that is wanted`;
  test.each<[string, string | undefined, string]>([
    ['what is not there', '7', `there is no deploy "7"\n${kept}`],
    ['what runs', '3', `"3" is what runs there\n${kept}`],
    ['what failed', '2', `${did(2)} was never confirmed: it ended rolled-back\n${kept}`],
  ])('for %s', (_what, named, said) => {
    expect(failureOf(app, named)).toBe(`choosing what to roll back to: ${said}`);
  });

  test('for what is no longer kept', () => {
    const pruned = { ...app, deploys: new Set([did(3)]) };
    expect(failureOf(pruned, '1')).toContain(`${did(1)} is no longer kept there (keep-releases)`);
    expect(failureOf(pruned)).toContain('no confirmed deploy before it in its line is left');
  });

  test('where there is nothing to go back to', () => {
    expect(failureOf(history('1<-'))).toContain(
      `${did(1)} runs, and no confirmed deploy before it in its line is left`,
    );
    const none = { ...there, records: [], recordCount: 0 };
    expect(failureOf(none))
      .toBe(`choosing what to roll back to: nothing that gin-ship deployed runs there
Try: deploy the version that is wanted: \`command: deploy\` with \`allow-downgrade: true\``);
    expect(failureOf({ ...none, recordCount: 3 })).toContain('do not say which deploy runs');
  });
});

test('a rollback is planned into the other slot, and takes all from the server', () => {
  const app = history('1<-', '2<1', '3<2');
  const slots = { blue: { deploy: did(2) }, green: { deploy: did(3) } };
  const asked = { name: 'notes', server: wish.server, source: wish.source, lease: 60_000 };
  const facts = { ...server(...deployed), app: { ...app, slots } };
  const plan = planRollback(facts, { ...asked, actor: 'ann\n::error::x' });
  expect(formatRollback(plan)).toBe(`gin-ship plan 1
name=notes
kind=rollback
deploy=000004-9002-1
sequence=4
running=${did(3)}
blue=${did(2)}
green=${did(3)}
slot=blue
from=${did(2)}
lease=60000
predecessor=${did(3)}
repository=gin/notes
workflow=.github/workflows/ship.yml
run=9002
attempt=1
actor=ann\\u000a::error::x

`);
  expect(rollbackLines(plan)).toEqual([
    `rollback 000004-9002-1: from ${did(3)} (1.2.0) to ${did(2)} (1.2.0), the one before it in its own line`,
    'release 222222222222 with its own settings and variables, into slot blue; nothing is sent',
    'data stays as it is: a snapshot is never restored by itself',
  ]);
});
