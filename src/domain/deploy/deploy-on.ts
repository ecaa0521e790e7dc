/** Is this event one to deploy on? */

import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';
import type { Event } from '../runner.ts';
import { patternOf } from './ref-pattern.ts';

export interface DeployTrigger {
  /** GitHub's name of the event; `tag` is a push of a tag, and `push` one of a branch. */
  readonly event: string;
  /** Of the branch or tag; absent: any. `{default}` is the default branch. */
  readonly ref?: string;
}

/** Of the events that run on a ref of the repository itself, or can be told apart where they do not. */
const events =
  'push tag workflow_dispatch repository_dispatch schedule release deployment workflow_run workflow_call pull_request merge_group'.split(
    ' ',
  );

const accepted = `accepted: ${events.join(', ')}, each with a branch or tag where one is meant: push:release/*, tag:v*`;

/** `push:{default}`, `push:release/*`, `tag:v*`, `workflow_dispatch`. */
export function parseDeployTrigger(
  text: string,
): { readonly trigger: DeployTrigger } | { readonly problem: string } {
  const [, event = '', ref] = /^([\w-]+)(?:\s*:\s*(.*))?$/.exec(text) ?? [];
  if (event === 'pull_request_target') {
    const what = 'runs with the secrets of the repository on code of anybody, and never deploys';
    return { problem: `${quote(text)} ${what}; ${accepted}` };
  }
  if (!events.includes(event)) {
    const close = nearest(event || text, events);
    const hint = close === undefined ? '' : ` (${close}?)`;
    return { problem: `${quote(text)} is no event to deploy on${hint}; ${accepted}` };
  }
  if (ref === undefined) return { trigger: { event } };
  if (!/^(?:\{default\}|[^\s~^:\\{}\p{Cc}]{1,200})$/u.test(ref)) {
    return { problem: `${quote(text)} names no branch or tag; ${accepted}` };
  }
  return { trigger: { event, ref } };
}

export type EventDecision =
  | { readonly deploys: true; readonly because: string }
  | { readonly deploys: false; readonly reason: string };

/** For `ship`: an event that none of the triggers names is skipped with its reason. */
export function decideDeployOn(
  triggers: readonly DeployTrigger[],
  event: Pick<Event, 'name' | 'refName' | 'refType' | 'defaultBranch'>,
): EventDecision {
  const found = triggers.find((trigger) => fits(trigger, event));
  if (found !== undefined) return { deploys: true, because: formatTrigger(found) };
  const listed = triggers.map(formatTrigger).join(', ') || 'nothing';
  const unknown =
    event.defaultBranch === undefined && triggers.some(({ ref }) => ref === '{default}')
      ? ', and the default branch is not known here'
      : '';
  return {
    deploys: false,
    reason: `${describeEvent(event)} is none of deploy-on (${listed})${unknown}`,
  };
}

function fits(
  { event: wanted, ref }: DeployTrigger,
  event: Parameters<typeof decideDeployOn>[1],
): boolean {
  const isTag = event.refType === 'tag';
  const name = wanted === 'tag' ? 'push' : wanted;
  if (event.name !== name) return false;
  if (name === 'push' && isTag !== (wanted === 'tag')) return false;
  if (ref === undefined) return true;
  if (ref === '{default}') return !isTag && event.refName === event.defaultBranch;
  return patternOf(ref).test(event.refName);
}

export function formatTrigger({ event, ref }: DeployTrigger): string {
  return ref === undefined ? event : `${event}:${ref}`;
}

function describeEvent({ name, refName, refType }: Parameters<typeof decideDeployOn>[1]): string {
  const ref =
    refName === '' ? '' : ` of ${refType === 'tag' ? 'the tag' : 'the branch'} ${quote(refName)}`;
  if (name === '') return 'a run outside of GitHub';
  return name === 'push'
    ? `a push${ref}`
    : `the event ${quote(name)}${name === 'pull_request' ? '' : ref}`;
}
