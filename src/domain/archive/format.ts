/** Which archive formats are there? */

export type ArchiveFormat = 'tar.gz' | 'zip';

export const archiveFormats: readonly ArchiveFormat[] = ['tar.gz', 'zip'];
