/** What does the SARIF file of a run say? The same bytes for the same findings. */

import { bySeverity } from './finding.ts';
import { type Rule, rules } from './rules.ts';
import type { SharedFinding } from './share.ts';

export interface SarifFinding extends SharedFinding {
  /** A file of the repository that it stands at, as seen from the top: `cmd/go.mod`. */
  readonly file: string;
}

/**
 * SARIF 2.1.0 (OASIS), of errors and warnings: an alert for what every service has (notes on time zones,
 * on CA certificates) would stay open for good. `version` is gin-ship's own.
 */
export function formatSarif(findings: readonly SarifFinding[], version: string): string {
  const told = findings.filter(({ severity }) => severity !== 'note');
  const groups = Map.groupBy(told, ({ id, file }) => JSON.stringify([id, file]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gin-ship', semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: [...groups.values()].flatMap(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ id, title, help }: Rule): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
  };
}

/**
 * One by rule and file, the worst of it first. GitHub tells results apart by rule and by a hash of
 * the line alone (its upload action, fingerprints.ts, warns of any other `primaryLocationLineHash`),
 * so several at one line become one alert, which shows the text of one of them.
 */
function resultOf(findings: readonly SarifFinding[]): readonly object[] {
  const sorted = bySeverity(findings);
  const [first] = sorted;
  if (first === undefined) return [];
  const { id, severity, file } = first;
  return [
    {
      ruleId: id,
      ruleIndex: rules.findIndex((rule) => rule.id === id),
      level: severity,
      message: { text: sorted.map(sentencesOf).join('\n') },
      locations: [
        {
          // GitHub shows an alert at a line of a file only; the first stands for all of it.
          physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        },
      ],
      // Without what was found: an alert must stay the same one while what it names moves on.
      partialFingerprints: { 'ginShipFinding/v1': id },
      properties: {
        findings: sorted.map(({ severity: level, scope, value, fix }) => ({
          level,
          scope,
          value,
          fix,
        })),
      },
    },
  ];
}

function sentencesOf({ scope, message, value, fix }: SarifFinding): string {
  return escapeText(`${scope}: ${message} (${value}). To fix it: ${fix}.`);
}

/** In a message `[a](b)` is a link and `{0}` a placeholder (SARIF 2.1.0, 3.11.6 and 3.11.5). */
function escapeText(text: string): string {
  return text.replaceAll(/[\\[\]]/g, String.raw`\$&`).replaceAll(/[{}]/g, '$&$&');
}

/** A relative reference: a folder name such as `a:b` must not look like a scheme. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}
