/** What do the parts of a rehearsal share? */

import type { Enclosure } from '../../domain/rehearse/enclosure.ts';
import type { RehearsalPlan } from '../../domain/rehearse/plan.ts';
import type { Places } from '../../domain/rehearse/written.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Archive } from '../../domain/archive/archive.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { Service } from '../../ports-service.ts';

export interface Rehearsal {
  readonly inputs: Pick<Inputs, 'service' | 'rehearse'>;
  readonly plan: RehearsalPlan<Archive>;
  readonly enclosure: Enclosure;
  /** The value of the variable by which all that the service starts is found again. */
  readonly marker: string;
  /** The word that is written and read back. */
  readonly nonce: string;
  /** Whether inspect found a driver in the program that is only a stub. */
  readonly stubbed: boolean;
}

export interface Running {
  readonly service: Service;
  /** Where it is asked; absent where it listens nowhere, and need not. */
  readonly at?: { readonly address: string; readonly port: number };
  /** The port that it was given, while it is asked on another and may still come there. */
  readonly given?: number;
  /** The path that tells whether it is well; absent where none is asked. */
  readonly path?: string;
}

/** A step that did not end well ends the rehearsal, with what is to be told of it. */
export class Ended extends Error {
  readonly remark: Remark;
  /** The last that the service printed. */
  readonly output: string;
  /** Whether the service had ended by itself, and not well. */
  readonly crashed: boolean;

  constructor(remark: Remark, output: string, { crashed = false } = {}) {
    super(remark.message);
    this.name = 'Ended';
    this.remark = remark;
    this.output = output;
    this.crashed = crashed;
  }
}

/** The end of a rehearsal that a running service brings about. */
export function unwell({ service }: Running, remark: Remark): Ended {
  const end = service.ended();
  const crashed = end !== undefined && end.code !== 0;
  return new Ended(remark, service.output().tail, { crashed });
}

/** Where it is asked. A service is only asked once it listens. */
export function addressOf({ at }: Running): NonNullable<Running['at']> {
  if (at === undefined) throw new Error('a service that does not listen was asked');
  return at;
}

export function placesOf({ enclosure }: Pick<Rehearsal, 'enclosure'>): Places {
  return { folders: enclosure.inside, shipped: enclosure.shipped };
}

export function canTrace({ enclosure }: Pick<Rehearsal, 'enclosure'>): boolean {
  return enclosure.surroundings.tools.strace !== undefined;
}
