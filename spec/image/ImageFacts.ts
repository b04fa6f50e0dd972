/** One image of several that a name stands for. */
export interface ImagePlatform {
  /** As an image's config has it: `linux`, `windows`. */
  os: string;
  /** As Go names it: `amd64`, `arm64`, `arm`. */
  architecture: string;
  /** Of `arm`: `v6`, `v7`. */
  variant?: string;
}

export interface TagList {
  /** Those that people choose first come first. */
  tags: readonly string[];
  /** False when the registry has more of them than are asked for. */
  isComplete: boolean;
}

/** What a registry says of an image, as data that rules are applied to. What is missing was not asked for, or not told. */
export interface ImageFacts {
  /** Of the repository. */
  tags?: TagList;
  /** What the registry does not have. */
  missing?: 'repository' | 'image';
  /** The tag that was most likely meant by one that is missing. */
  meant?: string;
  /** The newest tag of the same line, when it is another one. */
  newer?: string;
  /** Of what the name stands for: a manifest, or an index of several. */
  digest?: string;
  platforms?: readonly ImagePlatform[];
  /** Of the image for one platform. */
  details?: ImageDetails;
  /** When somebody last pushed the tag: milliseconds since 1970. */
  pushed?: number;
  /** What is in it with known vulnerabilities, by its builder's list. */
  vulnerable?: readonly VulnerablePackage[];
}

/** Something in an image, in a version that has known vulnerabilities. */
export interface VulnerablePackage {
  name: string;
  version: string;
  /** As the database names them: `CVE-2024-0001`, `GHSA-…`. */
  vulnerabilities: readonly string[];
}

export interface ImageDetails {
  platform: ImagePlatform;
  /** By its own account: milliseconds since 1970. */
  created?: number;
  /** Bytes of its layers, packed as they are sent. */
  size: number;
}
