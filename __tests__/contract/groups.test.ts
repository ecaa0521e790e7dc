import { expect, test } from 'vitest';
import { rootLike } from '../../src/domain/deploy/refuse-user.ts';
import { sourced } from '../server/sourced.ts';

test('the runner and the server take the same groups for as good as root', () => {
  const groups = [...rootLike].sort();
  const asked = [...groups, 'www-data', 'notes', 'users', 'ssl-cert'];
  const said = sourced(`for group in ${asked.join(' ')}; do
is_common_group "$group" || printf '%s\\n' "$group"
done`);
  expect(said.split('\n')).toEqual(groups);
  const all = sourced(
    "sed -n '/^is_common_group/,/^}/p' .part | sed -nE 's/^ +(.*)\\) return 1 ;;/\\1/p'",
  );
  expect(all.split(/[\s|]+/).sort()).toEqual(groups);
});
