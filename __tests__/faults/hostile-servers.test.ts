import { expect, test, vi } from 'vitest';
import { chooseRollback } from '../../src/domain/deploy/choose-rollback.ts';
import { deployOutputs } from '../../src/domain/deploy/deploy-outputs.ts';
import { deploySection } from '../../src/domain/deploy/deploy-section.ts';
import { describeEvent } from '../../src/domain/deploy/describe-event.ts';
import { tellEnding } from '../../src/domain/deploy/ending.ts';
import { parseEvent } from '../../src/domain/deploy/events.ts';
import { fleetFailure } from '../../src/domain/deploy/fleet-ending.ts';
import { formatPlan } from '../../src/domain/deploy/format-plan.ts';
import { parseComplaint } from '../../src/domain/deploy/helper-answer.ts';
import { parseServerFacts } from '../../src/domain/deploy/parse-facts.ts';
import { planLines } from '../../src/domain/deploy/plan-lines.ts';
import { type Progress, follow, noProgress } from '../../src/domain/deploy/progress.ts';
import { parseRecord } from '../../src/domain/deploy/records.ts';
import { refusalFailure } from '../../src/domain/deploy/refusal.ts';
import { findRefusals } from '../../src/domain/deploy/refusals.ts';
import { statusLines } from '../../src/domain/deploy/status-lines.ts';
import { Failure } from '../../src/domain/failure.ts';
import { escapeMarkdown } from '../../src/domain/report/markdown.ts';
import { lastWords } from '../../src/stages/deploy/ask-host.ts';
import { tellFacts } from '../../src/stages/deploy/tell-facts.ts';
import { setting } from '../domain/deploy/failing.ts';
import { switched } from '../domain/deploy/heard.ts';
import { planOf } from '../domain/deploy/planned.ts';
import {
  answerText,
  bare,
  deployed,
  record,
  rootWay,
  server,
  wish,
  withLines,
} from '../domain/deploy/server-answers.ts';
import { randomFrom } from '../fixtures/hostile.ts';
import { hostileStrings } from './hostile-strings.ts';
import { readPlan } from './plan-reader.ts';

vi.setConfig({ testTimeout: 1_200_000 });

const seed = 44;
const texts = hostileStrings(900, seed).map((text) => text.slice(0, 5000));
const forged = /^\s*::|##\[/;
const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Lines of the log that are not plain; a text of several lines is none of these. */
const notPlain = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => steering.test(line) || line.includes('\n') || forged.test(line));

/** A failure has lines of its own; what it is told with may have no others. */
const notPlainFailure = (failure: Failure | undefined): readonly string[] =>
  notPlain((failure?.message ?? '').split('\n'));

test(`whatever a server answers to the question for its facts (seed ${seed}), nothing of it steers a log or a plan`, () => {
  const random = randomFrom(seed);
  const whole = [
    ...withLines(bare, ...deployed),
    'drift=/etc/x',
    'supervisor=/etc/s.conf',
    'open=812 w /var/lib/notes/a.db',
    'state.file=4096 /var/lib/notes/a.db',
    'dropin=/etc/systemd/system/x.conf',
    'deploy.open=/opt',
  ];
  const counts = { read: 0, refused: 0, planned: 0 };
  const wrong: unknown[] = [];
  const headers = readPlan(formatPlan(planOf({}, server(...deployed)))).header.map(
    (line) => line.split('=')[0],
  );
  for (const [at, text] of texts.entries()) {
    // A line end within makes further lines, as a server could send them too.
    const lines = whole.map((line) => {
      if (random() > 0.03) return line;
      const value = line.indexOf(random() < 0.5 ? '=' : ' ') + 1;
      return `${line.slice(0, value)}${random() < 0.5 ? text : line.slice(value) + text}`;
    });
    const way =
      at % 3 === 0
        ? [`user=1000 ${text}`, `sudo.said=${text}`, `sudo.all=no`, `helper=${text}`]
        : rootWay;
    const reading = parseServerFacts(answerText(lines, way));
    if ('problem' in reading) {
      wrong.push(...notPlain([reading.problem]));
      continue;
    }
    counts.read += 1;
    const { facts } = reading;
    const told: string[] = [...statusLines(facts, 'notes')];
    const tell = (line: string): void => void told.push(line);
    // The teller makes what it tells plain; here it is seen before, so line ends alone would be wrong.
    const facted: string[] = [];
    tellFacts(facts, { info: (line) => facted.push(line), notice: tell, warning: tell });
    wrong.push(...facted.filter((line) => line.includes('\n')));
    const refusals = findRefusals(facts, wish, 'fail');
    if (refusals.length > 0) {
      counts.refused += 1;
      wrong.push(...notPlainFailure(refusalFailure('web1', refusals)));
    }
    try {
      const plan = planOf({}, facts);
      counts.planned += 1;
      told.push(...planLines(plan));
      const { header, unit } = readPlan(formatPlan(plan));
      const keys = header.map((line) => line.split('=')[0]);
      if (keys.join() !== headers.join() && !keys.includes('beneath')) wrong.push(keys);
      wrong.push(...unit.slice(1).filter((line) => !/^[A-Z]\w+=/.test(line)));
      chooseRollback(facts.app, undefined);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      wrong.push(...notPlainFailure(error));
    }
    wrong.push(...notPlain(told));
  }
  expect(wrong).toEqual([]);
  expect(
    Object.values(counts).filter((count) => count < 100),
    JSON.stringify(counts),
  ).toEqual([]);
});

