import { beforeAll, describe, expect, test } from 'vitest';
import { shells } from '../fixtures/submitted.ts';
import { shellFolder, withHelper } from './helper-functions.ts';
import { hostileStrings } from './hostile-strings.ts';
import { type Given, placings, plannedOf, refusedOf } from './hostile-wish.ts';
import { readCommand, readPlan, valuesOf } from './plan-reader.ts';
import { all, someMany } from '../fixtures/some-of.ts';

const seed = 41;
const texts = hostileStrings(someMany(10_000), seed);

/** Signs that hide, steer or forge; none is in what is told of a value. */
const steering =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** Lines and items as an input's own description has them, apart from the code that reads it. */
const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const oneLine = ['health-path', 'ready-path', 'live-path', 'before-switch', 'after-switch'];

/** Of KEY and BLOCK, as the text stands in them; line ends are those of Unix or of Windows. */
function valuesWanted(input = ''): Readonly<Record<string, string>> {
  const [, key] = /^KEY=(.*)\nBLOCK<</.exec(input) ?? [];
  const [, block] = /BLOCK<<GIN_SHIP_END\n([^]*)\nGIN_SHIP_END\n$/.exec(input) ?? [];
  return {
    ...(key === undefined ? {} : { KEY: key }),
    ...(block === undefined ? {} : { BLOCK: `${block}\n`.replaceAll('\r\n', '\n').slice(0, -1) }),
  };
}

const entriesOf = (of: Readonly<Record<string, string>>, keys: readonly string[]): unknown =>
  keys.map((key) => [key, of[key]]);

interface Lost {
  readonly wrong: readonly string[];
  readonly lines: readonly string[];
}

/** What of it did not arrive as it was given; nothing where all did. */
function lost(given: Given, event: string): Lost {
  const planned = plannedOf(given, event);
  if (!('plan' in planned)) return { wrong: planned.map((line) => `refused: ${line}`), lines: [] };
  const { header, env, unit, files } = readPlan(planned.text);
  const { what } = planned.deploy;
  const wrong: string[] = [];
  const same = (name: string, got: unknown, wanted: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      wrong.push(`${name}: ${JSON.stringify(got)}`);
  };
  const { GIN_SHIP_PORT = '' } = env;
  const [start = ''] = valuesOf(unit, 'ExecStart');
  const args = lines(given['service-args'] ?? '').map((arg) =>
    arg.replaceAll('{port}', GIN_SHIP_PORT),
  );
  same('service-args', readCommand(start, env).slice(1), args);
  const values = { ...what.env, ...valuesWanted(given['service-env']) };
  same('service-env', entriesOf(env, Object.keys(values)), entriesOf(values, Object.keys(values)));
  const own = new Set([
    ...planned.service.portEnv.map(({ name }) => name),
    'GIN_SHIP_PORT',
    'GIN_MODE',
  ]);
  same(
    'more variables',
    Object.keys(env).filter((key) => !own.has(key) && !(key in values)),
    [],
  );
  for (const name of oneLine) {
    const wanted = given[name]?.trim();
    const key = name === 'health-path' ? 'health' : name;
    if (wanted)
      same(name, valuesOf(header, key), [/^(?:none|false)$/i.test(wanted) ? 'none' : wanted]);
  }
  for (const name of ['deploy-path', 'state-path']) {
    const wanted = given[name]?.trim().replace(/\/+$/, '').replaceAll('{name}', 'notes');
    if (wanted) same(name, valuesOf(header, name), [wanted]);
  }
  same('run-as', valuesOf(unit, 'User'), [given['run-as']?.trim() || 'notes']);
  same('persist', valuesOf(header, 'persist'), what.persist);
  same('bound', valuesOf(unit, 'BindPaths').length, what.persist.length);
  same('write-paths', valuesOf(unit, 'ReadWritePaths').slice(1), what.writePaths);
  same('files', files.split('\n').length, 6);
  same(
    'directives',
    unit.slice(1).filter((line) => !/^[A-Z]\w+=/.test(line)),
    [],
  );
  same(
    'sections',
    unit.filter((line) => line.startsWith('[')),
    ['[Service]'],
  );
  return { wrong, lines: header };
}

