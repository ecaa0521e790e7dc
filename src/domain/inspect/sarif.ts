/** What does the SARIF file of a run say? The same bytes for the same findings. */

import { type Target, formatTarget } from '../target.ts';
import type { Finding } from './finding.ts';
import { type Rule, rules } from './rules.ts';

export interface SarifBinary {
  readonly target: Target;
  /** File name of the program. */
  readonly binary: string;
  /** The folder of its main package as seen from the repository's top: `.` or `cmd/notes`. */
  readonly folder: string;
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

function resultsOf({ target, binary, folder, findings }: SarifBinary): readonly object[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { id, severity, message, value, fix } = finding;
    const key = `${binary} ${formatTarget(target)} ${id} ${value}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return {
      ruleId: id,
      ruleIndex: rules.findIndex((rule) => rule.id === id),
      level: severity,
      message: {
        text: `${binary} for ${formatTarget(target)}: ${message} (${value}). To fix it: ${fix}.`,
      },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(folder) } } }],
      partialFingerprints: { 'ginShipFinding/v1': `${key} ${count}` },
      properties: { target: formatTarget(target), binary, value, fix },
    };
  });
}

/** A relative reference: a folder name such as `a:b` must not look like a scheme. */
function uriOf(folder: string): string {
  const path = folder
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
  return path === '' ? '.' : path;
}
