import { textOf } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { numberAsText } from './numberAsText';

/** What a container is given of a scalar where a text is meant, as in `environment`; `undefined` for null and for collections. */
export function givenText(node: Located | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  const number = node.isQuoted || node.isInterpolated ? undefined : numberAsText(node.source);
  return number ?? textOf(node);
}
