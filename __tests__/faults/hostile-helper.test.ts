import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../src/domain/deploy/format-plan.ts';
import { variableProblem } from '../../src/domain/deploy/env-file.ts';
import { planOf, asked } from '../domain/deploy/planned.ts';
import { deployed, server } from '../domain/deploy/server-answers.ts';
import { randomFrom } from '../fixtures/hostile.ts';
import { shells } from '../fixtures/submitted.ts';
import { shellFolder, withHelper } from './helper-functions.ts';
import { hostileStrings } from './hostile-strings.ts';
import { readPlan } from './plan-reader.ts';
import { shellWord } from '../../src/domain/remote/shell-word.ts';

const seed = 42;
const texts = hostileStrings(10_000, seed);
const isWord = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Texts as many as a plan holds, in as few plans as hold them all. */
function filled(all: readonly string[], most: { count: number; bytes: number }): string[][] {
  const groups: string[][] = [];
  let [bytes, last]: [number, string[]] = [Number.POSITIVE_INFINITY, []];
  for (const text of all) {
    // An argument may be four times as long in the unit.
    bytes += Buffer.byteLength(text) * 2 + 16;
    if (bytes > most.bytes || last.length >= most.count) {
      [bytes, last] = [0, []];
      groups.push(last);
    }
    last.push(text);
  }
  return groups;
}

const valuesIn = (group: readonly string[]): Record<string, string> =>
  Object.fromEntries(group.map((text, at) => [`K${at}`, text]));

const withVariables = texts.filter((text) => variableProblem('K1', text) === undefined);
const ofVariables = (() => {
  const groups = filled(withVariables, { count: 1500, bytes: 700_000 });
  const facts = server(...deployed);
  return { groups, plans: groups.map((group) => formatPlan(planOf({}, facts, valuesIn(group)))) };
})();

const asArguments = texts.filter(
  (text) =>
    isWord(text) && !/\p{Cc}|\p{Noncharacter_Code_Point}/u.test(text) && text.length < 20_000,
);
const ofArguments = filled(asArguments, { count: 1500, bytes: 220_000 }).map((args) =>
  formatPlan(planOf({ service: { ...asked.service, args } })),
);

test('most of the texts are such as a plan can have', () => {
  expect([withVariables.length > 7000, asArguments.length > 5000]).toEqual([true, true]);
});

