import { expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

test.each<[With, object]>([
  [{}, {}],
  [{ artifact: 'FALSE' }, { artifact: false }],
  [{ 'artifact-name': 'notes {version}' }, { artifactName: 'notes {version}' }],
  [{ 'retention-days': '1' }, { retentionDays: 1 }],
  [{ 'retention-days': '400' }, { retentionDays: 400 }],
  [{ sbom: 'true' }, { sbom: true }],
  [{ attest: 'true' }, { attest: true }],
  [{ comment: 'true' }, { comment: true }],
  [
    { comment: 'true', command: 'build', 'from-artifact': 'notes' },
    { comment: true, follows: 'notes' },
  ],
])('%j is accepted', (given, expected) => {
  expect(inputsOf(given).publish).toEqual({
    artifact: true,
    comment: false,
    sbom: false,
    attest: false,
    ...expected,
  });
});

test('an artifact that is only shown is not deployed', () => {
  expect(inputsOf({ comment: 'true', 'from-artifact': 'notes' }).deploy.source).toEqual({
    kind: 'own',
  });
});

const forNoComment =
  'is not for a comment, which is of the run that the workflow_run follows; drop the line';

const days = 'accepted: 1 to 400';
const characters = String.raw`accepted: up to 200 characters without " : < > | * ? \ / and line ends`;

test.each<[With, string]>([
  [{ 'retention-days': '0' }, `retention-days: "0" is not accepted; ${days}`],
  [{ 'retention-days': '401' }, `retention-days: "401" is not accepted; ${days}`],
  [{ 'retention-days': '-1' }, `retention-days: "-1" is not accepted; ${days}`],
  [{ 'retention-days': 'ten' }, `retention-days: "ten" is not accepted; ${days}`],
  [{ 'artifact-name': 'a/b' }, `artifact-name: "a/b" is not accepted; ${characters}`],
  [{ 'artifact-name': 'a:b' }, `artifact-name: "a:b" is not accepted; ${characters}`],
  [
    { 'artifact-name': 'a'.repeat(201) },
    `artifact-name: "${'a'.repeat(77)}..." is not accepted; ${characters}`,
  ],
  [
    { comment: 'true', artifact: 'false' },
    'comment: links to artifacts, but artifact is false; drop one of the two',
  ],
  [
    { comment: 'true', command: 'status' },
    'comment: is about what is built, and command: status builds nothing',
  ],
  [{ comment: 'true', 'from-artifact': 'notes', 'run-id': '7' }, `run-id: ${forNoComment}`],
])('%j is refused', (given, problem) => {
  expect(problemsOf(given)).toEqual([problem]);
});
