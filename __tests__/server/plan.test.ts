import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { blobsOf, headerOf, planText } from '../fixtures/hand-made-plan.ts';
import { accepted, cases, refused, release } from '../fixtures/plan-cases.ts';
import { shells, submitAll } from '../fixtures/submitted.ts';
import { helper } from './facts-bench.ts';

/** Hundreds of plans, each in a run of its own. */
vi.setConfig({ testTimeout: 900_000 });

describe.each(Object.entries(shells))('the plan, in %s', (_, shell) => {
  test('is refused for each fault, with its reason, and nothing is left of it', () => {
    const { answers, left } = submitAll(
      cases.map(({ plan }) => plan),
      shell,
    );
    const seen = cases.map(({ what }, index) => `${what} → ${answers[index]}`);
    expect(seen).toEqual(cases.map(({ what, says }) => `${what} → ${says}`));
    expect(left).toBe('left');
  });

  test('is accepted in all the forms that it may have', () => {
    const { answers } = submitAll(
      accepted.map(({ plan }) => plan),
      shell,
    );
    const seen = accepted.map(({ what }, index) => `${what} → ${answers[index]}`);
    expect(seen).toEqual(accepted.map(({ what }) => `${what} → 0 accepted 000001-9001-1`));
  });
});

test('who deploys by sudo may not let a service run as root, nor as a member of a group that is as good', () => {
  const as = (user: string): string => {
    const wish = { user, name: 'notes' };
    return planText({ ...headerOf(release, wish), user: 'keep' }, blobsOf(release, wish));
  };
  expect({
    sudo: submitAll([as('root'), as('nobody')], 'sh', 'nobody').answers,
    root: submitAll([as('root')], 'sh').answers,
  }).toEqual({
    sudo: [
      refused('run-as root has the user id 0'),
      expect.stringMatching(
        /^(0 accepted|65 gin-ship: refused: the unit has a line .* Group=nobody)/,
      ) as string,
    ],
    root: ['0 accepted 000001-9001-1'],
  });
});

test('who deploys by sudo may not let a service run that can gain rights', () => {
  const blobs = blobsOf(release);
  const unit = blobs.unit.replace('NoNewPrivileges=yes\n', '');
  const unbound = unit.replaceAll(/^Bind.*\n/gm, '');
  const plans = [unit, unbound, `${unit}NoNewPrivileges=no\n`, blobs.unit].map((one) =>
    planText(headerOf(release), { ...blobs, unit: one }),
  );
  const lacks = refused(
    'the unit lacks NoNewPrivileges=yes: only root itself, without sudo, may leave that out',
  );
  const taken = '0 accepted 000001-9001-1';
  expect({
    sudo: submitAll(plans, 'sh', 'nobody').answers,
    root: submitAll(plans, 'sh').answers,
  }).toEqual({ sudo: [lacks, lacks, lacks, taken], root: [taken, taken, taken, taken] });
});

test('who deploys by sudo may not let a service run as a user whom sudo lets do more', () => {
  const wish = { user: 'games', name: 'notes' };
  const header = { ...headerOf(release, wish), user: 'keep' };
  const plan = planText(header, blobsOf(release, wish));
  const helps = 'ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship';
  const lay = (rules: string): string =>
    `mount -t tmpfs -o mode=755 none /etc/sudoers.d && (umask 227 && echo '${rules}' >/etc/sudoers.d/test)`;
  const said = (rules: string, by?: string): string =>
    submitAll([plan], 'sh', by, lay(rules)).answers.join('\n');
  const more = (rule: string): string =>
    refused(
      `run-as games may do more by sudo than nobody (${rule}): only root itself, without sudo, may let a service run so`,
    );
  const taken = '0 accepted 000001-9001-1';
  expect({
    all: said(`games ALL=(ALL) NOPASSWD: ALL\nnobody ${helps}`, 'nobody'),
    other: said(`games ALL=(mail) /bin/sh\nnobody ${helps}`, 'nobody'),
    none: said(`nobody ${helps}`, 'nobody'),
    same: said(`games,nobody ${helps}`, 'nobody'),
    root: said('games ALL=(ALL) NOPASSWD: ALL'),
  }).toEqual({
    ...{ all: more('(ALL) NOPASSWD: ALL'), other: more('(mail) /bin/sh') },
    ...{ none: taken, same: taken, root: taken },
  });
});

test('no link gives a service the variables of another app, or those of a deploy', () => {
  const blobs = blobsOf(release);
  const named = (path: string): string =>
    planText(headerOf(release), {
      ...blobs,
      unit: `${blobs.unit}EnvironmentFile=-/srv/${path}\n`,
    });
  const lay = `
mkdir -p /var/lib/gin-ship/apps /opt/other/slots /opt/notes/deploys /srv/data
echo deploy-path=/opt/other >/var/lib/gin-ship/apps/other
touch /srv/data/its.env
ln -s /opt/other /srv/app && ln -s /opt/other/.env /srv/its.env && ln -s /opt/notes/deploys /srv/own
ln -s /proc /srv/kernel && ln -s no/where /srv/lost && ln -s data /srv/link`;
  const says = (path: string): string =>
    refused(`the unit has a line that is not accepted: EnvironmentFile=-/srv/${path}`);
  const wrong = ['app/.env', 'its.env', 'own/1/env', 'kernel/1/environ', 'lost/.env'];
  const fit = ['link/its.env', 'link/none.env', 'data/its.env'];
  const { answers } = submitAll([...wrong, ...fit].map(named), 'sh', undefined, lay);
  expect(answers).toEqual([...wrong.map(says), ...fit.map(() => '0 accepted 000001-9001-1')]);
});

test('the helper quotes what it gives to a local, for dash before 0.5.11 splits it', () => {
  const lines = readFileSync(helper, 'utf8').match(/^ *local .*/gm) ?? [];
  const bare = /[A-Za-z_]\w*=(?!["'])(?!\$\(\()[^\s"']*\$/;
  expect([lines.length > 50, lines.filter((line) => bare.test(line))]).toEqual([true, []]);
});
