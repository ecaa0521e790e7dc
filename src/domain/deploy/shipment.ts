/** What is to be deployed, wherever it comes from? */

import type { Manifest } from '../archive/manifest.ts';

export interface Shipment {
  readonly manifest: Manifest;
  /** SHA-256 of manifest.json, lower-case hex. */
  readonly digest: string;
  /** Absolute; the archives lie in it, called as the manifest calls them. */
  readonly folder: string;
}
