import type { Problem } from '../../spec/Problem';
import { OpenDocument } from './OpenDocument';

/** A Dockerfile, under whatever name. */
export class DockerfileDocument extends OpenDocument {
  findings(): Problem[] {
    return [];
  }
}
