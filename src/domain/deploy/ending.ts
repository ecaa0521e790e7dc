/** How did it end on one server, what serves there now, and what is there to do or to look at? */

import { plainLine } from '../plain-text.ts';
import { type Before, beforeText } from './before.ts';
import type { Cause, CauseSetting } from './cause.ts';
import { otherSlot, slotUnit } from './deploy-layout.ts';
import { decideCause } from './evidence.ts';
import type { HostEnding } from './host-ending.ts';
import { endingRemarks, oldRemarks } from './ending-remarks.ts';
import { type Progress, timeOfSteps } from './progress.ts';
import type { DeployRecord } from './records.ts';
import { describeUnknown } from './unknown-ending.ts';

export type KnownEnding =
  | HostEnding
  /** Nothing was touched: the plan was late, or somebody else's deploy was under way. */
  | { readonly kind: 'stale' | 'busy'; readonly reason: string }
  /** It was never begun there. */
  | { readonly kind: 'skipped'; readonly reason: string };

export type EndingKind = KnownEnding['kind'];

export interface EndingQuestion {
  readonly server: string;
  readonly name: string;
  /** Absent where none was planned. */
  readonly deploy?: string;
  readonly version?: string;
  readonly ending: KnownEnding;
  readonly heard?: Progress;
  readonly before: Before;
  readonly setting: CauseSetting;
  /** What was said to the server: it decides what becomes of one that is not heard of any more. */
  readonly said?: ReadonlySet<'go' | 'confirm' | 'abort'>;
}

export interface ToldEnding {
  readonly server: string;
  readonly kind: EndingKind;
  readonly deploy?: string;
  /** The deploy that ran before. */
  readonly previous?: string;
  readonly serves: 'new' | 'old' | 'nothing' | 'unknown';
  /** Without the server's name and a full stop. Plain. */
  readonly sentence: string;
  /** Absent where nothing failed. */
  readonly cause?: Cause;
  /** What brings it back, or what to look at, as one line each. */
  readonly look: readonly string[];
  /** Milliseconds without an answer, the snapshot among them. */
  readonly gap?: number;
  readonly snapshot?: number;
  readonly remarks: readonly string[];
}

type Told = Pick<ToldEnding, 'serves' | 'sentence' | 'look'>;

export function tellEnding(question: EndingQuestion): ToldEnding {
  const { server, ending, heard, before, deploy } = question;
  const record = 'record' in ending ? ending.record : undefined;
  const cause = causeOf(question);
  // Of a version that was taken back again the way there says little.
  const gap = ending.kind === 'deployed' ? (record?.gapMs ?? heard?.gap) : undefined;
  const snapshot = heard === undefined ? undefined : timeOfSteps(heard, 'snapshot');
  const copied = record?.snapshot !== undefined;
  return {
    server,
    kind: ending.kind,
    ...wordsOf(question),
    remarks: [
      ...endingRemarks(record, heard),
      ...(ending.kind === 'down' && heard !== undefined
        ? oldRemarks(heard, oldUnitOf(question, ending.record))
        : []),
    ],
    ...(deploy === undefined ? {} : { deploy }),
    ...(before.kind === 'deploy' ? { previous: before.deploy } : {}),
    ...(cause === undefined ? {} : { cause }),
    ...(gap === undefined ? {} : { gap }),
    ...(snapshot === undefined || gap === undefined || !copied ? {} : { snapshot }),
  };
}

function wordsOf(question: EndingQuestion): Told {
  const { ending, before } = question;
  switch (ending.kind) {
    case 'deployed':
      return { serves: 'new', sentence: deployedText(question, ending.record), look: [] };
    case 'rolled-back':
      return { serves: 'old', sentence: rolledBackText(question), look: [] };
    case 'not-installed':
      return {
        serves: 'nothing',
        sentence: `${nameOf(question)} was not installed: it is stopped, and nothing ran there before`,
        look: [],
      };
    case 'down':
      return downWords(question, ending.record);
    case 'unknown':
      return { serves: 'unknown', ...describeUnknown({ ...question, ending }) };
    case 'stale':
    case 'busy':
    case 'refused':
    case 'skipped':
      break;
  }
  if (before.kind === 'unknown') {
    return { serves: 'unknown', sentence: 'nothing was touched there', look: [] };
  }
  const serves = before.kind === 'none' ? ('nothing' as const) : ('old' as const);
  return { serves, sentence: `nothing was touched there, ${servesText(before)}`, look: [] };
}

function nameOf({ deploy, version, name }: EndingQuestion): string {
  const called = deploy === undefined ? `the deploy of ${name}` : `the deploy ${deploy}`;
  return version === undefined ? called : `${called} (${plainLine(version)})`;
}

function deployedText(question: EndingQuestion, { kind, from }: DeployRecord): string {
  const back = kind === 'rollback' && from !== undefined ? `, which brings back ${from}` : '';
  return `${nameOf(question)} serves${back}`;
}

/** Before `switching` the old version is not touched. */
function rolledBackText(question: EndingQuestion): string {
  const { heard, before } = question;
  const was = heard?.states.some(({ state }) => state === 'switching');
  const how = was === true ? ': it passed its gate' : '';
  if (was === false) return `${nameOf(question)} was undone, ${servesText(before)}`;
  return `${nameOf(question)} was undone, and ${beforeText(before)} serves again${how}`;
}

function servesText(before: Before): string {
  if (before.kind === 'none') return 'and nothing ran there before';
  return `and ${beforeText(before)} serves as before: it was not stopped`;
}

function downWords({ name, before, ...question }: EndingQuestion, record: DeployRecord): Told {
  const old = oldUnitOf({ name, before }, record);
  const [, why] =
    /; then the old version did not pass its gate: (.*?)(?:; try: .*)?$/.exec(
      record.reason ?? '',
    ) ?? [];
  const because = why === undefined ? '' : `: ${plainLine(why)}`;
  return {
    serves: 'nothing',
    sentence: `neither ${nameOf({ name, before, ...question })} nor ${beforeText(before)} serves: what ran before did not pass its gate either${because}`,
    look: [
      `bring back what ran before: systemctl restart ${old}`,
      `see why it does not run: journalctl -u ${old} -n 50`,
      'or deploy a version that works: it starts from here',
    ],
  };
}

function oldUnitOf(
  { name, before }: Pick<EndingQuestion, 'name' | 'before'>,
  { slot = 'blue' }: DeployRecord,
): string {
  return before.kind === 'unit' ? before.unit : slotUnit(name, otherSlot(slot));
}

function causeOf({ ending, heard, setting, said }: EndingQuestion): Cause | undefined {
  if (ending.kind === 'deployed') return undefined;
  if (ending.kind === 'unknown') {
    const sentence = `contact was lost: ${plainLine(ending.problem)}`;
    return { id: 'other', sentence, fix: [] };
  }
  const aborted = said?.has('abort') === true && !said.has('confirm');
  if (heard?.failed !== undefined) return decideCause(heard.failed, { aborted, ...setting });
  const reason = 'record' in ending ? ending.record.reason : ending.reason;
  return { id: 'other', sentence: plainLine(reason ?? 'no reason was recorded'), fix: [] };
}
