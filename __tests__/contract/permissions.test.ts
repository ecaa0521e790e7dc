import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../action/runner.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

test('every permission that a call needs is in the table of the README', () => {
  const servers = globSync('__tests__/servers/github/*.ts', { cwd: repository }).map(read);
  const sources = globSync('src/**/*.ts', { cwd: repository }).map(read);
  const needed = [
    ...servers.flatMap((text) => [...text.matchAll(/needs: '([a-z-]+: (?:read|write))'/g)]),
    ...sources.flatMap((text) => [...text.matchAll(/'([a-z-]+: (?:read|write))'/g)]),
  ].map(([, permission = '']) => permission);
  const [, table = ''] =
    /^## Requirements and permissions\n([^]*?)^## /m.exec(read('README.md')) ?? [];
  const told = [...table.matchAll(/^\| `([a-z-]+: \w+)`/gm)].map(
    ([, permission = '']) => permission,
  );
  expect(told).toContain('contents: read');
  const missing = [...new Set(needed)].filter(
    (permission) =>
      !told.includes(permission) && !told.includes(permission.replace('read', 'write')),
  );
  expect(missing).toEqual([]);
});
