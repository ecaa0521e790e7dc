/** Is the results service a fair stand-in? What the libraries rely on and never check. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ResultsService, startResults } from './results.ts';

let service: ResultsService;

beforeEach(async () => {
  service = await startResults();
});

afterEach(() => service.close());

async function call(method: string, request: object): Promise<Record<string, unknown>> {
  const kind = method.includes('Cache') ? 'CacheService' : 'ArtifactService';
  const url = `${service.url}/twirp/github.actions.results.api.v1.${kind}/${method}`;
  const headers = { authorization: `Bearer ${service.env()['ACTIONS_RUNTIME_TOKEN']}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
  return { status: response.status, ...((await response.json()) as object) };
}

async function saveCache(key: string, version: string, content: string): Promise<void> {
  const { signed_upload_url: url } = await call('CreateCacheEntry', { key, version });
  await fetch(String(url), { method: 'PUT', body: content });
  await call('FinalizeCacheEntryUpload', { key, version, size_bytes: String(content.length) });
}

async function matched(key: string, ...prefixes: string[]): Promise<unknown> {
  const request = { key, version: 'v', restore_keys: prefixes };
  return (await call('GetCacheEntryDownloadURL', request))['matched_key'];
}

test('blocks make a blob in the order of the list, and ranges of it can be had', async () => {
  const { signed_upload_url } = await call('CreateArtifact', { name: 'a' });
  const url = String(signed_upload_url);
  await fetch(`${url}&comp=block&blockid=two`, { method: 'PUT', body: 'world' });
  await fetch(`${url}&comp=block&blockid=one`, { method: 'PUT', body: 'hello ' });
  const list = '<BlockList><Latest>one</Latest><Latest>two</Latest></BlockList>';
  await fetch(`${url}&comp=blocklist`, { method: 'PUT', body: list });
  expect(await (await fetch(url)).text()).toBe('hello world');
  const part = await fetch(url, { headers: { 'x-ms-range': 'bytes=6-99' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 6-10/11',
    'world',
  ]);
  expect((await fetch(url.replace(/sig=.*/, 'sig=forged'))).status).toBe(403);
});

test('a call without a token is refused', async () => {
  const url = `${service.url}/twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry`;
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
});

test('an artifact is finalized only with the size and digest that it has', async () => {
  const artifact = { workflow_run_backend_id: '1', name: 'a' };
  const { signed_upload_url } = await call('CreateArtifact', artifact);
  await fetch(String(signed_upload_url), { method: 'PUT', body: 'x' });
  expect(
    await call('FinalizeArtifact', { ...artifact, size: '1', hash: 'sha256:0' }),
  ).toMatchObject({
    status: 400,
  });
});

test('names are taken within one run, and lists show that run by name or id', async () => {
  const a1 = { workflow_run_backend_id: '1', name: 'a' };
  expect((await call('CreateArtifact', a1))['status']).toBe(200);
  expect((await call('CreateArtifact', a1))['status']).toBe(409);
  expect((await call('CreateArtifact', { ...a1, name: 'b' }))['status']).toBe(200);
  expect((await call('CreateArtifact', { ...a1, workflow_run_backend_id: '2' }))['status']).toBe(
    200,
  );
  const listed = async (filter: object): Promise<unknown[]> => {
    const { artifacts } = await call('ListArtifacts', { workflow_run_backend_id: '1', ...filter });
    return (artifacts as { name: string }[]).map(({ name }) => name);
  };
  expect(await listed({})).toEqual(['a', 'b']);
  expect(await listed({ name_filter: 'b' })).toEqual(['b']);
  expect(await listed({ id_filter: '1' })).toEqual(['a']);
  await call('DeleteArtifact', a1);
  expect(await listed({})).toEqual(['b']);
});

test('the exact key comes first, then each prefix in its order, the newest entry of it', async () => {
  for (const key of ['a-1', 'a-2', 'b-1', 'a']) await saveCache(key, 'v', key);
  await saveCache('a-3', 'other version', 'x');
  expect(await matched('a', 'b-')).toBe('a');
  expect(await matched('c', 'b-', 'a-')).toBe('b-1');
  expect(await matched('c', 'a-')).toBe('a-2');
  expect(await matched('c', 'd-')).toBe(undefined);
});

test('an entry that was never finalized is not found', async () => {
  await call('CreateCacheEntry', { key: 'a', version: 'v' });
  expect(await call('GetCacheEntryDownloadURL', { key: 'a', version: 'v' })).toEqual({
    status: 200,
    ok: false,
  });
});
