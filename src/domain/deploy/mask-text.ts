/** How are secrets kept out of what a server tells? */

import { masksOf } from '../inputs/masks.ts';
import { encodedForms } from './encoded-forms.ts';
import type { EventBody, ServerEvent } from './events.ts';

/** Puts stars for every secret in a text. */
export type Mask = (text: string) => string;

/** Of a secret that a cut line ends in, as much gives it away; shorter beginnings are chance. */
const leastOfIt = 8;

/**
 * Values of eight characters or more are hidden, line by line, as they are and as programs and the server print them
 * (`encodedForms`); also where a line was cut off within one. What stands in `name`, the app's, is no secret: units and
 * folders are called by it.
 */
export function createMask(values: Readonly<Record<string, string>>, name: string): Mask {
  const hidden = masksOf(values).filter((value) => !name.includes(value));
  const written = hidden.flatMap((value) => [value, ...encodedForms(value)]);
  const secrets = [...new Set(written)]
    .filter((text) => text.length >= leastOfIt)
    .sort((a, b) => b.length - a.length);
  const byBeginning = Map.groupBy(secrets, (secret) => secret.slice(0, leastOfIt));
  return (text) => {
    let masked = text;
    for (const secret of secrets) masked = masked.replaceAll(secret, '***');
    return masked.split('\n').map(maskEnd).join('\n');
  };

  function maskEnd(line: string): string {
    for (let at = 0; at <= line.length - leastOfIt; at += 1) {
      const may = byBeginning.get(line.slice(at, at + leastOfIt)) ?? [];
      if (may.some((secret) => secret.startsWith(line.slice(at)))) return `${line.slice(0, at)}***`;
    }
    return line;
  }
}

/** Only in what is text: words that decide stay as they are, whatever a secret happens to be. */
export function maskEvent(event: ServerEvent, mask: Mask): ServerEvent {
  return { number: event.number, ms: event.ms, ...maskBody(event, mask) };
}

function maskBody(event: EventBody, mask: Mask): EventBody {
  switch (event.kind) {
    case 'step':
    case 'note':
    case 'warning':
    case 'log':
    case 'unknown':
      return { kind: event.kind, text: mask(event.text) };
    case 'evidence':
      return { kind: 'evidence', key: event.key, value: mask(event.value) };
    case 'ended': {
      const { kind, how, reason } = event;
      return { kind, how, ...(reason === undefined ? {} : { reason: mask(reason) }) };
    }
    case 'state':
    case 'probe':
    case 'wait':
    case 'ask':
    case 'gap':
    case 'took':
      break;
  }
  return event;
}
