import { expect, test } from 'vitest';
import { parseGoEnv } from '../../../src/domain/setup/go-env.ts';

test.each([
  ['{\n\t"GOROOT": "/go",\n\t"GOFLAGS": ""\n}\n', { GOROOT: '/go', GOFLAGS: '' }],
  ['{"GOROOT": "/go", "GOOS": null, "GOARM": 7, "GOARCH": ["arm"]}', { GOROOT: '/go' }],
  ['{}', {}],
  ['null', undefined],
  ['"go"', undefined],
  ['go: no such tool', undefined],
  ['', undefined],
])('%j gives %j', (text, expected) => {
  expect(parseGoEnv(text)).toEqual(expected);
});
