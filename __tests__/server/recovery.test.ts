import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { helper } from './facts-bench.ts';
import { sourced } from './sourced.ts';

vi.setConfig({ testTimeout: 300_000 });

// Folders that are empty, and a systemd that only notes what it is to do; the helper looks for programs here first.
const enclose = `
for folder in /var/lib /opt /run /etc/systemd/system /usr/local/sbin; do mount -t tmpfs -o mode=755 none "$folder"; done
cat >/usr/local/sbin/systemctl <<'END'
#!/bin/sh
case "$*" in
  *is-enabled*) cat /run/enabled ;;
  *' show '*) printf '%s\\n' LoadState=loaded ActiveState=active SubState=running ;;
  *is-active* | *is-system-running*) echo inactive && exit 3 ;;
  *) echo "\${*#--no-ask-password }" >>/run/done ;;
esac
END
chmod 755 /usr/local/sbin/*
echo enabled >/run/enabled
cd /opt && mkdir -p /etc/systemd/system/multi-user.target.wants /var/lib/gin-ship/apps /var/lib/gin-ship/jobs/notes notes/records notes/releases notes/slots notes/snapshots
printf '%s\\n' deploy-path=/opt/notes state-path=/var/lib/notes run-as=notes >/var/lib/gin-ship/apps/notes
cd notes
lay() {
  mkdir -p "deploys/$1" && echo "program=notes" >"deploys/$1/settings"
  ln -sfn "../deploys/$1" "slots/$3"
  printf '%s\\n' record=1 "deploy=$1" "state=$2" "slot=$3" predecessor=- reason=- >"records/$1"
}
lay 000001-7-1 confirmed blue
ln -s deploys/000001-7-1 current
eval "$1"
code=0
sh "$2" $3 notes 2>&1 || code=$?
sed 's/^/did /' /run/done 2>/dev/null || :
for slot in blue green; do [ ! -L slots/$slot ] || echo "$slot has $(basename "$(readlink slots/$slot)")"; done
grep -sH ^state= records/*
echo "current is $(basename "$(readlink current)")"
echo "ended with $code"`;

