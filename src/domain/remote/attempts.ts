/** How long is waited before a server is tried again? */

const first = 1000;
const most = 15_000;

/**
 * Milliseconds after the attempt of that number, from 1: twice as long each time, between half of it and
 * half as much again, by `chance` from 0 to 1, so that many jobs do not come back at once.
 */
export function planPause(attempt: number, chance: number): number {
  const pause = Math.min(most, first * 2 ** (attempt - 1));
  return Math.round(pause * (0.5 + chance));
}

/** From 0 to 1, by four random bytes in hex. */
export function readChance(hex: string): number {
  return Number.parseInt(hex.slice(0, 8), 16) / 0xff_ff_ff_ff;
}
