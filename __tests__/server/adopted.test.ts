import { expect, test } from 'vitest';
import { sourced } from './sourced.ts';

/** What an old unit that is given back is judged by, of which the helper noted these ports; systemd has started it again before. */
function judged(ports: string, health = '/healthz'): string {
  return sourced(`
    name=notes cursor='' asker=curl attended=no abortable=no r_deploy=000001-7-1 r_predecessor=unit:old.service
    set_home "$PWD"
    mkdir -p adopted "deploys/$r_deploy"
    printf '%s\\n' unit=old.service file=- enabled=enabled active=yes '${ports}' >adopted/info
    printf '%s\\n' port=8080 'health=${health}' probe-deadline=1000 probe-timeout=1000 program-sha256=- >"deploys/$r_deploy/settings"
    give_back() { read_adopted; }
    look() { s_active=active s_sub=running s_pid=7 s_restarts=3 s_code=0 s_status=0 s_result=success; }
    note_cursor() { :; }
    tell() { echo "$*"; }
    await_socket() { echo "listens on $g_port"; }
    ask() { echo "asks $2$3" >&2 && REPLY=404; }
    bring_back 2>asked && echo good || echo "$why"
    ! grep -q . asked || echo "asked at $(head -n 1 asked | cut -d ' ' -f 2)"`);
}

test.each([
  ['the port of the new one, by its answers', 'ports=6060, 8080', 'asked at 8080/healthz'],
  ['another one, by listening there as before', 'ports=9000, 7070, 9000', 'listens on 7070'],
  ['none, by running', 'ports=', undefined],
])('an old unit that listened on %s is judged so', (_, ports, has) => {
  const lines = judged(ports).split('\n');
  const socket = lines.findLast((line) => /^(listens|asked)/.test(line));
  expect([socket, lines.includes('good')]).toEqual([has, true]);
});

test('and where the new one listens nowhere, by running', () => {
  expect(judged('ports=9000', 'none')).toBe('probe unit active\nprobe identity same\ngood');
});