/** What is to be seen of `/opt/notes` after the verb, and what systemd was asked for. */
function seen(lay: string, verb: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-recovery-'));
  try {
    const program = join(folder, 'gin-ship');
    cpSync(helper, program);
    const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-euc', enclose];
    const command = [...unshare, 'sh', lay, program, verb];
    const [file = '', ...args] = [...root, ...command];
    return execFileSync(file, args, { encoding: 'utf8' }).trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const first = ['blue has 000001-7-1', 'records/000001-7-1:state=confirmed'];
const end = ['current is 000001-7-1', 'ended with 0'];
const startsBlue = 'did start --no-block notes@blue.service';
const damaged = 'lay 000002-8-1 nonsense green';

test('a start starts what was confirmed', () => {
  expect(seen('', 'boot')).toEqual([startsBlue, ...first, ...end]);
});

test('a record that is damaged is set aside where another deploy is confirmed, and that one starts', () => {
  const after = [
    'gin-ship: warning: the record 000002-8-1 is damaged, and is called damaged-000002-8-1 now: 000001-7-1 serves',
    'did stop gin-ship-notes.hook.service',
    'did stop notes@green.service',
    'did reset-failed notes@green.service',
    startsBlue,
  ];
  const left = [...first, 'records/damaged-000002-8-1:state=nonsense', ...end];
  expect({
    boot: seen(damaged, 'boot'),
    recover: seen(damaged, 'recover'),
    empty: seen(`${damaged}; : >records/000002-8-1`, 'recover'),
  }).toEqual({
    boot: [...after, startsBlue, ...left],
    recover: [...after, ...left],
    empty: [...after, ...first, ...end],
  });
});

test('that of the deploy which served is written anew, and that deploy starts', () => {
  const lay = `lay 000002-8-1 '' green; ln -sfn deploys/000002-8-1 current`;
  expect(seen(`${lay}; head -c 40 /dev/zero >records/000002-8-1`, 'boot')).toEqual([
    'gin-ship: warning: the record 000002-8-1 was damaged, and is written anew: that deploy served',
    'did start --no-block notes@green.service',
    ...['blue has 000001-7-1', 'green has 000002-8-1', 'records/000001-7-1:state=confirmed'],
    ...['records/000002-8-1:state=confirmed', 'current is 000002-8-1', 'ended with 0'],
  ]);
});

test('that of a first deploy, which was never confirmed, is set aside, and nothing is left of it', () => {
  expect(seen(`rm records/* slots/* current; ${damaged}`, 'recover')).toEqual([
    'gin-ship: warning: the record 000002-8-1 is damaged, and is called damaged-000002-8-1 now: no deploy was ever confirmed here',
    'did stop gin-ship-notes.hook.service',
    'did stop notes@green.service',
    'did reset-failed notes@green.service',
    'records/damaged-000002-8-1:state=nonsense',
    ...['current is ', 'ended with 0'],
  ]);
});

test('where a service of before may be to be found again it stays, with what to do', () => {
  const left = ['green has 000002-8-1', 'records/000002-8-1:state=nonsense'];
  const says =
    'gin-ship: record: the record 000002-8-1 is damaged, so what became of that deploy is not known: move /opt/notes/records/000002-8-1 away, then: systemctl start gin-ship-recover@notes';
  const bare = `rm records/* slots/* current; ${damaged}`;
  expect({
    adopted: seen(`${bare}; mkdir adopted`, 'boot'),
    lost: seen(`${bare}; ln -s deploys/000001-7-1 current`, 'boot'),
  }).toEqual({
    adopted: [says, ...left, 'current is ', 'ended with 70'],
    lost: [says, ...left, 'current is 000001-7-1', 'ended with 70'],
  });
});

test('one that is written anew follows what was confirmed before, whatever its settings say', () => {
  const said = sourced(`mkdir records deploys
for did in 000001-7-1 000003-9-1; do printf 'state=confirmed\n' >records/$did; done
records=$PWD/records deploys=$PWD/deploys r_text='kind=rollback\nslot=blue\nversion=v1'
r_text=$(printf "$r_text") && write_confirmed 000002-8-1 green
grep -E '^(deploy|kind|slot|predecessor|version|state)=' records/000002-8-1`);
  expect(said.split('\n')).toEqual([
    'deploy=000002-8-1',
    'kind=deploy',
    'state=confirmed',
    'slot=green',
    'predecessor=000001-7-1',
    'version=v1',
  ]);
});

test('a recovery that fails keeps nothing down: what was confirmed starts, and it is tried again', () => {
  const lay = 'rm slots/blue; mkdir slots/blue slots/blue/in';
  expect(seen(lay, 'boot')).toEqual([
    "mv: cannot overwrite directory '/opt/notes/slots/blue' with non-directory",
    'gin-ship: forward: could not point the slot blue to 000001-7-1',
    ...[startsBlue, 'did start --no-block gin-ship-recover@notes.service'],
    ...['records/000001-7-1:state=confirmed', ...end],
  ]);
});

test('systemd tries a start that failed again, for as long as it takes', () => {
  const lines = sourced('name=notes; main_text').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining(['StartLimitIntervalSec=0', 'Restart=on-failure', 'RestartSec=5']),
  );
});

test('a service that was disabled stays so until the next deploy', () => {
  const enables = [
    'did --quiet enable notes.service',
    'did start --no-block notes.service',
    ...first,
    ...end,
  ];
  expect({
    disabled: seen('echo disabled >/run/enabled', 'recover'),
    deployed: seen('echo disabled >/run/enabled; rm current', 'recover'),
  }).toEqual({ disabled: [...first, ...end], deployed: enables });
});
