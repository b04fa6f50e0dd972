/** Media types of OCI's image-spec, and those of Docker's that came before them. */
const INDEX_TYPES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

export const MANIFEST_TYPES: readonly string[] = [
  ...INDEX_TYPES,
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

export const isIndexType = (mediaType: string): boolean => INDEX_TYPES.includes(mediaType);
