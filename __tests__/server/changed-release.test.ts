import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sourced } from './sourced.ts';

const release = 'a'.repeat(64);
const digest = createHash('sha256').update('as it was').digest('hex');

interface Found {
  /** What index.html of the release has now. */
  readonly has: string;
  /** Where a deploy of it is; the new one gets the slot green. */
  readonly in?: 'blue' | 'green';
  readonly upload?: '-';
}

/** What becomes of a release that is there already. */
const receive = ({ has, in: slot, upload }: Found): string =>
  sourced(`
releases=$PWD/releases slots=$PWD/slots job=$PWD p_release=${release} p_slot=green p_upload=${upload ?? 'it.part'}
copy_upload() { echo copied; }
unpack() { echo unpacked; }
timed() { shift; "$@"; }
mkdir -p "$releases/$p_release" slots deploys/1
printf %s '${has}' >"$releases/$p_release/index.html"
chmod 755 "$releases/$p_release" && chmod 644 "$releases/$p_release/index.html"
printf '%s 644 index.html\\n' ${digest} >files
ln -s "../../releases/$p_release" deploys/1/release
${slot === undefined ? '' : `ln -s ../deploys/1 slots/${slot}`}
if receive; then echo taken; else printf 'refused: %s\\n' "$why" | sed "s:$PWD:/opt/notes:"; fi
[ -e "$releases/$p_release" ] && echo 'the old one is there' || echo 'the old one is gone'`);

const inUse = `refused: /opt/notes/releases/${release} is in use and was changed: put back what was, or deploy another commit first; is not what its list of files says: ${digest} index.html`;
const gone = `refused: the release ${release} is not on this server any more, or was not whole: deploy it again with its archive`;

describe('a release that is there already', () => {
  test.each<[string, Found, string]>([
    ['as it was sent is taken as it is', { has: 'as it was', in: 'blue' }, 'taken'],
    [
      'and was changed stays while it serves, with what to do',
      { has: 'by hand', in: 'blue' },
      inUse,
    ],
    ['also where no archive came', { has: 'by hand', in: 'blue', upload: '-' }, inUse],
  ])('%s', (_, found, said) => {
    expect(receive(found).split('\n')).toEqual([said, 'the old one is there']);
  });

  test.each<[string, Found, readonly string[]]>([
    ['and was changed is unpacked anew', { has: 'by hand' }, ['copied', 'unpacked', 'taken']],
    [
      'also where the slot has it that the deploy gets',
      { has: 'by hand', in: 'green' },
      ['copied', 'unpacked', 'taken'],
    ],
    ['and is asked for anew where no archive came', { has: 'by hand', upload: '-' }, [gone]],
  ])('%s', (_, found, said) => {
    expect(receive(found).split('\n')).toEqual([...said, 'the old one is gone']);
  });
});
