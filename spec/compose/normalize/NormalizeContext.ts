import type { LoadContext } from '../LoadContext';
import type { Located } from '../../yaml/Located';

/** What is wrong with a service has been said by its check; so nothing is reported here. */
export interface NormalizeContext extends Pick<LoadContext, 'readFile' | 'lookup'> {
  project: string;
  directory: string;
  files: string[];
  /** The caller's environment, for variables named without a value and for `~`. */
  env: Record<string, string | undefined>;
  /** The merged tree, for what services refer to. */
  root: Located;
  containerNameOf: (service: string) => string;
}
