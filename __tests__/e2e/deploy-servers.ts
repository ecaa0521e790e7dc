/** What do servers have before a deploy, and how are they asked? */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ServerFacts } from '../../src/domain/deploy/facts.ts';
import {
  type FactsAsked,
  factsArguments,
  factsScript,
} from '../../src/domain/deploy/facts-script.ts';
import { parseServerFacts } from '../../src/domain/deploy/parse-facts.ts';
import { formatRecord } from '../../src/domain/deploy/records.ts';
import { findRefusals } from '../../src/domain/deploy/refusals.ts';
import type { DeployWish } from '../../src/domain/deploy/wish.ts';
import { digest, record, wish as anyWish } from '../domain/deploy/server-answers.ts';
import type { Host } from '../servers/hosts/host.ts';

export const text = readFileSync(join(import.meta.dirname, '../../server/gin-ship'), 'utf8');
export const sha256 = createHash('sha256').update(text).digest('hex');
const script = factsScript({ text, sha256 });
export const helper = '/usr/local/libexec/gin-ship';
export const wish: DeployWish = {
  ...anyWish,
  name: 'gin-app',
  helper: { ...anyWish.helper, sha256 },
};

export async function ask(
  host: Host,
  user: string,
  asked: Omit<FactsAsked, 'name'> = { port: 8080 },
): Promise<ServerFacts> {
  const args = factsArguments({ name: 'gin-app', ...asked }, [wish.program.needs]);
  const { stdout } = await host.exec(['sh', '-s', '--', ...args], { input: script, user });
  const read = parseServerFacts(stdout);
  if ('problem' in read) throw new Error(read.problem);
  return read.facts;
}

export async function put(host: Host, path: string, content: string, mode = '644'): Promise<void> {
  const write = 'mkdir -p "${1%/*}" && cat >"$1" && chmod "$2" "$1"';
  await host.run(['sh', '-euc', write, 'put', path, mode], { input: content });
}

export function told(facts: ServerFacts, asked: DeployWish = wish): readonly string[] {
  return findRefusals(facts, asked, 'fail').map(({ happened }) => happened);
}

/** Listens as the article's service does, with a database by a relative path and a log elsewhere. */
export const server = `#!/usr/bin/perl
use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 5, ReuseAddr => 1) or die;
open(my $data, '+<', 'user.db') or open($data, '+>', 'user.db') or die;
open(my $log, '>>', '/var/log/gin-app.log');
while (my $client = $socket->accept) { close $client }
`;

const oldUnit = `[Unit]
Description=Gin Web Server
After=network.target

[Service]
Type=simple
User=www-data
WorkingDirectory=/var/www/gin-app
Environment=GIN_MODE=release "TOKEN=canary of the old unit"
EnvironmentFile=-/etc/default/gin-app
ExecStart=/var/www/gin-app/server 8080 --secret=canary
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

export async function makeByHand(host: Host): Promise<void> {
  await put(host, '/var/www/gin-app/server', server, '755');
  await put(host, '/etc/systemd/system/gin-app.service', oldUnit);
  await host.run(`cd /var/www/gin-app && touch /var/log/gin-app.log &&
    printf 'SQLite format 3\\0%4080s' '' >user.db && printf %100s '' >user.db-wal &&
    chown -R www-data: . /var/log/gin-app.log && systemctl enable --now gin-app`);
  await listens(host, 8080);
}

export async function removeAgain(host: Host): Promise<void> {
  await host.run(`systemctl disable --now gin-app 2>/dev/null; systemctl stop 'gin-app@*' || :
    rm -rf /etc/systemd/system/gin-app* /var/www/gin-app /opt/gin-app /var/lib/gin-app \
      /var/lib/gin-ship ${helper} /etc/supervisor; systemctl daemon-reload`);
}

export async function listens(host: Host, port: number): Promise<void> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  await expect
    .poll(() => host.run('cat /proc/net/tcp'))
    .toMatch(new RegExp(`:${hex} [0-9A-F]+:0000 0A `));
}

/** What a confirmed deploy leaves, with a unit that somebody changed. */
export async function layOut(host: Host): Promise<void> {
  const units = '/etc/systemd/system/gin-app@';
  await put(
    host,
    '/var/lib/gin-ship/apps/gin-app',
    'deploy-path=/opt/gin-app\nstate-path=/var/lib/gin-app\nrun-as=www-data\nrepository=gin/notes\n',
  );
  await put(host, `/opt/gin-app/records/${record.deploy}`, formatRecord(record));
  await put(host, `/opt/gin-app/deploys/${record.deploy}/settings`, 'port=8080\n');
  await put(host, `/opt/gin-app/releases/${digest('b')}/server`, server, '755');
  await put(host, '/opt/gin-app/lock', '');
  await put(host, `${units}.service`, '[Service]\nType=exec\nNice=5\n');
  await put(host, `${units}green.service.d/mine.conf`, '[Service]\nNice=6\n');
  await put(
    host,
    '/opt/gin-app/deploys/unit.conf',
    `[Service]
User=www-data
WorkingDirectory=/var/lib/gin-app
ExecStart=/opt/gin-app/releases/${digest('b')}/server 8080
`,
  );
  await host.run(`cd /opt/gin-app && mkdir slots && touch releases/${digest('b')}.files &&
    ln -s ../../releases/${digest('b')} deploys/${record.deploy}/release &&
    mv deploys/unit.conf deploys/${record.deploy}/ &&
    ln -s ../deploys/${record.deploy} slots/green && ln -s deploys/${record.deploy} current &&
    ln -s /opt/gin-app/slots/green/unit.conf ${units}green.service.d/deploy.conf &&
    install -d -o www-data -g www-data /var/lib/gin-app &&
    systemctl daemon-reload && systemctl start gin-app@green`);
  await listens(host, 8080);
}