/** The inputs that are taken; of those that are not, what was said is checked. */
function taken(given: Given): Given {
  const refused = refusedOf(given);
  const said = [...refused.values()].flat();
  const odd = said.filter((line) => steering.test(line) || line.length > 500);
  if (odd.length > 0) expect(odd).toEqual([]);
  const others = [...refused.keys()].filter((name) => !(name in given));
  if (others.length > 0) expect(others).toEqual([]);
  return Object.fromEntries(Object.entries(given).filter(([name]) => !refused.has(name)));
}

/** Each text within a form that is taken; every twentieth in other ways too. */
const ways: Readonly<Record<string, { readonly placing: number; readonly step: number }>> = {
  'within a form that is taken': { placing: 1, step: 1 },
  'as it is': { placing: 0, step: 20 },
  'in names': { placing: 2, step: 20 },
};

interface Tried {
  /** Of each text that did not arrive and was not refused, what became of it. */
  readonly wrong: readonly { readonly text: string; readonly wrong: readonly string[] }[];
  /** How often each input was taken. */
  readonly taken: ReadonlyMap<string, number>;
  /** All lines of all headers, each once. */
  readonly header: ReadonlySet<string>;
}

function tryAll({ placing, step }: { readonly placing: number; readonly step: number }): Tried {
  const [counts, header] = [new Map<string, number>(), new Set<string>()];
  const everything: { text: string; wrong: readonly string[] }[] = [];
  for (const [at, text] of texts.entries()) {
    if (at % step !== 0) continue;
    let given = taken(placings[placing]?.(text) ?? {});
    let { wrong, lines: planned } = lost(given, text);
    // Or as part of what is too long together.
    const late = (name: string): boolean =>
      wrong.some(
        (line) =>
          line.startsWith(`refused: ${name}: `) ||
          (line.includes(' together are ') && line.includes(name)),
      );
    if (Object.keys(given).some(late)) {
      given = Object.fromEntries(Object.entries(given).filter(([name]) => !late(name)));
      ({ wrong, lines: planned } = lost(given, text));
    }
    if (wrong.length > 0) everything.push({ text: text.slice(0, 200), wrong });
    for (const name of Object.keys(given)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const line of planned) header.add(line);
  }
  return { wrong: everything, taken: counts, header };
}

describe.each(Object.entries(ways))(`hostile texts (seed ${seed}) %s`, (_, way) => {
  let tried: Tried;
  beforeAll(() => {
    tried = tryAll(way);
  }, 300_000);

  test('are refused by the name of their input, or arrive in the plan as they are', () => {
    expect(tried.wrong).toEqual([]);
    // A generator of nothing but refused texts would prove nothing.
    for (const name of ['service-env', 'port-env', 'env-file']) {
      expect(tried.taken.get(name), name).toBeGreaterThan(all ? 3 : 0);
    }
  });

  test.each(Object.entries(shells))('are taken by the helper in %s, once planned', (__, shell) => {
    using folder = shellFolder();
    // Each in one shell, a part of them in the others; programs are started for hooks, so these are fewer.
    const step = shell === 'dash' ? 1 : 4;
    const header = [...tried.header].filter((_line, at) => at % step === 0);
    const isHook = (line: string): boolean => /^(?:before|after)-switch=/.test(line);
    const hooks = header.filter(isHook).slice(0, 150);
    const asked = [...header.filter((line) => !isHook(line)), ...hooks];
    const said = folder.run(shell, `${withHelper}${takeEach}`, `${asked.join('\n')}\n`);
    expect(said.toString()).toBe('');
    expect(folder.hasCanary()).toBe(false);
  });
});

/** Prints the lines that are not taken. */
const takeEach = `
while IFS= read -r line; do
  p_persist='' p_write_paths='' p_port_env='' p_ships=''
  take "\${line%%=*}" "\${line#*=}" || printf '%.150s\\n' "$line"
done
`;
