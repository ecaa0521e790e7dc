/** What does the bill of materials of an archive say? */

export interface Bom {
  /** `urn:uuid:…`, the same for the same archive. */
  readonly serialNumber: string;
  /** Seconds since 1970. */
  readonly timeSeconds: number;
  /** gin-ship's own version. */
  readonly toolVersion: string;
  /** The archive. */
  readonly subject: BomComponent;
  /** Programs, then Go's standard library and modules by their reference. */
  readonly components: readonly BomComponent[];
}

export interface BomComponent {
  /** Of this document alone. */
  readonly ref: string;
  readonly kind: 'application' | 'library';
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly cpe?: string;
  /** Of a file; Go's own sums of modules are of lists of files, and stand in the properties. */
  readonly sha256?: string;
  readonly properties: readonly BomProperty[];
  /** References. */
  readonly dependsOn: readonly string[];
}

export interface BomProperty {
  readonly name: string;
  readonly value: string;
}

/** `notes-1.4.0-linux-amd64.tar.gz.cdx.json`, as CycloneDX asks file names to end. */
export function bomName(archiveFile: string): string {
  return `${archiveFile}.cdx.json`;
}
