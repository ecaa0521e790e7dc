import { expect, test } from 'vitest';
import { planModulePrune } from '../../../src/domain/cache/modules.ts';

const sum = `github.com/BurntSushi/toml v1.5.0 h1:x=
github.com/BurntSushi/toml v1.5.0/go.mod h1:x=
golang.org/x/net v0.40.0/go.mod h1:x=
`;

test('modules whose content no go.sum names go, with hash and folder', () => {
  const prune = planModulePrune({
    downloads: [
      'github.com/!burnt!sushi/toml/@v/list',
      'github.com/!burnt!sushi/toml/@v/v1.4.0.info',
      'github.com/!burnt!sushi/toml/@v/v1.4.0.mod',
      'github.com/!burnt!sushi/toml/@v/v1.4.0.zip',
      'github.com/!burnt!sushi/toml/@v/v1.4.0.ziphash',
      'github.com/!burnt!sushi/toml/@v/v1.5.0.zip',
      'golang.org/x/net/@v/v0.40.0.zip',
      'sumdb/sum.golang.org/lookup/golang.org/x/net@v0.40.0',
    ],
    sums: ['', sum],
  });
  expect(prune).toEqual({
    remove: [
      'cache/download/github.com/!burnt!sushi/toml/@v/v1.4.0.zip',
      'cache/download/github.com/!burnt!sushi/toml/@v/v1.4.0.ziphash',
      'github.com/!burnt!sushi/toml@v1.4.0',
      'cache/download/golang.org/x/net/@v/v0.40.0.zip',
      'cache/download/golang.org/x/net/@v/v0.40.0.ziphash',
      'golang.org/x/net@v0.40.0',
    ],
    count: 2,
  });
});

test('versions are spelt as the module cache spells them', () => {
  const downloads = ['example.com/a/@v/v1.0.0-!r!c1.zip'];
  const sums = ['example.com/a v1.0.0-RC1 h1:x=\n'];
  expect(planModulePrune({ downloads, sums })).toEqual({ remove: [], count: 0 });
});
