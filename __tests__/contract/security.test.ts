import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../action/runner.ts';
import { readSources } from './sources.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const page = read('SECURITY.md');
const rows = page.split('\n').flatMap((line) => {
  const [, id, threat, promise, keeps] =
    /^\| (S\d+) \| (.+?) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
  return id === undefined ? [] : [{ id, threat, promise, keeps: keeps ?? '' }];
});

describe('the table of threats', () => {
  test('has its 26 rows in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 26 }, (_, at) => `S${at + 1}`));
  });

  test.each(rows)('names tests of $id that are there, or says that none can be', ({ keeps }) => {
    const named = [...keeps.matchAll(/\[([^\]]+)\]\((__tests__\/[\w./-]+)\)/g)];
    const missing = named
      .map(([, name = '', file = '']) => ({ name, file }))
      .filter(({ name, file }) => !existsSync(join(repository, file)) || !has(read(file), name));
    expect(missing).toEqual([]);
    if (named.length === 0) expect(keeps).toMatch(/^\*(?:later|GitHub only)\*/);
  });
});

test('what is said to be built later is nowhere in what changes a server', () => {
  const later = rows.flatMap(({ id, keeps }) => (keeps === '*later*' ? [id] : []));
  expect(later).toEqual(['S19', 'S24']);
  expect(read('server/gin-ship')).not.toMatch(/nginx|preview/i);
});

/** A test's name, or a part of one, stands in its file as text. */
function has(text: string, name: string): boolean {
  const plain = text.replaceAll(/\\(['"`])/g, '$1');
  return plain.includes(name);
}

/** Addresses in the source that nothing asks: they are printed, or name a format. */
const onlyTold = ['cyclonedx.org', 'github.com', 'json.schemastore.org'];

test('the addresses in the source are those of SECURITY.md', () => {
  const [, talks = ''] = /^## What it talks to\n([^]*?)^## /m.exec(page) ?? [];
  const code = readSources().flatMap(({ text }) =>
    text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line)),
  );
  const hosts = code.flatMap((line) =>
    [...line.matchAll(/https?:\/\/([a-z0-9][a-z0-9.-]*\.[a-z]{2,})/g)].map(([, host = '']) => host),
  );
  const asked = [...new Set(hosts)].filter((host) => !onlyTold.includes(host)).sort();
  expect(asked).toEqual(expect.arrayContaining(['api.github.com', 'go.dev', 'golang.google.cn']));
  expect(asked.filter((host) => !talks.includes(`\`${host}\``))).toEqual([]);
});

test('the line of sudo is that of the deploy page', () => {
  const line = 'deploy ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship\n';
  expect([page.includes(line), read('docs/deploy.md').includes(line)]).toEqual([true, true]);
});
