/** The second half of the demo: a real server gets the service, then a version that is broken, and keeps its data. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { failures } from '../__tests__/action/commands.ts';
import { git } from '../__tests__/action/repository.ts';
import { type ActionEnded, runAction } from '../__tests__/action/runner.ts';
import { reach } from '../__tests__/e2e/ship-driver.ts';
import { whyNoHosts } from '../__tests__/servers/hosts/able.ts';
import { bootHost } from '../__tests__/servers/hosts/boot-host.ts';
import type { Host } from '../__tests__/servers/hosts/host.ts';

export interface Shipped {
  /** The repository of the service, with what was shipped in dist/. */
  readonly workspace: string;
  /** For the runner's own files. */
  readonly folder: string;
}

/** Nobody should wait long for a demo. */
const quick = { 'probe-interval': '500ms', soak: '2s', persist: 'static/uploads' };

/**
 * Says why and stops where the machine cannot boot a server.
 * @throws Error where one of its steps does not end as the demo says it does
 */
export async function showServer({ workspace, folder }: Shipped): Promise<void> {
  const reason = whyNoHosts();
  if (reason !== undefined) {
    console.log(`\nThe demo ends here, without a server: ${reason}.`);
    return;
  }
  tell(
    'booting a Debian 12 with systemd and an SSH server (the first time it is made, in a minute)',
  );
  await using host = await bootHost({ tree: 'bookworm', name: 'web1' });
  let number = 1;
  const run = (inputs: Readonly<Record<string, string>>): Promise<ActionEnded> => {
    number += 1;
    return runAction({
      workspace,
      folder: join(folder, `runner-${number}`),
      with: { ...reach(host), ...quick, ...inputs },
      env: { GITHUB_RUN_ID: String(1000 + number), GITHUB_WORKFLOW: 'ship' },
      echo: withoutCommands(),
    });
  };

  tell(`what was shipped goes to ${host.address}`);
  const first = await run({ command: 'deploy', archive: 'dist', 'service-env': 'APP_ENV=prod' });
  expectEnd(first, 'deployed');
  showSummary(first);

  tell('somebody uses it');
  const url = `http://${host.address}:8080`;
  await show(url, 'POST', '/api/notes', '{"text":"written to the first version"}');
  await show(url, 'PUT', '/api/uploads/hello.txt', 'uploaded to the first version');
  console.log(await onHost(host, 'systemctl status --no-pager --lines=0 notes@blue'));

  tell('version 1.5.0 wants a database server that is not there: it is deployed, and undone');
  breakIt(workspace);
  const second = await run({ targets: `linux/${goArch()}`, rehearse: 'false', check: 'none' });
  expectEnd(second, 'rolled-back');
  showSummary(second);

  tell('the first version serves, with its data');
  const answers = [
    await show(url, 'GET', '/version'),
    await show(url, 'GET', '/api/notes'),
    await show(url, 'GET', '/static/uploads/hello.txt'),
  ].join('\n');
  for (const part of ['"1.4.0"', 'written to the first version', 'uploaded to the first version']) {
    if (!answers.includes(part)) throw new Error(`${part} is not among the answers`);
  }
  tell(`the job of 1.5.0 was red: ${failures(second.stdout).at(-1)?.split('\n')[0] ?? ''}`);
}

/** What a runner shows of a log: the lines by which it is told secrets, such as the key of this server, are not part of it. */
function withoutCommands(): Writable {
  let rest = '';
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const lines = `${rest}${chunk.toString()}`.split('\n');
      rest = lines.pop() ?? '';
      const shown = lines.filter((line) => !/^::(?:add-mask|debug)::/.test(line));
      process.stdout.write(shown.map((line) => `${line}\n`).join(''), done);
    },
  });
}

function tell(line: string): void {
  console.log(`\n--- ${line} ---\n`);
}

function showSummary({ summary }: ActionEnded): void {
  console.log(`\nThe job summary:\n\n${summary}`);
}

function expectEnd({ outputs, stdout, stderr }: ActionEnded, outcome: string): void {
  if (outputs['outcome'] === outcome) return;
  throw new Error(`it should have ended as ${outcome}\n${failures(stdout).join('\n')}\n${stderr}`);
}

/** As curl would; prints question and answer. */
async function show(url: string, method: string, path: string, body?: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, { method, ...(body === undefined ? {} : { body }) });
  const text = (await answer.text()).trimEnd();
  console.log(`$ ${method} ${path} ${body ?? ''}\n  ${answer.status} ${text}`);
  return text;
}

async function onHost(host: Host, command: string): Promise<string> {
  return `$ ${command}\n${await host.run(command)}`;
}

/** A commit that works on the machine of whoever made it. */
function breakIt(workspace: string): void {
  const path = join(workspace, 'config/prod.yaml');
  writeFileSync(path, `${readFileSync(path, 'utf8')}starts_after: 127.0.0.1:5432\n`);
  git(workspace, 'commit', '--quiet', '--all', '--message', 'Use the database server');
  git(workspace, 'tag', 'v1.5.0');
}

function goArch(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}
