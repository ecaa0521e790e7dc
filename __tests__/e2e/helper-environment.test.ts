import { expect, test, vi } from 'vitest';
import { installHelper, helper } from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Tree } from '../servers/hosts/tree.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const values: Readonly<Record<string, string>> = {
  PLAIN: 'plain',
  EMPTY: '',
  BLANKS: '  two  and two  ',
  DOUBLE: '"quoted" and "',
  SINGLE: `it's 'so'`,
  BACK: String.raw`a\b\\c\n\x41 \ `,
  LAST: 'ends so\\',
  SHELL: '$HOME ${HOME} `id` $(id) ; & | > < * ? [a] {b} ~ !',
  COMMENT: '# no comment; nor this',
  EQUAL: '=a==b=',
  PERCENT: '100% %i %%',
  LINES: 'one\ntwo\n#three\n\n"four"\n',
  TABS: '\tone\ttwo\r\u0007\u0001\u007F\u001B[31m',
  UNICODE: 'ä模板🙂\u00A0\u2028',
  LONG: `${'x"\\$` '.repeat(3000)}end`,
};

/** Between double quotes, as systemd.syntax(7) has it. */
const line = ([key, value]: readonly [string, string]): string => {
  const escaped = `${key}=${value}`
    .replaceAll(/[\\"]/g, String.raw`\$&`)
    .replaceAll('%', '%%')
    .replaceAll(/[\u0001-\u001F\u007F]/g, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      return String.raw`\x${code.toString(16).padStart(2, '0')}`;
    });
  return `Environment="${escaped}"`;
};

const trees: readonly Tree[] = ['bullseye', 'bookworm', 'trixie'];

describeHosts('the environment of a unit that is taken over', () => {
  test.each(trees)('arrives byte for byte through a file, by the systemd of %s', async (tree) => {
    await using host = await bootHost({ tree, name: `env-${tree}` });
    await installHelper(host);
    const print = '[Service]\nType=oneshot\nExecStart=/bin/sh -c "env -0 >/run/$NAME"\n';
    const of = (name: string, more: readonly string[]): Promise<void> =>
      host.writeFile(
        `/etc/systemd/system/${name}.service`,
        `${print.replace('$NAME', name)}${more.join('\n')}\n`,
      );
    await of('old', Object.entries(values).map(line));
    await of('new', ['EnvironmentFile=/run/kept']);
    // The function as it is in the helper, without its verbs.
    await host.run(`sed '/^main "\\$@"$/d' ${helper} >/run/functions && systemctl daemon-reload &&
      systemctl show old -p Environment | (. /run/functions && environment_text) >/run/kept &&
      systemctl start old && systemctl start new`);
    const heard = async (name: string): Promise<Readonly<Record<string, string>>> => {
      const all = (await host.readFile(`/run/${name}`)).toString().split('\0');
      const pairs = all.map(
        (one) => [one.split('=')[0] ?? '', one.replace(/^[^=]*=/, '')] as const,
      );
      return Object.fromEntries(pairs.filter(([key]) => Object.hasOwn(values, key)));
    };
    expect({ old: await heard('old'), new: await heard('new') }).toEqual({
      old: values,
      new: values,
    });
  });
});
