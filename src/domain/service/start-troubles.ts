/** By which texts does a program say why it could not start? Data, in the order in which they decide. */

import { cgoStubs } from '../build/cgo-stubs.ts';
import { externalFix } from './external-services.ts';
import type { RemarkId } from './remark.ts';

export interface Trouble {
  readonly id: RemarkId;
  /** In one line of the output. */
  readonly pattern: RegExp;
  /** What it means; the line itself is shown after it. */
  readonly means: string;
  readonly fix: (match: RegExpExecArray) => readonly string[];
  /** Believed only where the line is why the program ended; `echo` is what may still be said after it. */
  readonly onlyAsReason?: { readonly echo?: RegExp };
}

const stubTroubles: readonly Trouble[] = cgoStubs.map(({ module, stubText, instead }) => ({
  id: 'stub-driver',
  pattern: new RegExp(stubText.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)),
  means: `${module} is only a stub in this build, for cgo is off`,
  fix: () => ['cgo: on', `or use ${instead}`],
}));

/** What the system and SQLite say of a write that is refused; the first group is the path. */
export const readOnlyTroubles: readonly Trouble[] = [
  {
    id: 'read-only',
    pattern:
      /(?:open|openfile|mkdir|create|rename|remove|unlink|symlink|link|write|truncate|chmod|chtimes) (\S+?):? (?:\S+ )?read-only file system/i,
    means: 'it writes where it may not',
    fix: () => [
      'write into the working directory, by a relative path, to a folder that the archive does not bring: it stays through every deploy',
    ],
  },
  {
    id: 'read-only',
    pattern: /attempt to write a readonly database/,
    means: 'its SQLite file is where it may not write',
    fix: () => ['name the file by a relative path outside of what the archive brings, as app.db'],
  },
];

