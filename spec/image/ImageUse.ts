import type { ImageReference } from '../words/imageReference';
import type { PlacedText } from '../yaml/PlacedText';

/** An image that is named by a file. */
export interface ImageUse {
  /** As the engine is given it: variables filled in. */
  text: string;
  reference: ImageReference;
  /** The same text, with where in the file each part of it is. */
  placed: PlacedText;
  /** As written; that of the host when missing. */
  platform?: string;
  /** A variable decides which platform it is for. */
  isPlatformOpen?: boolean;
  /** What is named may be something else than an image: what a build is given beside its files. */
  mayBeContext?: boolean;
  /** The platform of a stage is what the build is for, which may be another than this machine. */
  isStage?: boolean;
  /** Somebody decided that nothing is to be pulled. */
  isLocal?: boolean;
}

/** Where a part of a reference is in the file. */
export function rangeOfPart({ text }: ImageUse, part: 'tag' | 'digest' | 'all'): [start: number, end: number] {
  const at = text.indexOf('@');
  const named = at < 0 ? text.length : at;
  const colon = text.lastIndexOf(':', named - 1);
  const hasTag = colon > text.lastIndexOf('/', named - 1);
  if (part === 'digest' && at >= 0) return [at + 1, text.length];
  if (part === 'tag' && hasTag) return [colon + 1, named];
  return [0, text.length];
}
