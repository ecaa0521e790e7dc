/** What do the parts of a rehearsal share? */

import type { Enclosure } from '../../domain/rehearse/enclosure.ts';
import type { RehearsalPlan } from '../../domain/rehearse/plan.ts';
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
}

/** A service that runs, and where it is asked. */
export interface Running {
  readonly service: Service;
  readonly at: { readonly address: string; readonly port: number };
  /** The path that tells whether it is well; absent where none is asked. */
  readonly path?: string;
}

/** A step that did not end well ends the rehearsal, with what is to be told of it. */
export class Ended extends Error {
  readonly remark: Remark;
  /** The last that the service printed. */
  readonly output: string;

  constructor(remark: Remark, output: string) {
    super(remark.message);
    this.name = 'Ended';
    this.remark = remark;
    this.output = output;
  }
}