describe.each(Object.entries(shells))(`the helper in %s (seed ${seed})`, (_, shell) => {
  test('cuts the variables out of a plan byte by byte', () => {
    const { groups, plans } = ofVariables;
    using folder = shellFolder();
    for (const [at, plan] of plans.entries()) writeFileSync(join(folder.path, `plan-${at}`), plan);
    const said = folder.run(shell, `${withHelper}${cutEach(plans.length)}`).toString();
    expect(said).toBe(plans.map(() => 'taken\n').join(''));
    for (const [at, plan] of plans.entries()) {
      const blob = readFileSync(join(folder.path, `env-${at}`), 'utf8');
      expect(plan.includes(blob) && blob.length > 0, `the variables of plan ${at}`).toBe(true);
      const read = readPlan(plan).env;
      expect(groups[at]?.filter((text, n) => read[`K${n}`] !== text)).toEqual([]);
    }
    expect(folder.hasCanary()).toBe(false);
  });

  test('takes the arguments that are planned', () => {
    const plans = ofArguments;
    using folder = shellFolder();
    for (const [at, plan] of plans.entries()) writeFileSync(join(folder.path, `plan-${at}`), plan);
    const said = folder.run(shell, `${withHelper}${cutEach(plans.length)}`).toString();
    expect(said).toBe(plans.map(() => 'taken\n').join(''));
    expect(folder.hasCanary()).toBe(false);
  });

  test('takes no value of a plan that is not of its form, and runs none', () => {
    const keys = Object.keys(forms);
    const step = shell === 'dash' ? 1 : 4;
    const some = texts.filter((text, at) => isWord(text) && text.length < 5000 && at % step === 0);
    // A command comes from a line; of all other forms a line end is none.
    const asks = some.flatMap((text, at) =>
      [0, 17].map((more) => {
        const key = keys[(at + more) % keys.length] ?? '';
        return [key, key === 'before-switch' ? text.replaceAll('\n', ' ') : text] as const;
      }),
    );
    const tried = asks.map(([key, text]) => `t ${key} ${shellWord(text)}\n`).join('');
    using folder = shellFolder();
    const said = folder.run(shell, `${withHelper}${tellTaken}${tried}`).toString();
    expect(said).toHaveLength(asks.length);
    const taken = asks.filter((__, at) => said[at] === '1');
    expect(taken.filter(([key, text]) => forms[key]?.(text) !== true)).toEqual([]);
    expect(taken.length).toBeGreaterThan(1000 / step);
    expect(folder.hasCanary()).toBe(false);
  });

  test('takes no unit in which systemd could read something else', () => {
    const random = randomFrom(seed);
    const good = [
      '[Service]',
      'User=notes',
      'WorkingDirectory=/var/lib/notes',
      'ExecStart="/opt/notes/slots/%i/release/notes" "-at" "${GIN_SHIP_PORT}" "a b"',
      'EnvironmentFile=/opt/notes/slots/%i/env',
      'UMask=0027',
      '',
    ].join('\n');
    const spoilt = texts.slice(0, 160).map((text, at) => {
      const piece = at % 4 === 0 ? `\0${smuggled[at % smuggled.length]}\0` : text.slice(0, 200);
      const place = Math.floor(random() * (good.length + 1));
      const inArgument = good.indexOf('a b"') + 1;
      const where = at % 8 === 0 ? inArgument : place;
      return good.slice(0, where) + piece + good.slice(where);
    });
    using folder = shellFolder();
    for (const [at, unit] of [good, ...spoilt].entries()) {
      writeFileSync(join(folder.path, `unit-${at}`), unit);
    }
    const said = folder.run(shell, `${withHelper}${judgeUnits(spoilt.length + 1)}`).toString();
    expect(said).toMatch(/^1/);
    const taken = spoilt.filter((__, at) => said[at + 1] === '1');
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter((unit) => !isHarmless(unit))).toEqual([]);
    expect(folder.hasCanary()).toBe(false);
  });
});

