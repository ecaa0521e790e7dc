import { expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

test.each<[With, object]>([
  [{}, { artifact: true, sbom: false }],
  [{ artifact: 'FALSE' }, { artifact: false, sbom: false }],
  [
    { 'artifact-name': 'notes {version}' },
    { artifact: true, sbom: false, artifactName: 'notes {version}' },
  ],
  [{ 'retention-days': '1' }, { artifact: true, sbom: false, retentionDays: 1 }],
  [{ 'retention-days': '400' }, { artifact: true, sbom: false, retentionDays: 400 }],
  [{ sbom: 'true' }, { artifact: true, sbom: true }],
])('%j is accepted', (given, expected) => {
  expect(inputsOf(given).publish).toEqual(expected);
});

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
])('%j is refused', (given, problem) => {
  expect(problemsOf(given)).toEqual([problem]);
});
