/** What does the comment say? */

import { plainLine, shorten } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import { code, escapeMarkdown, table } from '../report/markdown.ts';
import { type Base, describeChange } from './base.ts';
import { type Preview, type PreviewTarget, describeSurvival } from './preview.ts';

export interface CommentFacts {
  readonly preview: Preview;
  readonly base: Base;
  /** Addresses of the archives by file name; one that is not there could not be kept. */
  readonly links: ReadonlyMap<string, string>;
  /** Of the run that built. */
  readonly runUrl: string;
  /** At the head of the pull request. */
  readonly headSha: string;
  readonly commitUrl: string;
  /** `2026-11-22 13:51 UTC` */
  readonly when: string;
  /** A day, where it is known. */
  readonly expires?: string;
}

/** GitHub takes 65,536 characters; a little is left. */
const most = 60_000;

/** Markdown, without the marker. What is not of gin-ship stands in code: nothing in it calls anybody or leads anywhere. */
export function writeComment(facts: CommentFacts): string {
  const { targets } = facts.preview;
  for (const rows of [targets.length, 200, 50, 10]) {
    const text = compose(facts, Math.min(rows, targets.length));
    if (text.length < most) return text;
  }
  return compose(facts, 0);
}

function compose(facts: CommentFacts, rows: number): string {
  const { preview, base } = facts;
  const head = ['Target', '>Size', `>Against ${inCell(base.branch)}`, 'Linked', 'Runs on'];
  const shown = preview.targets.slice(0, rows);
  const more = preview.targets.length - rows;
  const parts = [
    `### ${asCode(preview.name)} ${asCode(preview.version)}`,
    table(
      head,
      shown.map((target) => rowOf(facts, target)),
    ),
    ...(more > 0 ? [`${more} more are in the run.`] : []),
    [`- ${escapeMarkdown(plainLine(describeSurvival(preview.survival)))}`, ...notes(facts)].join(
      '\n',
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function rowOf({ links, base }: CommentFacts, one: PreviewTarget): readonly string[] {
  const url = links.get(one.file);
  const target = inCell(one.target);
  return [
    url === undefined ? target : `[${target}](${url})`,
    formatBytes(one.bytes),
    escapeMarkdown(describeChange(base, one.target, one.bytes)),
    one.links.map(inCell).join(', '),
    one.runsOn.map(inCell).join('<br>'),
  ];
}

function notes(facts: CommentFacts): readonly string[] {
  const { headSha, commitUrl, runUrl, when, expires, base, links } = facts;
  const compared = base.known
    ? base.commit === undefined
      ? []
      : [`- compared with ${asCode(base.branch)} at ${asCode(base.commit.slice(0, 12))}`]
    : [`- sizes of ${asCode(base.branch)} are not known: ${escapeMarkdown(plainLine(base.why))}`];
  const kept =
    links.size === 0
      ? '- the archives were not kept'
      : `- to download, be signed in to GitHub; the archives expire ${expires === undefined ? "when the repository's setting says" : `on ${expires}`}`;
  return [
    `- commit [${asCode(headSha.slice(0, 12))}](${commitUrl}), [built](${runUrl}) ${when}`,
    ...compared,
    kept,
  ];
}

/** A backslash before a bar is read in more ways than one, so that the bar is written as plainLine would. */
function inCell(text: string): string {
  return asCode(text).replaceAll('|', String.raw`\u007c`);
}

function asCode(text: string): string {
  return code(shorten(plainLine(text), 300));
}
