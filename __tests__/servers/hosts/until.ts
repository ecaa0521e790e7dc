/** How long is something waited for that the world does in its own time? */

/** Milliseconds between two looks. */
const pause = 20;

/** The first answer of `look` that is not undefined; throws with `what` and what `evidence` says after `ms` milliseconds. */
export async function until<Value>(
  what: string,
  ms: number,
  {
    look,
    evidence,
  }: { look: () => Promise<Value | undefined>; evidence?: () => string | Promise<string> },
): Promise<Value> {
  const end = performance.now() + ms;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (performance.now() > end) {
      throw new Error(
        `${what}: not within ${ms / 1000} s${evidence ? `\n${await evidence()}` : ''}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
