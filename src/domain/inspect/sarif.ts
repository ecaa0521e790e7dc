/** What does the SARIF file of a run say? The same bytes for the same findings. */

import { type Target, formatTarget } from '../target.ts';
import type { Finding } from './finding.ts';
import { type Rule, rules } from './rules.ts';

export interface SarifBinary {
  readonly target: Target;
  /** File name of the program. */
  readonly binary: string;
  /** A file of the repository that its findings stand at, as seen from the top: `cmd/go.mod`. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** SARIF 2.1.0 (OASIS); `version` is gin-ship's own. */
export function formatSarif(binaries: readonly SarifBinary[], version: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gin-ship', semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: binaries.flatMap((binary) => resultsOf(binary)),
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

function resultsOf({ target, binary, file, findings }: SarifBinary): readonly object[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { id, severity, message, value, fix } = finding;
    // Without the value: an alert must stay the same one while what it names moves on.
    const key = `${binary} ${formatTarget(target)} ${id}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return {
      ruleId: id,
      ruleIndex: rules.findIndex((rule) => rule.id === id),
      level: severity,
      message: {
        text: `${binary} for ${formatTarget(target)}: ${message} (${value}). To fix it: ${fix}.`,
      },
      locations: [
        {
          // GitHub shows an alert at a line of a file only; the first stands for all of it.
          physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        },
      ],
      partialFingerprints: { 'ginShipFinding/v1': `${key} ${count}` },
      properties: { target: formatTarget(target), binary, value, fix },
    };
  });
}

/** A relative reference: a folder name such as `a:b` must not look like a scheme. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}
