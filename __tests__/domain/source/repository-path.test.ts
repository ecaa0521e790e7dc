import { expect, test } from 'vitest';
import { repositoryPath } from '../../../src/domain/source/repository-path.ts';
import { projectOf } from '../../fixtures/repository.ts';

test.each([
  ['.', './main.go', 'main.go'],
  ['.', 'cmd/app/main.go', 'cmd/app/main.go'],
  ['.', '.\\cmd\\app\\main.go', 'cmd/app/main.go'],
  ['.', '/work/main.go', 'main.go'],
  ['.', '../main.go', undefined],
  ['.', '/usr/local/go/src/fmt/print.go', undefined],
  ['services/notes', './main.go', 'services/notes/main.go'],
  ['services/notes', '../lib/a.go', 'services/lib/a.go'],
  ['services/notes', '../../../a.go', undefined],
])('from a module in %s, %s lies at %s', (subfolder, path, expected) => {
  expect(repositoryPath(projectOf('/work', undefined, subfolder))(path)).toBe(expected);
});
