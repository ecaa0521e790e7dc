import { expect, test, vi } from 'vitest';
import { headerOf, planText, rollbackHeader } from '../fixtures/hand-made-plan.ts';
import { endOn, release } from './ground-bench.ts';

vi.setConfig({ testTimeout: 300_000 });

/** An app of me/notes, with one deploy that can be gone back to. */
function layApp(): string {
  const back = rollbackHeader('');
  const header = headerOf(release);
  const none = ['upload', 'adopt', 'before-switch', 'after-switch'];
  const left = Object.entries(header).filter(
    ([key]) => key in back && !none.includes(key) && key !== 'kind',
  );
  const lines = [...left, ['repository', header['repository']]].map(
    ([key, value]) => `${String(key)}=${String(value)}`,
  );
  return `cd /opt && mkdir -p /var/lib/gin-ship/apps /var/lib/gin-ship/jobs notes/records notes/releases notes/deploys/000001-9001-1
printf '%s\\n' deploy-path=/opt/notes state-path=/var/lib/notes run-as=notes repository=me/notes >/var/lib/gin-ship/apps/notes
printf '%s\\n' ${lines.join(' ')} >notes/deploys/000001-9001-1/settings
touch notes/deploys/000001-9001-1/env notes/deploys/000001-9001-1/unit.conf notes/releases/${release.id}.files
`;
}

test('another repository rolls nothing back, and removes nothing', () => {
  const back = (repository: string | undefined): string =>
    endOn({
      lay: layApp(),
      plan: planText({
        ...headerOf(release),
        ...rollbackHeader('000001-9001-1'),
        repository,
      }),
    });
  const remove = (words: string): string =>
    endOn({
      lay: `${layApp()} echo >/usr/local/sbin/systemctl; sh "$2" remove notes ${words} 2>&1 || :; ls /opt; exit`,
    });
  const other = 'notes was first deployed from another repository, me/notes';
  expect({
    back: [back('you/notes'), back('me/notes')],
    remove: [remove('repository=you/notes purge'), remove('repository=me/notes'), remove('')],
  }).toEqual({
    back: [`refused ${other}`, expect.stringMatching(/^not-installed /) as string],
    remove: [`gin-ship: refused: ${other}\nnotes`, 'removed', 'removed'],
  });
});
