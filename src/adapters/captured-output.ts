/** How is what a library prints kept out of the job's log? */

type Done = (error?: Error | null) => void;

/**
 * Until the returned function is called, text for standard output goes to what `sink` gives, where it
 * gives something. Masks always pass: they keep secrets out of the log.
 */
export function captureOutput(sink: () => ((text: string) => void) | undefined): () => void {
  const out = process.stdout;
  const before = Object.getOwnPropertyDescriptor(out, 'write');
  const pass = out.write.bind(out);
  out.write = (chunk: Uint8Array | string, encoding?: BufferEncoding | Done, done?: Done) => {
    const keep = sink();
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (keep === undefined || text.startsWith('::add-mask::')) {
      return typeof encoding === 'function' ? pass(chunk, encoding) : pass(chunk, encoding, done);
    }
    keep(text);
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
  return () => {
    if (before === undefined) Reflect.deleteProperty(out, 'write');
    else Object.defineProperty(out, 'write', before);
  };
}
