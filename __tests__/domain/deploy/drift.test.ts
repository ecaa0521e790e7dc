import { expect, test } from 'vitest';
import { findDrift } from '../../../src/domain/deploy/drift.ts';
import { deployed, server } from './server-answers.ts';

const folder = '/etc/systemd/system/notes@green.service.d';

test('what gin-ship made itself is no drift', () => {
  const facts = server(
    ...deployed,
    `show=DropInPaths=${folder}/deploy.conf`,
    'show=Id=notes@green.service',
    `dropin=${folder}/deploy.conf -> /opt/notes/slots/green/unit.conf`,
  );
  expect(findDrift(facts, 'notes')).toEqual([]);
});

test('changed units, strange drop-ins, and one of ours that leads elsewhere are told once', () => {
  const facts = server(
    `show=DropInPaths=${folder}/mine.conf /run/systemd/system/notes@green.service.d/x.conf`,
    'show=Id=notes@green.service',
    'show=--',
    'show=DropInPaths=/etc/systemd/system/ssh.service.d/y.conf',
    'show=Id=ssh.service',
    `dropin=${folder}/deploy.conf -> /tmp/unit.conf`,
    `dropin=${folder}/mine.conf`,
    'drift=/etc/systemd/system/notes@.service',
  );
  expect(findDrift(facts, 'notes')).toEqual([
    '/etc/systemd/system/notes@.service',
    `${folder}/deploy.conf`,
    `${folder}/mine.conf`,
    '/run/systemd/system/notes@green.service.d/x.conf',
  ]);
});
