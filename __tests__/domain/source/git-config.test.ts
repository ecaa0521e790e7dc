import { expect, test } from 'vitest';
import { globalGitConfig } from '../../../src/domain/source/git-config.ts';

const trust = '[safe]\n\tdirectory = "*"\n';
const include = (path: string): string => `[include]\n\tpath = "${path}"\n`;

test.each<[string, Record<string, string>, boolean, readonly string[]]>([
  ['both files of the user', { HOME: '/root' }, false, ['~/.config/git/config', '~/.gitconfig']],
  ['on Windows git knows the home itself', {}, true, ['~/.config/git/config', '~/.gitconfig']],
  ['nothing, where there is no home', {}, false, []],
  [
    'XDG_CONFIG_HOME instead of ~/.config',
    { HOME: '/root', XDG_CONFIG_HOME: '/xdg' },
    false,
    ['/xdg/git/config', '~/.gitconfig'],
  ],
  ['XDG_CONFIG_HOME without a home', { XDG_CONFIG_HOME: '/xdg' }, false, ['/xdg/git/config']],
  [
    'only the file that GIT_CONFIG_GLOBAL names',
    { HOME: '/root', GIT_CONFIG_GLOBAL: '/my "own"\\x' },
    false,
    ['/my \\"own\\"\\\\x'],
  ],
  [
    'no file, where GIT_CONFIG_GLOBAL is empty',
    { HOME: '/root', GIT_CONFIG_GLOBAL: '' },
    false,
    [],
  ],
])('the configuration includes %s, and trusts every folder', (_what, env, windows, paths) => {
  expect(globalGitConfig(env, { windows })).toBe(paths.map(include).join('') + trust);
});
