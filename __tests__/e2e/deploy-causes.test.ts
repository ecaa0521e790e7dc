import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CauseId } from '../../src/domain/deploy/cause.ts';
import { parseEvent } from '../../src/domain/deploy/events.ts';
import { decideCause } from '../../src/domain/deploy/evidence.ts';
import { follow, noProgress } from '../../src/domain/deploy/progress.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';

const helper = readFileSync(join(import.meta.dirname, '../../server/gin-ship'), 'utf8');

const unit = 'notes@blue.service';
const drops = `/etc/systemd/system/${unit}.d`;
const program = '/opt/notes/program';

const template = `[Unit]
Description=notes (%i)
StartLimitIntervalSec=0

[Service]
Type=exec
Restart=always
RestartSec=2
SyslogIdentifier=notes
User=notes
WorkingDirectory=/var/lib/notes
`;

/** The helper's own functions, without its verbs, tell the events of a gate that failed. */
const tellEvidence = `
. /run/functions
name=notes run=/run/gin-ship/notes jobs=/run/gin-ship/jobs cursor=$1 g_port=8080 REPLY=
home=/opt/notes slots=/opt/notes/slots deploys=/opt/notes/deploys
mkdir -p "$run" && rm -rf "$jobs" && mkdir -p "$jobs"
open_events 000001-1-1
tell state switching
tell step "starting ${unit}"
tell took "starting ${unit} 10"
tell step 'the gate'
tell probe 'unit active'
tell_evidence ${unit}
tell step 'going back: a reason'
cat "$job/events"
`;

/** Perl is what every Debian has; it words what the system says as Go does. */
const perl = (line: string): string => `ExecStart=/usr/bin/perl -e '${line}'`;

interface Broken {
  /** Lines of [Service], as unit.conf has them. */
  readonly lines: string;
  readonly before?: string;
  readonly id: CauseId;
  readonly sentence: RegExp;
}

