import { describe, expect, test } from 'vitest';
import type { DeployInputs } from '../../../src/domain/inputs/deploy.ts';
import { parseSize } from '../../../src/domain/inputs/size.ts';
import { parseDeploy, standardDeploy as standard } from './deploy-defaults.ts';

describe('what the service has', () => {
  test.each<[Record<string, string>, Partial<DeployInputs['what']>]>([
    [
      { 'deploy-path': '/srv/notes/', 'state-path': '/home/app/data' },
      { deployPath: '/srv/notes', statePath: '/home/app/data' },
    ],
    [
      { 'run-as': 'www-data', 'service-port': '80' },
      { runAs: 'www-data', port: 80 },
    ],
    [{ 'env-file': '/etc/default/notes' }, { envFile: '/etc/default/notes' }],
    [
      { persist: './static/uploads/, config/prod.yaml\n上传\nstatic/uploads' },
      { persist: ['static/uploads', 'config/prod.yaml', '上传'] },
    ],
    [
      { 'write-paths': '/var/log/notes/, /mnt/media, /data' },
      { writePaths: ['/var/log/notes', '/mnt/media', '/data'] },
    ],
    [
      { 'memory-max': '512M', 'cpu-quota': '150%', hardening: 'false' },
      { memoryMax: 536_870_912, cpuQuota: 150, hardening: 'off' },
    ],
  ])('%j', (given, what) => {
    const [inputs, problems] = parseDeploy(given);
    expect([inputs.what, problems]).toEqual([{ ...standard.what, ...what }, []]);
  });

  const plain = 'accepted: an absolute path of letters, digits and . _ @ + - , as /srv/notes';
  const inside = 'accepted: a path inside what is shipped, as static/uploads';
  test.each<[Record<string, string>, string[]]>([
    [{ 'deploy-path': 'opt/notes' }, [`deploy-path: "opt/notes" is not absolute; ${plain}`]],
    [
      { 'deploy-path': '/opt/../etc' },
      [`deploy-path: "/opt/../etc" goes through . or ..; ${plain}`],
    ],
    [{ 'deploy-path': '/opt/my app' }, [`deploy-path: "/opt/my app" is not accepted; ${plain}`]],
    [{ 'deploy-path': '/opt/$(id)' }, [`deploy-path: "/opt/$(id)" is not accepted; ${plain}`]],
    [{ 'deploy-path': '/opt/%i' }, [`deploy-path: "/opt/%i" is not accepted; ${plain}`]],
    [
      { 'deploy-path': '/usr/local/notes' },
      ['deploy-path: "/usr/local/notes" belongs to the system'],
    ],
    [
      { 'deploy-path': '/opt' },
      ['deploy-path: "/opt" is shared with others; name a folder below it'],
    ],
    [{ 'state-path': '/data' }, ['state-path: "/data" lies at the top; name a folder below one']],
    [
      { 'state-path': '/var/notes' },
      ['state-path: "/var/notes" lies at the top; name a folder below one'],
    ],
    [
      { 'deploy-path': `/srv/${'{name}/'.repeat(8)}` },
      [`deploy-path: "/srv/${'{name}/'.repeat(7)}{name}" is longer than 200 characters`],
    ],
    [{ 'state-path': '/root/x' }, ['state-path: "/root/x" belongs to the system']],
    [{ 'state-path': '/' }, [`state-path: "/" is not accepted; ${plain}`]],
    [
      { 'state-path': '/var/lib' },
      ['state-path: "/var/lib" is shared with others; name a folder below it'],
    ],
    [
      { 'state-path': '/var/lib/gin-ship/x' },
      ['state-path: "/var/lib/gin-ship/x" belongs to the system'],
    ],
    [
      { 'state-path': '/opt/{name}/data' },
      [
        'state-path: "/opt/{name}/data" and deploy-path "/opt/{name}" lie in one another; what a deploy replaces and what it never touches lie apart',
      ],
    ],
    [
      { 'run-as': 'root' },
      [
        'run-as: is root, as whom no service of gin-ship runs; name another user, or drop the line: the service then gets one of its own',
      ],
    ],
    [
      { 'run-as': 'a;id' },
      ['run-as: "a;id" is not accepted; accepted: the name of a user on the server, as www-data'],
    ],
    [{ 'service-port': '0' }, ['service-port: "0" is not accepted; accepted: 1 to 65535']],
    [
      { 'service-port': 'auto' },
      ['service-port: "auto" is not there yet in this version; accepted: 1 to 65535'],
    ],
    [{ 'env-file': 'notes.env' }, [`env-file: "notes.env" is not absolute; ${plain}`]],
    [{ 'env-file': '/etc/notes*.env' }, [`env-file: "/etc/notes*.env" is not accepted; ${plain}`]],
    [
      { persist: '/srv/uploads, ../x, static/*, a"b, .' },
      [
        `persist: "/srv/uploads" is absolute; for a folder outside of the service there is write-paths; ${inside}`,
        `persist: "../x" names no path below the working directory; ${inside}`,
        `persist: "static/*" is a pattern; ${inside}`,
        `persist: "a"b" has characters that no unit can name; ${inside}`,
        `persist: "." names no path below the working directory; ${inside}`,
      ],
    ],
    [
      { persist: 'static/uploads, static' },
      ['persist: "static" and "static/uploads" lie in one another; keep one'],
    ],
    [
      { 'write-paths': '/etc/notes, /opt/{name}/x' },
      [
        'write-paths: "/etc/notes" belongs to the system',
        'write-paths: "/opt/{name}/x" is part of deploy-path, which each deploy replaces; files inside what is shipped are persist\'s',
      ],
    ],
    [
      { 'memory-max': '512', 'cpu-quota': '50' },
      [
        'memory-max: "512" has no unit (512M?); accepted: 16M to 16T, as 512M or 2G',
        'cpu-quota: "50" has no % (50%?); accepted: 1% to 99999%, 100% is one core',
      ],
    ],
    [
      { 'memory-max': '1M', 'cpu-quota': '0%' },
      [
        'memory-max: "1M" is not accepted; accepted: 16M to 16T, as 512M or 2G',
        'cpu-quota: "0%" is not accepted; accepted: 1% to 99999%, 100% is one core',
      ],
    ],
    [
      { hardening: 'strikt' },
      ['hardening: "strikt" is not known (strict?); accepted: strict, basic, off'],
    ],
  ])('is refused: %j', (given, problems) => {
    expect(parseDeploy(given)[1]).toEqual(problems);
  });
});

test.each([
  ['512M', 536_870_912],
  ['2G', 2_147_483_648],
  ['1.5GiB', 1_610_612_736],
  ['100kb', 102_400],
  ['512', undefined],
  ['M', undefined],
  ['-1M', undefined],
  ['1e3M', undefined],
  ['1 G', undefined],
])('the size %s is %j bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
