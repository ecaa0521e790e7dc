/** What do we ask of the library that writes bills of materials? */

import type { Bom } from './domain/sbom/bom.ts';

export interface BomWriter {
  /** CycloneDX 1.6 as JSON; the same text for the same value. */
  write(bom: Bom): Promise<string>;
}
