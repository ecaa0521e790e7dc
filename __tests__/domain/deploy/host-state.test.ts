import { describe, expect, test } from 'vitest';
import type { AppFacts, ServerFacts } from '../../../src/domain/deploy/facts.ts';
import {
  type HostState,
  decideHostState,
  hostConcerns,
} from '../../../src/domain/deploy/host-state.ts';
import { statusHosts, statusSection } from '../../../src/domain/deploy/status-section.ts';
import { deployed, record, server } from './server-answers.ts';

const facts = server(...deployed);
const unit = facts.units.get('notes@green.service');
if (unit === undefined) throw new Error('there is no such unit');
const { active: _, ...inactive } = unit;

/** `?` is not known. */
function seen(app: Partial<AppFacts>, active = 'active'): ServerFacts {
  const units = new Map([[inactive.name, active === '?' ? inactive : { ...inactive, active }]]);
  return { ...facts, units, app: { ...facts.app, recordCount: 2, ...app } };
}

const later = { ...record, deploy: '000004-9002-1', sequence: 4 };
const logs = 'see why: journalctl -u notes@green.service -n 50; start it: systemctl restart notes';

describe('a server is told as', () => {
  test.each<[HostState, ServerFacts, readonly string[]]>([
    ['running', facts, []],
    ['not-installed', server(), []],
    ['nothing', seen({ records: [{ ...record, state: 'not-installed' }] }), []],
    [
      'stopped',
      seen({}, 'failed'),
      ['notes@green.service (failed) was confirmed, and does not run', logs],
    ],
    [
      'down',
      seen({ records: [{ ...later, state: 'down' }, record] }, 'inactive'),
      [
        'notes@green.service (inactive) is down: the last deploy failed, and so did its way back',
        logs,
      ],
    ],
    // Somebody has started it by hand since.
    ['running', seen({ records: [{ ...later, state: 'down' }, record] }), []],
    ['unknown', seen({}, '?'), []],
    [
      'unknown',
      seen({ unreadable: new Map([['000009-1-1', 'it is not whole']]) }),
      ['records that cannot be read: 000009-1-1'],
    ],
    [
      'unknown',
      seen({ mark: 'foreign' }),
      ['/var/lib/gin-ship/apps/notes is there, and gin-ship did not make it'],
    ],
    [
      'running',
      seen({ records: [{ ...later, state: 'switching' }, record], lock: 'free' }),
      ['000004-9002-1 was left switching; the next deploy settles it first'],
    ],
    [
      'running',
      seen({
        records: [{ ...later, state: 'switching' }, record],
        lock: { pid: 9, plan: new Map() },
        changedUnits: ['/etc/systemd/system/notes@.service'],
      }),
      ['changed by hand: /etc/systemd/system/notes@.service; a deploy writes its own files anew'],
    ],
  ])('%s', (state, of, concerns) => {
    expect(decideHostState(of, 'notes')).toBe(state);
    expect(hostConcerns(of, 'notes')).toEqual(concerns);
  });
});

test('the summary has a row for each server, what to look at, and its records', () => {
  const hostile = { ...record, version: '<b>1|2</b>\u001b', reason: '`x`' };
  const section = statusSection({
    name: 'notes',
    hosts: [
      { server: 'web1', found: { facts: seen({ records: [hostile] }, 'failed') } },
      { server: 'web2', found: { facts: server() } },
      { server: 'web3', found: { problem: 'connecting: nobody answered' } },
    ],
    difference: 'the servers differ (web1: 1.2.0; web2: nothing yet)',
  });
  expect(section).toBe(`| Server | State | Deploy | Version | Since | From |
| --- | --- | --- | --- | --- | --- |
| web1 | **stopped** | 000003-9001-1 | &lt;b&gt;1\\|2&lt;/b&gt;\\\\u001b |  | commit dddddddddddd, of gin/notes, run 9001, attempt 1, .github/workflows/ship.yml, by ann |
| web2 | not-installed |  |  |  |  |
| web3 | **not asked** |  |  |  |  |

- the servers differ (web1: 1.2.0; web2: nothing yet)
- web1: notes\\@green.service (failed) was confirmed, and does not run
- web1: see why: journalctl -u notes\\@green.service -n 50; start it: systemctl restart notes
- web3: connecting: nobody answered

<details><summary>web1: deploys</summary>

- 000003-9001-1 2026-11-22 20:40 UTC &lt;b&gt;1\\|2&lt;/b&gt;\\\\u001b confirmed, no answer for 210 ms: \\\`x\\\`

</details>`);
});

test('the output has what a later step needs, on one line', () => {
  const { commit: __, version: ___, ...bare } = { ...record, run: '0' };
  const json = statusHosts({
    name: 'notes',
    hosts: [
      { server: 'web1', found: { facts: seen({ records: [bare] }) } },
      { server: 'web2', found: { facts: seen({ records: [] }) } },
    ],
  });
  expect(json).not.toContain('\n');
  expect(JSON.parse(json)).toEqual([
    { host: 'web1', outcome: 'running', deploy: '000003-9001-1' },
    { host: 'web2', outcome: 'unknown' },
  ]);
});
