import { isComposeFileName } from '../../spec/compose/composeFileName';
import { isDockerfileName } from '../../spec/dockerfile/dockerfileName';
import { isOciFileName } from '../../spec/oci/ociFileName';

/** Of whatever kind of spec; those of an OCI runtime may turn out to be none. */
export function isSpecFileName(name: string): boolean {
  return isComposeFileName(name) || isDockerfileName(name) || isOciFileName(name);
}
