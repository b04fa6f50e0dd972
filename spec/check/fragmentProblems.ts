import type { LoadResult } from '../compose/ComposeProject';
import { eachOnce } from '../compose/eachOnce';
import { checkWhole } from '../oci/check/checkWhole';
import type { Problem } from '../Problem';

/** What is wrong with fragments of OCI configs only together with the services they are in. */
export function fragmentProblems({ project, services }: LoadResult): Problem[] {
  const found = services.flatMap(({ value: service }, index) => {
    const entry = service.kind === 'map' ? service.entries.get('x-oci') : undefined;
    const container = entry?.value.kind === 'map' ? project.services[index]?.container : undefined;
    return entry && container ? checkWhole(entry, container) : [];
  });
  return eachOnce(found);
}