/** A line ends for systemd at a line feed, a carriage return and a zero byte (read_line in src/basic/fileio.c). */
function isHarmless(unit: string): boolean {
  const [head, ...lines] = Buffer.from(unit)
    .toString('latin1')
    .trimEnd()
    .split(/[\n\r\0]/);
  const line =
    /^(?:User=notes|WorkingDirectory=\/var\/lib\/notes|EnvironmentFile=-?\/[^\\" ]+|UMask=0[0-7]{3}|ExecStart="\/opt\/notes\/slots\/%i\/release\/notes"(?: "(?:[^"\\%$]|\\["\\]|%%|\$\$|\$\{GIN_SHIP_PORT\})*")*)$/;
  return head === '[Service]' && lines.every((one) => line.test(one));
}

const smuggled = [
  'ExecStartPre=+/bin/sh -c "touch /root/canary"',
  'User=root',
  '[Service]',
  'ExecStart=',
  'AmbientCapabilities=CAP_SYS_ADMIN',
];

/** Takes each plan as the verb submit does, and keeps its variables. */
const cutEach = (count: number): string => `
job=$PWD
read_all() { read_plan "$1" && cut_blobs && are_blobs_sound; }
at=0
while [ "$at" -lt ${count} ]; do
  (read_all "plan-$at" && echo taken || echo "$why")
  cp env "env-$at"
  at=$((at + 1))
done
`;

const tellTaken = `
t() {
  p_persist='' p_write_paths='' p_port_env='' p_ships=''
  if take "$1" "$2"; then printf 1; else printf 0; fi
}
`;

const judgeUnits = (count: number): string => `
p_user=notes p_state=/var/lib/notes p_home=/opt/notes p_name=notes p_program=notes p_write_paths=''
at=0
while [ "$at" -lt ${count} ]; do
  if is_unit_sound "unit-$at"; then printf 1; else printf 0; fi
  at=$((at + 1))
done
`;

const bytes = (text: string): number => Buffer.byteLength(text);
const of = (form: RegExp) => (text: string) => form.test(text);
const count = (least: number, most: number) => (text: string) =>
  /^(?:0|[1-9]\d{0,14})$/.test(text) && Number(text) >= least && Number(text) <= most;
const isInside = (text: string): boolean =>
  bytes(text) <= 1000 &&
  !/[\u0000- "'\\$%:;#\u007f]|^-/.test(text) &&
  text.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
const isPath = (text: string): boolean =>
  text.startsWith('/') && isInside(text.slice(1)) && bytes(text) <= 200;
const isHome = (text: string): boolean =>
  isPath(text) &&
  text.split('/').length > (text.startsWith('/var/') ? 3 : 2) &&
  !/^\/(?:bin|boot|dev|etc|lib|lib32|lib64|proc|root|run|sbin|sys|tmp|usr)\//.test(text);
const isLine = (most: number) => (text: string) =>
  bytes(text) <= most && !/[\u0000-\u001f\u007f]/.test(text);
const isUrl = of(/^\/[\w.~!$&'()*+,;=:@%/?-]{0,999}$/);
const did = /^\d{6}\d*-\d+-\d+$/;
const unit = /^[A-Za-z0-9](?!.*\.\.)[\w@.-]{0,118}\.service$/;

/** What may stand in a plan: more than the helper takes here and there, and nothing that steers. */
const forms: Readonly<Record<string, (text: string) => boolean>> = {
  name: of(/^[a-z][a-z0-9-]{0,23}$/),
  kind: of(/^(?:deploy|rollback)$/),
  deploy: of(did),
  running: (text) => text === '-' || did.test(text),
  slot: of(/^(?:blue|green)$/),
  sequence: count(1, 999_999_999),
  release: of(/^[0-9a-f]{64}$/),
  bytes: count(1, 8_589_934_592),
  format: of(/^tar\.gz$/),
  upload: of(/^(?:-|[0-9a-f]{64}\.part)$/),
  program: isInside,
  'deploy-path': isHome,
  'state-path': isHome,
  'run-as': of(/^[a-z_][a-z0-9_-]{0,31}$/),
  user: of(/^(?:make|keep)$/),
  port: count(1, 65_535),
  health: (text) => text === 'none' || text === 'discover' || isUrl(text),
  'ready-path': (text) => text === '-' || isUrl(text),
  'probe-interval': count(10, 600_000),
  lease: count(500, 900_000),
  overlap: of(/^(?:auto|always|never)$/),
  predecessor: (text) => text === '-' || did.test(text) || unit.test(text.replace(/^unit:/, '')),
  adopt: (text) => text === '-' || unit.test(text),
  'before-switch': (text) => isLine(8192)(text.replaceAll('\t', ' ')),
  repository: isLine(300),
  workflow: isLine(300),
  actor: isLine(300),
  version: isLine(250),
  run: count(0, 1e15),
  commit: of(/^(?:-|[0-9a-f]{1,64})$/),
  manifest: of(/^(?:-|[0-9a-f]{64})$/),
  persist: isInside,
  'write-path': isPath,
  'port-env': (text) => bytes(text) <= 200 && /^[A-Za-z_]\w*=[\w.:/@{}[\]-]*$/.test(text),
  group: of(/^(?:-|[a-z_][a-z0-9_-]{0,31})$/),
  beneath: isLine(4000),
  ships: (text) => isInside(text) && !text.includes('/'),
  'keep-releases': count(1, 1000),
  nonsense: () => false,
};
