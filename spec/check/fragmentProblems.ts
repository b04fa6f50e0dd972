import type { LoadResult } from '../compose/ComposeProject';
import { eachOnce } from '../compose/eachOnce';
import { checkWhole } from '../oci/check/checkWhole';
import type { Problem } from '../Problem';
import { valueAt } from '../yaml/Located';

/** What is wrong with fragments of OCI configs only together with the services they are in. */
export function fragmentProblems({ project, tree }: LoadResult): Problem[] {
  const found = project.services.flatMap(({ name, container }) => {
    const service = valueAt(tree, 'services', name);
    const entry = service?.kind === 'map' ? service.entries.get('x-oci') : undefined;
    return entry?.value.kind === 'map' ? checkWhole(entry, container) : [];
  });
  return eachOnce(found);
}
