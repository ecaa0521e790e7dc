/** How is the end of what a service prints kept, at no more than a fixed cost? */

export interface OutputRing {
  push(chunk: Buffer): void;
  /** As UTF-8; a character that the beginning was cut from is left out. */
  tail(): string;
  bytes(): number;
}

export function createOutputRing(capacity: number): OutputRing {
  const ring = Buffer.alloc(capacity);
  let total = 0;
  return {
    push(chunk) {
      const last = chunk.subarray(-capacity);
      const at = (total + chunk.length - last.length) % capacity;
      const fits = Math.min(last.length, capacity - at);
      last.copy(ring, at, 0, fits);
      last.copy(ring, 0, fits);
      total += chunk.length;
    },
    tail() {
      if (total <= capacity) return ring.toString('utf8', 0, total);
      const at = total % capacity;
      const kept = Buffer.concat([ring.subarray(at), ring.subarray(0, at)]);
      const start = kept.findIndex((byte) => byte < 0x80 || byte >= 0xc0);
      return kept.toString('utf8', Math.max(0, start));
    },
    bytes: () => total,
  };
}