const broken: Readonly<Record<string, Broken>> = {
  'a program for another processor': {
    lines: `ExecStart=${program}`,
    before: `printf '\\177ELF\\002\\001\\001' >${program}; head -c 200 /dev/zero >>${program}; chmod 755 ${program}`,
    id: 'cannot-run',
    sentence:
      /"\/opt\/notes\/program" is built for another processor than the server's, .* Exec format error\)$/,
  },
  'a loader that is not there': {
    lines: `ExecStart=${program}`,
    before: `printf '#!/lib/ld-musl-x86_64.so.1\\n' >${program}; chmod 755 ${program}`,
    id: 'loader',
    sentence: /is there, but the loader or interpreter that it names is not \(203\/EXEC/,
  },
  'a program that is not there': {
    lines: `ExecStart=${program}`,
    before: `rm -f ${program}`,
    id: 'cannot-run',
    sentence: /"\/opt\/notes\/program" is not there \(203\/EXEC, No such file or directory\)$/,
  },
  'a file system mounted noexec': {
    lines: 'ExecStart=/mnt/perl',
    before: 'mountpoint -q /mnt || mount -t tmpfs -o noexec tmpfs /mnt; cp /usr/bin/perl /mnt/',
    id: 'cannot-run',
    sentence: /"\/mnt\/perl" may not be executed: it lies on a file system mounted noexec/,
  },
  'a working directory that is not there': {
    lines: `WorkingDirectory=/var/lib/gone\n${perl('sleep 9')}`,
    id: 'working-directory',
    sentence: /its working directory, \/var\/lib\/notes, is not there \(200\/CHDIR/,
  },
  'a user that is not there': {
    lines: `User=nobody-knows\n${perl('sleep 9')}`,
    id: 'user',
    sentence: /the user notes is not known on the server \(217\/USER/,
  },
  'a path that is not there': {
    lines: `ReadWritePaths=/srv/uploads\n${perl('sleep 9')}`,
    id: 'namespace',
    sentence: /"\/srv\/uploads" of its unit is not there \(226\/NAMESPACE/,
  },
  'a file of variables that is not there': {
    lines: `EnvironmentFile=/etc/notes.env\n${perl('sleep 9')}`,
    id: 'bad-unit',
    sentence: /something that its unit names is not there/,
  },
  'a forbidden system call': {
    lines: `SystemCallFilter=~@swap\n${perl('syscall 168; sleep 9')}`,
    id: 'forbidden-call',
    sentence: /was ended by SIGSYS .* a filter of system calls forbids one that it made$/,
  },
  'an instruction that the processor lacks': {
    lines: perl('kill 4, $$$$; sleep 9'),
    id: 'illegal-instruction',
    sentence: /was ended by SIGILL/,
  },
  'a write where it may not': {
    lines: `ProtectSystem=strict\n${perl('open(F, ">", "/opt/x.db") or die "open /opt/x.db: \\\\l$!\\\\n"')}`,
    id: 'read-only',
    sentence: /it writes where it may not: open \/opt\/x\.db: read-only file system$/,
  },
  'a path of somebody else': {
    lines: perl('open(F, ">", "/var/lib/x.db") or die "open /var/lib/x.db: \\\\l$!\\\\n"'),
    id: 'no-access',
    sentence: /its user may not use that path: open \/var\/lib\/x\.db: permission denied$/,
  },
  'an end without an error': {
    lines: perl('exit 0'),
    id: 'not-a-service',
    sentence: /ended with exit code 0 .*: an end without an error is no service's$/,
  },
  'an end that comes again': {
    lines: `RestartSec=10ms\n${perl('die "pq: password authentication failed\\\\n"')}`,
    id: 'needs-external',
    sentence: /ended with exit code \d+.*: it needs a service that is not there: pq: password/,
  },
  'a watchdog that is not fed': {
    lines: `WatchdogSec=100ms\n${perl('sleep 9')}`,
    id: 'watchdog',
    sentence: /was ended by systemd's watchdog/,
  },
  'a kill': {
    lines: perl('kill 9, $$$$; sleep 9'),
    id: 'killed',
    sentence: /was ended by SIGKILL/,
  },
  'another program on the port': {
    lines: perl('sleep 99'),
    before: `systemctl is-active -q squatter || systemd-run -q --unit=squatter perl -MIO::Socket::INET -e \
      'my $s = IO::Socket::INET->new(LocalPort => 8080, Listen => 5) or die; sleep 9999'
      until grep -q ':1F90 [0-9A-F]*:0000 0A' /proc/net/tcp; do sleep 0.1; done`,
    id: 'port-taken',
    sentence: /^port 8080 is held by process \d+ \(perl\), which is not the service$/,
  },
};

describeHosts('why a service does not start is told for what it is', () => {
  let host: Host;

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'causes' });
    await host.run(
      'useradd --system notes && mkdir -p /opt/notes && install -d -o notes /var/lib/notes',
    );
    await host.writeFile('/etc/systemd/system/notes@.service', template);
    await host.writeFile('/run/functions', helper.replace(/^main "\$@"[^]*/m, ''));
  });

  afterAll(async () => {
    await host?.[Symbol.asyncDispose]();
  });

  test.each(Object.entries(broken))('%s', async (_, { lines, before = ':', id, sentence }) => {
    await host.run(before);
    await host.writeFile(`${drops}/deploy.conf`, `[Service]\n${lines}\n`);
    const cursor = await host.run(
      `systemctl stop ${unit}; systemctl daemon-reload; systemctl reset-failed ${unit} 2>/dev/null || :
      journalctl -q -n 0 --show-cursor | sed -n 's/^-- cursor: //p'`,
    );
    await host.exec(['systemctl', 'start', unit]);
    const runs = id === 'port-taken';
    const state = (): Promise<string> =>
      host.run(`systemctl show ${unit} -p ActiveState -p NRestarts`);
    await expect.poll(state).toMatch(runs ? /=active/ : /=activating|=failed|NRestarts=[1-9]/);
    const said = await host.run(['sh', '-c', tellEvidence, 'sh', cursor.trim()]);
    const { failed } = said.trimEnd().split('\n').map(parseEvent).reduce(follow, noProgress);
    const setting = { unit, port: 8080, statePath: '/var/lib/notes', user: 'notes' };
    const cause = failed && decideCause(failed, setting);
    expect([cause?.id, cause?.sentence], said).toEqual([id, expect.stringMatching(sentence)]);
    expect(cause?.fix.length).toBeGreaterThan(0);
  });
});
