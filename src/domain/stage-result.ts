/** How does a stage end that may be skipped? Skipping is a result with its reason, not an error. */

export type StageResult<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly reason: string };

export function done<T>(value: T): StageResult<T> {
  return { done: true, value };
}

export function skipped<T>(reason: string): StageResult<T> {
  return { done: false, reason };
}
