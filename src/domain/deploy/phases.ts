/** Which steps does the server take, state by state, as far as they can be foreseen? */

import { slotUnit } from './deploy-layout.ts';
import type { DeployPlan } from './plan.ts';
import type { DeployState } from './records.ts';

/** What is done to reach a state; `back` is the way back from before `confirmed`. */
export interface PlannedPhase {
  readonly state: Exclude<DeployState, 'rolled-back' | 'not-installed' | 'down'> | 'back';
  readonly steps: readonly PlannedStep[];
}

export type PlannedStep =
  | { readonly do: 'upload'; readonly bytes: number }
  | { readonly do: 'reuse-release' }
  | { readonly do: 'make-user'; readonly user: string }
  | { readonly do: 'unpack'; readonly files: number; readonly bytes: number }
  | { readonly do: 'keep-state'; readonly paths: readonly string[] }
  | { readonly do: 'write-unit'; readonly variables: number }
  | { readonly do: 'before-switch' }
  | { readonly do: 'try' }
  | { readonly do: 'not-try'; readonly because: string }
  | { readonly do: 'go' }
  | { readonly do: 'stop'; readonly unit: string; readonly disable: boolean }
  | { readonly do: 'snapshot'; readonly files: number; readonly bytes: number }
  | { readonly do: 'start'; readonly unit: string; readonly enable: boolean }
  | { readonly do: 'gate' }
  | { readonly do: 'after-switch' }
  | { readonly do: 'confirm' }
  | { readonly do: 'prune'; readonly keep: number };

type Decided = Omit<DeployPlan, 'phases'>;

export function planPhases(plan: Decided): readonly PlannedPhase[] {
  const { how, shipped, wish, first } = plan.asked;
  const tries = plan.trial.expects === 'tried';
  const notTried: readonly PlannedStep[] = tries
    ? []
    : [{ do: 'not-try', because: plan.trial.because }];
  return [
    {
      state: 'received',
      steps: [
        plan.releaseThere ? { do: 'reuse-release' } : { do: 'upload', bytes: wish.archive.bytes },
      ],
    },
    {
      state: 'prepared',
      steps: [
        ...(plan.user.how === 'make' && plan.running === undefined
          ? [{ do: 'make-user' as const, user: plan.user.name }]
          : []),
        ...(plan.releaseThere
          ? []
          : [{ do: 'unpack' as const, files: shipped.files.length, bytes: shipped.bytes }]),
        ...keptState(plan),
        { do: 'write-unit', variables: plan.variables.length },
        ...(first && how.beforeSwitch !== undefined ? [{ do: 'before-switch' as const }] : []),
      ],
    },
    { state: 'started', steps: tries ? [{ do: 'try' }] : notTried },
    { state: 'gated', steps: tries ? [{ do: 'gate' }, { do: 'go' }] : [{ do: 'go' }] },
    { state: 'switching', steps: switchSteps(plan) },
    { state: 'switched', steps: [{ do: 'gate' }] },
    {
      state: 'confirmed',
      steps: [
        ...(how.afterSwitch === undefined ? [] : [{ do: 'after-switch' as const }]),
        { do: 'confirm' },
        { do: 'prune', keep: how.keepReleases },
      ],
    },
    { state: 'back', steps: backSteps(plan) },
  ];
}

function keptState({ shadows }: Decided): readonly PlannedStep[] {
  const paths = shadows.flatMap(({ path, kind }) => (kind === 'apart' ? [] : [path]));
  return paths.length === 0 ? [] : [{ do: 'keep-state', paths }];
}

function switchSteps({ wayBack, snapshot, name, slot }: Decided): readonly PlannedStep[] {
  const { files, bytes } = snapshot;
  return [
    ...(wayBack.kind === 'none'
      ? []
      : [{ do: 'stop' as const, unit: wayBack.unit, disable: wayBack.kind === 'unit' }]),
    ...(files.length === 0 ? [] : [{ do: 'snapshot' as const, files: files.length, bytes }]),
    { do: 'start', unit: slotUnit(name, slot), enable: false },
  ];
}

function backSteps({ wayBack, name, slot }: Decided): readonly PlannedStep[] {
  const stop: PlannedStep = { do: 'stop', unit: slotUnit(name, slot), disable: false };
  if (wayBack.kind === 'none') return [stop];
  const enable = wayBack.kind === 'unit';
  return [stop, { do: 'start', unit: wayBack.unit, enable }, { do: 'gate' }];
}
