import { expect, test } from 'vitest';
import {
  artifactNameProblem,
  planArtifactName,
} from '../../../src/domain/publish/artifact-name.ts';

const values = { name: 'notes', version: '1.4.0', timestamp: '20261122-1351' };

test.each([
  [undefined, 'notes'],
  ['{name}-{version}-{timestamp}', 'notes-1.4.0-20261122-1351'],
  ['archives', 'archives'],
])('the name %s becomes %s', (template, name) => {
  expect(planArtifactName(template, values)).toBe(name);
});

test.each([
  ['{name}-linux', undefined],
  ['{os}', 'has an unknown placeholder {os}; accepted: {name} {version} {timestamp}'],
  ['{name', 'has a brace without its partner; accepted: {name} {version} {timestamp}'],
])('what is wrong with %s: %s', (template, problem) => {
  expect(artifactNameProblem(template)).toBe(problem);
});
