/** What ran when? */

export interface Span {
  /** The row group of the picture: `stages`, a target's name. */
  readonly section: string;
  readonly title: string;
  /** Milliseconds of the run's clock. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly wall: number;
}
