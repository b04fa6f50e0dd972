import type { UsedImage } from '../containers/ContainerRecord';

/** What containers need of images. */
export interface ImageBackend {
  /** By reference, id or beginning of an id; throws not-found with Docker's words. */
  use: (ref: string) => UsedImage;
  /** What its programs are built for, as in `amd64`. */
  architecture: (ref: string) => string;
  /** Directories of unpacked layers, topmost first. */
  lower: (chainIds: string[]) => string[];
}
