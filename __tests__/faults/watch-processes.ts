/** Which processes of this machine, those in its containers too, show a secret to others? Watched while something runs. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Sight {
  readonly where: 'cmdline' | 'environ';
  readonly user: number;
  readonly command: string;
}

export interface Watch {
  /** Each process once, and how often it was looked around. */
  end(): Promise<{ readonly sights: readonly Sight[]; readonly rounds: number }>;
}

/** Its own patterns come through its standard input, so that it does not find itself. */
const watcher = `
  const fs = require('node:fs');
  let input = '';
  const seen = new Map();
  let rounds = 0;
  const read = (path) => { try { return fs.readFileSync(path); } catch { return Buffer.alloc(0); } };
  const look = (secrets) => {
    rounds += 1;
    for (const pid of fs.readdirSync('/proc')) {
      if (!/^\\d+$/.test(pid) || Number(pid) === process.pid) continue;
      for (const where of ['cmdline', 'environ']) {
        const shown = read('/proc/' + pid + '/' + where);
        if (!secrets.some((secret) => shown.includes(secret))) continue;
        const [, user = '-1'] = /^Uid:\\s+\\d+\\s+(\\d+)/m.exec(read('/proc/' + pid + '/status').toString()) ?? [];
        const command = read('/proc/' + pid + '/cmdline').toString().replaceAll('\\0', ' ').slice(0, 200);
        seen.set([pid, where, user].join(), { where, user: Number(user), command });
      }
    }
  };
  process.stdin.on('data', (chunk) => {
    input += chunk;
    const at = input.indexOf('\\n');
    if (at < 0 || rounds > 0) return;
    const secrets = JSON.parse(input.slice(0, at));
    look(secrets);
    process.stdout.write('watching\\n');
    setInterval(() => look(secrets), 10);
  });
  process.stdin.on('end', () => {
    process.stdout.write(JSON.stringify({ sights: [...seen.values()], rounds }), () => process.exit(0));
  });
`;

/** Resolves once it watches. */
export async function watchProcesses(secrets: readonly string[]): Promise<Watch> {
  const child = spawn(process.execPath, ['-e', watcher], {
    env: {},
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${JSON.stringify(secrets)}\n`);
  await once(child.stdout, 'data');
  return {
    async end() {
      child.stdin.end();
      return JSON.parse(await text(child.stdout)) as Awaited<ReturnType<Watch['end']>>;
    },
  };
}
