import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helperLine } from '../../../src/domain/deploy/helper-line.ts';
import { checkLine, clearLine, putLine } from '../../../src/domain/deploy/upload-lines.ts';

const run = (line: string, input = ''): string => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

test('two who write the same bytes, one of them late, leave them whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  try {
    const path = join(folder, "it's $(here)\n.part");
    run(putLine(path, 0), 'abc');
    const late = spawn('sh', ['-c', putLine(path, 3)]);
    late.stdin.write('de');
    run(putLine(path, 3), 'defgh');
    late.stdin.end('f');
    await once(late, 'close');
    expect(readFileSync(path, 'utf8')).toBe('abcdefgh');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const sum = spawnSync('sha256sum', { input: 'abcdefgh', encoding: 'utf8' }).stdout;
    expect(run(checkLine(path))).toBe(sum);
    run(clearLine(path));
    expect(existsSync(path)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each word of a verb is quoted, and only root needs no sudo', () => {
  expect(helperLine('root', 'room', "a'b")).toBe(
    String.raw`/usr/local/libexec/gin-ship room 'a'\''b'`,
  );
  const line = "sudo -n /usr/local/libexec/gin-ship records 'notes'";
  expect(helperLine('sudo-all', 'records', 'notes')).toBe(line);
  expect(helperLine('sudo-helper', 'records', 'notes')).toBe(line);
});
