import type { LoadContext } from '../LoadContext';
import type { Located } from '../../yaml/Located';

export interface NormalizeContext extends LoadContext {
  project: string;
  directory: string;
  files: string[];
  /** The caller's environment, for variables named without a value and for `~`. */
  env: Record<string, string | undefined>;
  /** The merged tree, for what services refer to. */
  root: Located;
  containerNameOf: (service: string) => string;
}
