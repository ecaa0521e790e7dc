import { expect, test } from 'vitest';
import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import { refuseUneven } from '../../../src/domain/deploy/uneven-rollback.ts';
import { digest, record } from './server-answers.ts';

const plan = (
  server: string,
  more: Partial<DeployRecord>,
): Parameters<typeof refuseUneven>[1][0] => ({
  server,
  target: { ...record, ...more },
});

test('servers that go back to the same release may, whatever their deploys are called', () => {
  const one = plan('web1', { deploy: '000001-9000-1', release: digest('1') });
  const other = plan('web2', { deploy: '000007-9000-1', release: digest('1') });
  expect(() => refuseUneven('notes', [one, other])).not.toThrow();
  expect(() => refuseUneven('notes', [one])).not.toThrow();
});

test('servers that would end on different releases are refused', () => {
  const one = plan('web1', { deploy: '000001-9000-1', release: digest('1'), version: '1.0.0' });
  const other = plan('web2', { deploy: '000002-9001-1', release: digest('2'), version: '1.1.0' });
  expect(() => refuseUneven('notes', [one, other])).toThrow(
    `rolling notes back on 2 servers: they would end on different releases; nothing was changed on any
  | web1: would go to 000001-9000-1 (1.0.0)
  | web2: would go to 000002-9001-1 (1.1.0)
Try:
  - name in deploy-hosts only the servers that run the version to be left
  - or deploy the version that is wanted to all: \`command: deploy\` with \`allow-downgrade: true\``,
  );
});
