import { expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

test.each<[With, object | undefined]>([
  [{}, undefined],
  [{ environment: 'production' }, { name: 'production' }],
  [
    { environment: 'pr 7', 'environment-url': 'https://notes.example.com:8443/x?y' },
    { name: 'pr 7', url: 'https://notes.example.com:8443/x?y' },
  ],
])('%j is accepted', (given, environment) => {
  expect(inputsOf(given).deploy.environment).toEqual(environment);
});

const address =
  'is no address to look at; accepted: one with https:// or http://, without a user in it';

test.each<[With, string]>([
  [
    { 'environment-url': 'https://notes.example.com' },
    'environment-url: is the address of an environment, but there is none',
  ],
  [
    { environment: 'a', 'environment-url': 'javascript:alert(1)' },
    `environment-url: "javascript:alert(1)" ${address}`,
  ],
  [
    { environment: 'a', 'environment-url': 'https://u:p@notes.example.com' },
    `environment-url: "https://u:p@notes.example.com" ${address}`,
  ],
  [
    { environment: 'a\nb' },
    String.raw`environment: "a\u000ab" is not accepted; accepted: up to 255 characters on one line`,
  ],
])('%j is refused', (given, problem) => {
  expect(problemsOf(given)).toEqual([problem]);
});
