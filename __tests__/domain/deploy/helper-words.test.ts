import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  abortReason,
  goingBack,
  leaseReason,
  notTriedNote,
  stepKind,
  stepTexts,
} from '../../../src/domain/deploy/helper-words.ts';

const helper = readFileSync(join(import.meta.dirname, '../../../server/gin-ship'), 'utf8');

describe('the helper writes each step that is known here', () => {
  test.each(Object.keys(stepTexts))('%s', (step) => {
    const hook = step === 'before-switch' || step === 'after-switch';
    const written = hook
      ? helper.includes(`run_hook ${step} `)
      : new RegExp(`timed (?:'${step}'|${step}) `).test(helper);
    expect(written).toBe(true);
  });
});

test('each step that the helper times is known here', () => {
  const timed = [...helper.matchAll(/\btimed (?:'([^']+)'|"([^"]+)"|([a-z-]+)) /g)];
  const texts = timed.map(
    ([, quoted, open = '', word]) =>
      quoted ?? word ?? open.replace('$unit', 'u').replace('$port', '1'),
  );
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((text) => stepKind(text) === 'other')).toEqual([]);
});

test('its other words are the same', () => {
  expect(helper).toContain(`tell step "${goingBack}$REPLY"`);
  expect(helper).toContain(`tell note "${notTriedNote}$1"`);
  expect(helper).toContain(`why='${abortReason}'`);
  const whys = [...helper.matchAll(/why=["'](nobody renewed[^"']*|15 minutes[^"']*)["']/g)];
  expect(whys.map(([, why = '']) => leaseReason.test(why))).toEqual([true, true]);
});

test('a start on the spare port is the trial', () => {
  expect(stepKind('starting notes@blue.service on the spare port 24711')).toBe('try');
  expect(stepKind('starting notes@blue.service')).toBe('start');
  expect(stepKind('constructor')).toBe('other');
});
