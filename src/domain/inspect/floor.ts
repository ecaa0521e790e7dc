/** Where must a binary be able to run? */

export type RunFloor =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'glibc'; readonly version: string; readonly text: string }
  | {
      readonly kind: 'distribution';
      /** An id and a release of the table of distributions. */
      readonly id: string;
      readonly release: string;
      /** `debian:11`; `debian:14 (judged as debian:13)` where it is newer than the table. */
      readonly text: string;
    };
