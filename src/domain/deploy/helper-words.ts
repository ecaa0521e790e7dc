/** Which words of the helper decide something here? Those that it writes as steps, notes and reasons. */

/** What a step is about, as far as it tells where a deploy failed or how long something took. */
export type StepKind =
  | 'receive'
  | 'prepare'
  | 'before-switch'
  | 'after-switch'
  | 'try'
  | 'try-gate'
  | 'stop'
  | 'snapshot'
  | 'start'
  | 'gate'
  | 'back'
  | 'finish'
  | 'other';

/** As server/gin-ship writes them; a start names its unit after the word. */
export const stepTexts: Readonly<Record<string, StepKind>> = {
  'looking for hidden data': 'receive',
  receiving: 'receive',
  copying: 'receive',
  unpacking: 'receive',
  preparing: 'prepare',
  'making the user and the state': 'prepare',
  'writing the deploy': 'prepare',
  'writing the units': 'prepare',
  'checking the unit': 'prepare',
  'before-switch': 'before-switch',
  'after-switch': 'after-switch',
  'asking it there': 'try-gate',
  'stopping the old version': 'stop',
  'copying the databases': 'snapshot',
  'the gate': 'gate',
  'bringing the old version back': 'back',
  finishing: 'finish',
  pruning: 'finish',
};

export const goingBack = 'going back: ';
export const notTriedNote = 'trial: not tried: ';

/** The reason of a job that heard `abort`. */
export const abortReason = 'the runner gave it up';

/** Of a job that waited, and was spoken to no more. */
export const leaseReason =
  /^(?:nobody renewed the lease of|15 minutes passed while it waited for) /;

const starts = /^starting \S+( on the spare port \d+)?$/;

export function stepKind(text: string): StepKind {
  if (Object.hasOwn(stepTexts, text)) return stepTexts[text] ?? 'other';
  const start = starts.exec(text);
  if (start === null) return text.startsWith(goingBack) ? 'back' : 'other';
  return start[1] === undefined ? 'start' : 'try';
}
