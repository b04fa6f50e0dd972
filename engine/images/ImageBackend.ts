import type { UsedImage } from '../containers/ContainerRecord';

/** What containers need of images. */
export interface ImageBackend {
  /** By reference, id or beginning of an id; throws not-found with Docker's words. */
  use: (ref: string) => UsedImage;
  /** Directories of unpacked layers, topmost first. */
  lower: (chainIds: string[]) => string[];
}
