/** Is an archive of another job what its manifest says, with nothing in it that could reach out of a folder? */

import type { ArchiveFacts } from '../archive/manifest.ts';
import { linkProblems } from '../archive/links.ts';
import { modeProblem } from '../deploy/entry-problem.ts';
import type { ArchiveListing, ListedEntry } from '../deploy/listed-entry.ts';
import { differences, listingProblem, namedTwice, plainName } from '../deploy/shipped-files.ts';
import { quote } from '../plain-text.ts';

/**
 * Servers take less than this (`checkShipped`): links that stay inside are fit for an archive.
 * One line each.
 */
export function packedProblems(listing: ArchiveListing, facts: ArchiveFacts): readonly string[] {
  const whole = listingProblem(listing, facts);
  if (whole !== undefined) return [whole];
  const entries = listing.entries.map((entry) => ({ ...entry, name: plainName(entry) }));
  const problems = [
    ...entries.flatMap((entry) => {
      const problem = nameProblem(entry.name) ?? kindProblem(entry);
      return problem === undefined ? [] : [`${quote(entry.name)} ${problem}`];
    }),
    ...namedTwice(entries),
    ...differences(entries, facts),
  ];
  return problems.length > 0 ? problems : linkProblems(entries.flatMap(asPacked));
}

function nameProblem(name: string): string | undefined {
  if (name === '.') return undefined;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(name)) return 'is an absolute path';
  const parts = name.split('/');
  if (parts.includes('..')) return 'goes through ..';
  if (parts.some((part) => part === '' || part === '.')) return 'is no plain path';
  return /[\\\uFFFD\p{Cc}]/u.test(name)
    ? 'has backslashes, control characters or no Unicode in its name'
    : undefined;
}

function kindProblem(entry: ListedEntry): string | undefined {
  const { kind } = entry;
  if (kind === 'hard-link') return 'is a hard link';
  if (kind === 'device') return 'is a device';
  if (kind === 'other') return 'is neither a file nor a folder';
  return kind === 'link' ? undefined : modeProblem(entry);
}

function asPacked({ kind, name, to = '' }: ListedEntry): Parameters<typeof linkProblems>[0] {
  if (kind === 'link') return [{ kind, name, to }];
  if (kind === 'folder') return [{ kind, name }];
  return [{ kind: 'file', name, source: '', executable: false }];
}