const kinds = [
  'step',
  'note',
  'warning',
  'log',
  'evidence Result=',
  'evidence PortHeldBy=',
  'evidence ExecMainStatus=',
  'ended rolled-back',
  'probe',
  'state',
  'took',
  'ask 1 80 /',
  'gap',
  'wait',
  '',
];

test(`whatever a job tells (seed ${seed}), nothing of it steers a log, a summary, an output or a failure`, () => {
  const random = randomFrom(seed + 1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const wrong: unknown[] = [];
  const causes = new Set<string>();
  for (let at = 0; at + 6 < texts.length; at += 6) {
    let progress: Progress = noProgress;
    const said = texts
      .slice(at, at + 6)
      .flatMap((text) => [`${pick(kinds)} ${text}`, `log ${text}`]);
    const reason = texts[at] ?? '';
    const story = [
      ...switched.map((line) => line.replace(/^\d+ /, '')),
      ...said,
      `step going back: ${reason}`,
      ...said.slice(0, 3),
      `ended rolled-back ${reason}`,
    ];
    for (const [number, body] of story.flatMap((line) => line.split('\n')).entries()) {
      const event = parseEvent(`${number + 1} ${number * 10} ${body}`);
      const line = describeEvent(event, progress);
      if (line !== undefined) wrong.push(...notPlain([line.text]));
      progress = follow(progress, event);
    }
    const text = `record=1\ndeploy=000004-9002-1\nsequence=4\nkind=deploy\nstate=rolled-back\nslot=blue\nreason=${reason}\nversion=${texts[at + 1]}\npredecessor=000003-9001-1\ntrial=not-tried: ${texts[at + 2]}\nsnapshot=${texts[at + 3]}\n`;
    const reading = parseRecord('000004-9002-1', text);
    if ('problem' in reading) wrong.push(...notPlain([reading.problem]));
    const of = 'record' in reading ? reading.record : { ...record, state: 'rolled-back' as const };
    for (const kind of ['rolled-back', 'down', 'deployed'] as const) {
      const told = tellEnding({
        ...{
          server: 'web1',
          name: 'notes',
          deploy: '000004-9002-1',
          version: of.version ?? '1',
          setting,
        },
        before: { kind: 'deploy', deploy: '000003-9001-1', version: reason },
        ...{ ending: { kind, record: of }, heard: progress },
      });
      causes.add(told.cause?.id ?? 'none');
      const { sentence, cause, look, remarks } = told;
      wrong.push(
        ...notPlain([sentence, cause?.sentence ?? '', ...(cause?.fix ?? []), ...look, ...remarks]),
      );
      const output = new Map([['web1', texts.slice(at, at + 6)]]);
      wrong.push(
        ...notPlainFailure(
          fleetFailure({
            name: 'notes',
            command: 'deploy',
            version: reason,
            endings: [told],
            output,
          }),
        ),
      );
      const outputs = deployOutputs([told]);
      wrong.push(...notPlain(Object.values(outputs)));
      const section = deploySection([{ ending: told, heard: progress, began: 0 }]);
      wrong.push(...notPlain(section.split('\n')));
      // Of text of others nothing stays markup: no tag, link, mention or fence but our own.
      const rest = section.replaceAll(/^```mermaid\n[^]*?\n```$/gm, '').replaceAll(/\\[^]/g, '');
      if (/[<>`[\]]|@\w|&(?!amp;|lt;|gt;)/.test(rest)) wrong.push(rest);
    }
  }
  expect(wrong).toEqual([]);
  expect(causes.size).toBeGreaterThan(2);
  expect(escapeMarkdown('<a>')).toBe('&lt;a&gt;');
});

test('what the helper or a shell says on its standard error is plain where it is told', () => {
  const wrong = texts.flatMap((text) => {
    const { word, text: told } = parseComplaint(`gin-ship: refused: ${text}`);
    const words = lastWords({ stdout: text, stderr: `${text}\n${text}` }).split('\n');
    return notPlain([word ?? '', told, ...words]);
  });
  expect(wrong).toEqual([]);
});

test('an app and a workflow are known again by whatever names they have', () => {
  const wrong = texts.filter((text) => {
    // The fixture takes a line that ends so for one to be removed.
    if (/^\s*$|=\s*$/.test(text)) return false;
    const source = { ...wish.source, repository: text, workflow: text };
    const lines = readPlan(formatPlan(planOf({ wish: { ...wish, source } }))).header;
    const of = (key: string): string => lines.find((line) => line.startsWith(`${key}=`)) ?? '';
    const row = (line: string): string => line.replaceAll('%', '%25').replaceAll('|', '%7C');
    const facts = server(
      ...withLines(deployed, `mark=${of('repository')}`, 'record='),
      ...[
        'mark=deploy-path=/opt/notes',
        'mark=state-path=/var/lib/notes',
        'mark=run-as=notes',
        'mark=user=made',
      ],
      `record=000003-9001-1|record=1|deploy=000003-9001-1|sequence=3|kind=deploy|state=confirmed|slot=green|run=9003|attempt=1|${row(of('repository'))}|${row(of('workflow'))}`,
    );
    const codes = findRefusals(facts, { ...wish, source }, 'off').map(({ code }) => code);
    return codes.join() !== 'deploy-downgrade';
  });
  expect(wrong).toEqual([]);
});
