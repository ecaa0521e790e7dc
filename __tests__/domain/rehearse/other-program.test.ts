import { expect, test } from 'vitest';
import { explainOtherProgram } from '../../../src/domain/rehearse/other-program.ts';

test('a program of another file that answers is named, whatever its name holds', () => {
  expect(explainOtherProgram({ pid: 12, program: '/srv/a\n::error::b', binary: 'notes' })).toEqual({
    id: 'other-program',
    level: 'warning',
    message: String.raw`what answers is /srv/a\u000a::error::b (process 12), which notes started, and not notes of this release: inspect has not seen it`,
    fix: [
      'answer from the program itself, or name the one that answers: service: its name',
      'where it is meant to be so, ship that program with the archive: include',
    ],
  });
});
