import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findDrift } from '../../src/domain/deploy/drift.ts';
import { readOldUnit } from '../../src/domain/deploy/old-unit.ts';
import { decidePrivilege } from '../../src/domain/deploy/privilege.ts';
import { refusePrivilege } from '../../src/domain/deploy/refuse-privilege.ts';
import { findRefusals } from '../../src/domain/deploy/refusals.ts';
import { runningDeploy } from '../../src/domain/deploy/running.ts';
import { record } from '../domain/deploy/server-answers.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import {
  ask,
  helper,
  layOut,
  listens,
  makeByHand,
  put,
  removeAgain,
  server,
  sha256,
  text,
  told,
  wish,
} from './deploy-servers.ts';

describeHosts('what a server tells before a deploy', () => {
  let host: Host;

  beforeAll(async () => {
    const users = [
      { name: 'deploy', sudo: ['ALL'] },
      { name: 'helper', sudo: [helper] },
      { name: 'plain', sudo: [] },
    ];
    host = await bootHost({ tree: 'bookworm', name: 'facts', users });
  });
  afterEach(() => removeAgain(host));
  afterAll(() => host[Symbol.asyncDispose]());

  test('a bare server takes a deploy, from root and through sudo, and is as it was', async () => {
    const before = await host.run(
      'find /etc /opt /var /usr/local /home -newer /proc/1 -type f | sort',
    );
    for (const user of ['root', 'deploy']) {
      const facts = await ask(host, user);
      expect(findRefusals(facts, wish, 'fail')).toEqual([]);
      expect(facts).toMatchObject({
        way: { by: 'text', installed: 'none' },
        root: true,
        system: { systemd: 252, state: 'running', sshSessions: 10, sshForwarding: true },
        app: { mark: 'none', lock: 'free', records: [], current: 'none' },
        user: 'none',
        port: { number: 8080, listens: [], pids: [] },
      });
    }
    const after = await host.run(
      'find /etc /opt /var /usr/local /home -newer /proc/1 -type f | sort',
    );
    const journal = /^\/var\/log\//;
    const files = (list: string) => list.split('\n').filter((path) => !journal.test(path));
    expect(files(after)).toEqual(files(before));
  });

  test('a user without rights is refused with the lines that give them', async () => {
    const facts = await ask(host, 'plain');
    expect(decidePrivilege(facts.way)).toMatchObject({ way: 'none', why: 'password' });
    expect(told(facts)).toEqual(['plain is not root there, and sudo wants a password']);
    await host.run(`echo 'Defaults:plain requiretty' >/etc/sudoers.d/tty`);
    const tty = await ask(host, 'plain');
    await host.run('rm /etc/sudoers.d/tty');
    expect(decidePrivilege(tty.way)).toMatchObject({ way: 'none', why: 'terminal' });
  });

  test('the one line of sudoers is enough where the helper is there', async () => {
    expect(decidePrivilege((await ask(host, 'helper')).way).way).toBe('none');
    await put(host, helper, text, '755');
    const facts = await ask(host, 'helper');
    expect(facts.way).toEqual({
      user: { id: expect.any(Number) as unknown, name: 'helper' },
      by: 'helper',
      installed: { sha256, version: '1.0.0', protocol: 1 },
      sudo: { there: true, helper: true },
    });
    expect(facts.helper?.sha256).toBe(sha256);
    expect(findRefusals(facts, wish, 'fail')).toEqual([]);
  });

  test('a helper of another protocol, or that others can change, is never taken for ours', async () => {
    await put(host, helper, text.replace('\nPROTOCOL=1\n', '\nPROTOCOL=0\n'), '755');
    const older = await ask(host, 'helper');
    expect(older.way.sudo).toMatchObject({ helper: true, all: false });
    expect(refusePrivilege(older.way, wish.helper)?.happened).toBe(
      'the helper there speaks an older protocol than this gin-ship, and helper may not install another',
    );
    expect(refusePrivilege((await ask(host, 'deploy')).way, wish.helper)).toBeUndefined();
    await put(host, helper, '#!/bin/sh\ntouch /canary\n', '777');
    const facts = await ask(host, 'root');
    expect(facts.way).toMatchObject({ by: 'text', installed: 'unsafe' });
    expect(await host.run('ls /')).not.toContain('canary');
  });

  test('a service made by hand is refused, and taken over with its user and its data', async () => {
    await makeByHand(host);
    const facts = await ask(host, 'deploy');
    expect(told(facts)).toEqual([
      'gin-app.service is there already, and gin-ship did not make it; it holds port 8080',
    ]);
    const adopt = 'gin-app.service';
    const taken = await ask(host, 'deploy', { port: 8080, adopt });
    expect(findRefusals(taken, { ...wish, adopt }, 'fail')).toEqual([]);
    const old = readOldUnit(taken, adopt);
    expect(old).toEqual({
      unit: adopt,
      user: 'www-data',
      folder: '/var/www/gin-app',
      environment: true,
      environmentFiles: [{ path: '/etc/default/gin-app', optional: true }],
      program: '/var/www/gin-app/server',
      mainPid: taken.port?.pids[0],
      enabled: true,
    });
    expect(taken.app).toMatchObject({ statePath: '/var/www/gin-app', runAs: 'www-data' });
    expect(taken.state).toEqual({
      empty: false,
      whole: true,
      files: [
        { path: '/var/www/gin-app/user.db', bytes: 4096 },
        { path: '/var/www/gin-app/user.db-wal', bytes: 100 },
      ],
    });
    expect(taken.open.files.map(({ writes, path }) => [writes, path])).toEqual([
      [true, '/var/www/gin-app/user.db'],
      [true, '/var/log/gin-app.log'],
    ]);
    expect(JSON.stringify([...taken.units])).not.toContain('canary');
  });

  test('strangers on the port and of that name are named, and left alone', async () => {
    await put(host, '/srv/other/gin-app', server, '755');
    const pid = await host.forkOff('cd /srv/other && exec ./gin-app 8080');
    await listens(host, 8080);
    await put(host, '/etc/supervisor/conf.d/x.conf', '[program:gin-app]\ncommand=/bin/true\n');
    const facts = await ask(host, 'root');
    const [listener, supervised] = told(facts);
    expect(listener).toMatch(
      /^port 8080 is held by gin-app \(pid \d+, user root, unit run-\S+\.scope, \/usr\/bin\/perl\)$/,
    );
    expect(supervised).toBe(
      'Supervisor has a program called gin-app, which gin-ship cannot take over',
    );
    await host.run(`kill -0 ${pid} && kill ${facts.port?.pids.join(' ') ?? ''}; rm -rf /srv/other`);
  });

  test('an app of ours is known with what runs, what holds the lock, and what was changed by hand', async () => {
    await layOut(host);
    const facts = await ask(host, 'root');
    expect(findRefusals(facts, wish, 'fail')).toEqual([]);
    expect(runningDeploy(facts.app)).toEqual(record);
    const slot = facts.units.get('gin-app@green.service');
    expect({ active: slot?.active, pid: slot?.mainPid }).toEqual({
      active: 'active',
      pid: facts.port?.pids[0],
    });
    expect(facts.app.slots).toEqual({ blue: 'none', green: { deploy: record.deploy } });
    expect(facts.app.settings.get(record.deploy)?.get('port')).toBe('8080');
    expect(findDrift(facts, 'gin-app')).toEqual([
      '/etc/systemd/system/gin-app@.service',
      '/etc/systemd/system/gin-app@green.service.d/mine.conf',
    ]);
    const job = 'exec 9>/opt/gin-app/lock; flock 9; sleep 600; :';
    await host.run([
      'systemd-run',
      '--unit=gin-ship-gin-app',
      '--collect',
      'sh',
      '-c',
      job,
      'gin-ship',
      'job',
      'gin-app',
      '000004-9002-1',
    ]);
    await expect
      .poll(async () => (await ask(host, 'root')).app.lock)
      .toMatchObject({ verb: 'job', deploy: '000004-9002-1' });
    await host.run('systemctl stop gin-ship-gin-app');
    expect((await ask(host, 'root')).app.lock).toBe('free');
    expect((await ask(host, 'root', {})).port?.number).toBe(8080);
  });
});

describeHosts('what servers of other kinds tell before a deploy', () => {
  describe.each([
    ['bullseye', 247],
    ['bookworm-bare', 252],
  ] as const)('%s', (tree, systemd) => {
    test('all that decides is known there too', async () => {
      await using host = await bootHost({ tree, name: tree });
      const facts = await ask(host, 'deploy');
      expect(facts.system.systemd).toBe(systemd);
      expect(findRefusals(facts, wish, 'fail')).toEqual([]);
      await makeByHand(host);
      const adopt = 'gin-app.service';
      const taken = await ask(host, 'deploy', { port: 8080, adopt });
      expect(findRefusals(taken, { ...wish, adopt }, 'fail')).toEqual([]);
      expect(readOldUnit(taken, adopt)).toMatchObject({ user: 'www-data', environment: true });
    });
  });
});
