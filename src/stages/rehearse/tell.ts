/** How is it told what a rehearsal gave? */

import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { fixItems } from '../../domain/service/fix-items.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { StageResult } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { Report } from '../report.ts';
import type { Rehearsed } from './conclude.ts';

/** In the log; what fails is told by the failure. */
export function tell({ log }: World, rehearsed: Rehearsed): void {
  const { line, facts, remarks, output, calls } = rehearsed;
  for (const fact of facts) log.info(fact);
  log.info(line);
  const isWell = remarks.every(({ level }) => level === 'note');
  if (!isWell && output.length > 0) {
    log.info('the last lines of its output:');
    log.verbatim(output.join('\n'));
  }
  if (calls.length > 0) {
    log.info('the last system calls, as strace tells them:');
    log.verbatim(calls.join('\n'));
  }
  for (const remark of remarks) {
    if (remark.level === 'warning') log.warning(textOf(remark));
    if (remark.level === 'note') log.info(textOf(remark));
  }
}

/**
 * In the summary, however it ended.
 * @throws Failure (`rehearse`) where the service would not live on a server, or would lose data there
 */
export function noteRehearsed(report: Report, result: StageResult<Rehearsed>): void {
  report.stage('rehearsal', result, ({ line }) => line);
  if (!result.done) return;
  const { spans, remarks, notProven } = result.value;
  report.spans.push(...spans);
  for (const { level, message } of remarks) {
    if (level === 'warning') report.note(`rehearsal, warning: ${message}`);
  }
  if (notProven.length > 0) report.note(`rehearsal, not proven here: ${notProven.join('; ')}`);
  refuseFailed(result.value);
}

function textOf({ message, fix }: Remark): string {
  return [message, ...fixItems(fix)].join('\n').replaceAll('\n', '\n  ');
}

function refuseFailed({ remarks, output, calls }: Rehearsed): void {
  const [first, ...rest] = remarks.filter(({ level }) => level === 'failure');
  if (first === undefined) return;
  const said = output.map(plainLine);
  const asked = calls.length === 0 ? [] : ['system calls, as strace tells them:', ...calls];
  throw new Failure({
    doing: 'rehearsing the archive',
    happened: first.message,
    output: [...said, ...asked].join('\n'),
    ...(rest.length === 0
      ? {}
      : { details: { also: rest.map(({ message }) => message).join('; ') } }),
    attempt: [...new Set([first, ...rest].flatMap(({ fix }) => fixItems(fix)))],
    code: 'rehearse',
  });
}
