import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packOwnGo } from '../../servers/go-archives.ts';
import { startGoMirror } from '../../servers/go-mirror.ts';
import { runSetup } from './setting.ts';

const own = packOwnGo();
const { version, os, arch } = own;
const platform = { os, arch };

test('a real Go is downloaded, checked, unpacked and runs', async () => {
  const server = await startGoMirror([own]);
  const setting = { hosts: { 'go.dev': server.url }, platform };
  await runSetup(setting, { goVersion: version }, ({ toolchain, infos, tree }) => {
    expect(toolchain).toMatchObject({ version, from: 'downloaded from go.dev' });
    expect(infos.filter((line) => line.includes('%'))).toHaveLength(3);
    expect(tree.every((path) => path.startsWith('tools/'))).toBe(true);
    // Without HOME Go starts no telemetry of its own, which would outlive the test.
    const env = { GOENV: 'off', GOTOOLCHAIN: 'local' };
    const said = execFileSync(toolchain?.go ?? '', ['version'], { env, encoding: 'utf8' });
    expect(said.trim()).toBe(`go version go${version} ${os}/${arch}`);
  });
  await server.close();
});

test('the real Go of PATH is found, whatever the environment says about GOROOT and GOFLAGS', async () => {
  const env = { ...process.env, GOROOT: '/nowhere', GOFLAGS: '-nonsense', GOTOOLCHAIN: 'go1.21.0' };
  await runSetup({ env, platform }, { goVersion: version }, ({ toolchain }) => {
    expect(toolchain).toMatchObject({ version, from: 'PATH', gotoolchain: 'go1.21.0' });
  });
});
