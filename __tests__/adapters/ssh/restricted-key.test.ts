import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeKey, startSshd } from '../../servers/sshd.ts';
import { connectTo } from './connect.ts';

const timeout = 20_000;

test('a key that may open no port, no agent and no terminal is enough', async () => {
  await using server = await startSshd();
  const file = makeKey(server.folder, 'restricted', ['-t', 'ed25519']);
  const line = `restrict ${readFileSync(`${file}.pub`, 'utf8')}`;
  appendFileSync(join(server.folder, 'authorized_keys'), line);
  const identity = { kind: 'key', key: readFileSync(file, 'utf8') } as const;
  await using there = await connectTo(server, { identity });
  expect(await there.run({ line: 'echo in', timeout })).toMatchObject({ code: 0, stdout: 'in\n' });
  const upload = { line: 'wc -c', path: file, offset: 0, stall: timeout };
  expect(await there.send(upload)).toMatchObject({ stdout: `${identity.key.length}\n` });
  expect(await there.request({ port: server.port, path: '/', timeout })).toEqual({
    kind: 'forbidden',
  });
});