/** A name in capitals with an underscore, which a table or a column may have too. */
const settingPatterns: readonly RegExp[] = [
  /(?<!\b(?:table|view|column|field|index|relation|constraint|enum|type) ["'`]?)\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b[^A-Za-z]{0,4}(?:environment variable |env var |variable )?(?:(?:is |are |was |has |must be |)(?:not set|not defined|not provided|missing|required|empty|unset)|must be set)\b/,
  /\b(?:[Mm]issing|[Rr]equired?s?|[Uu]ndefined|[Uu]nset|[Ee]mpty)(?: required)?(?: env\w*)?(?: var\w*| key| setting)?[^A-Za-z]{1,4}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/,
  /\b[Ss]et (?:the )?env\w* (?:variable |var )?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/,
];

/** What a program says of the same matter once more before it gives up, as GORM's readme has it. */
const givesUp =
  /\b(?:connect(?:ed|ing|ion)?|dial(?:l?ing)?|ping|reach(?:able|ing)?|un(?:reachable|available)|retry(?:ing)?|retries|attempts?|giv(?:e|ing) up)\b/i;

/** Texts of Go's net, os, flag and html/template, of GORM, the usual drivers, cobra and viper. */
export const startTroubles: readonly Trouble[] = [
  ...stubTroubles,
  {
    id: 'port-taken',
    pattern: /listen \S+ (\S*?):(\d+): bind: (?:address already in use|Only one usage of each)/,
    means: 'the port that it wants is taken',
    fix: ([, , port = '']) => [
      `read the port from PORT, so that ${port} need not be free: r.Run() does, r.Run(":${port}") does not`,
      `or end what listens on ${port} in the job before gin-ship runs`,
    ],
  },
  {
    id: 'permission',
    pattern: /listen \S+ \S*?:(\d+): bind: permission denied/,
    means: 'it may not open that port',
    fix: () => ['listen on the port that PORT names: it is above 1023, and a proxy has 80 and 443'],
  },
  {
    id: 'missing-template',
    pattern: /template: pattern matches no files: [`"]?([^`"\s]+)/,
    means: 'the archive has no file that its templates pattern matches',
    fix: ([, pattern = '']) => [
      `include: ${pattern.replace(/^\.\//, '')}`,
      'templates/ beside go.mod is packed by itself; //go:embed puts them into the program',
    ],
  },
  {
    id: 'missing-template',
    pattern: /html\/template: "([^"]+)" is undefined/,
    means: 'a template that it names is not loaded',
    fix: ([, name = '']) => [`look whether the archive has ${name}; other folders come by include`],
  },
  ...readOnlyTroubles,
  {
    id: 'missing-file',
    pattern: /unable to open database file/,
    means: 'the folder of its SQLite file is not there, or may not be written',
    fix: () => [
      'make the folder first: os.MkdirAll("data", 0o755)',
      'name the file by a relative path outside of what the archive brings, as app.db',
    ],
  },
  ...externalTroubles(),
  {
    id: 'needs-setting',
    pattern:
      /(?:open|stat) \S*\.env\S*: (?:no such file|The system cannot find)|loading \.env file/i,
    means: 'it wants its settings from a file that is not shipped',
    fix: () => ['give what .env sets as KEY=VALUE lines: rehearse-env: KEY=value'],
    onlyAsReason: {},
  },
  {
    id: 'missing-file',
    pattern:
      /(?:open|stat|lstat|chdir|readdirent|fork\/exec) (?!\/proc|\/dev)(\S+?): (?:no such file or directory|The system cannot find)/,
    means: 'it wants a file that the archive does not bring',
    fix: ([, path = '']) => missingFileFix(path),
  },
  {
    id: 'missing-file',
    pattern: /Config File "([^"]+)" Not Found in "([^"]*)"/,
    means: 'it finds no configuration file',
    fix: () => [
      'config/ beside go.mod is packed by itself; another folder comes by include: settings/**',
      'look for it in the working directory: viper.AddConfigPath("config")',
    ],
  },
  {
    id: 'arguments',
    pattern:
      /flag provided but not defined: (\S+)|unknown (?:shorthand )?flag: (.+)|unknown command "([^"]+)"/,
    means: 'it does not know an argument that service-args gives',
    fix: () => ['correct service-args: one argument a line, as the program itself takes them'],
  },
  ...settingPatterns.map((pattern): Trouble => ({
    id: 'needs-setting',
    pattern,
    means: 'it wants a setting from its environment',
    fix: ([, name = 'NAME']) => [`rehearse-env: ${name}=value`],
    onlyAsReason: {},
  })),
];

function externalTroubles(): readonly Trouble[] {
  const patterns = [
    /dial (?:tcp|udp)[46]?:? (?:(\S+?):(\d+): )?.*?(?:connection refused|actively refused it|i\/o timeout|no route to host|network is unreachable|host is down|deadline exceeded|operation was canceled)/,
    /(?:dial (?:tcp|udp)[46]?:? )?lookup (\S+?)(?: on \S+)?: (?:no such host|server misbehaving|.*(?:name resolution|i\/o timeout|connection refused))/,
    /dial unix (\S+): connect: (?:no such file or directory|connection refused)/,
    /server selection (?:error|timeout)/,
    /Error \d{4}(?: \(\w{5}\))?: (?:Access denied for user|Unknown database|Host .* is not allowed)/,
    /(?:pq|FATAL): .*(?:authentication failed|(?:database|role) \S+ does not exist|no pg_hba\.conf entry)/,
    /\b(?:NOAUTH|WRONGPASS|NOPERM)\b/,
    /can't connect to (?:local )?\S* ?server/i,
  ];
  return patterns.map((pattern) => ({
    id: 'needs-external',
    pattern,
    means: 'it needs a service that is not there',
    fix: (match) => externalFix(match[0], match[2]),
    onlyAsReason: { echo: givesUp },
  }));
}

function missingFileFix(path: string): readonly string[] {
  const relative = path.replace(/^\.\//, '');
  if (/^(?:[A-Za-z]:)?[\\/]/.test(path)) {
    return [
      `name it relative to the working directory, where the archive is laid out, not ${path}`,
    ];
  }
  return [`include: ${relative}`, 'or make it when it is not there, in the working directory'];
}
