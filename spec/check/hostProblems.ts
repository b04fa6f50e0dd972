import { hostFindings } from '../host/hostRules';
import type { HostFacts } from '../host/HostFacts';
import type { ComposeService, LoadResult } from '../compose/ComposeProject';
import { Memo } from '../compose/Memo';
import type { Problem } from '../Problem';
import { rangeInFile, valueAt } from '../yaml/Located';
import type { LocatedMap } from '../yaml/Located';

/** Where else a limit may stand. */
const DEPLOY_PLACES: Readonly<Record<string, string[]>> = {
  mem_limit: ['deploy', 'resources', 'limits', 'memory'],
  mem_reservation: ['deploy', 'resources', 'reservations', 'memory'],
  cpus: ['deploy', 'resources', 'limits', 'cpus'],
  pids_limit: ['deploy', 'resources', 'limits', 'pids'],
};

/** What a service asks of a host, by the service. */
export type HostMemo = Memo<ComposeService, ReturnType<typeof hostFindings>>;

/** What the services of a project ask for that a host does not have, where it stands in one file of it. */
export function hostProblems(
  { project }: LoadResult,
  file: string,
  root: LocatedMap | undefined,
  host: HostFacts,
  memo: HostMemo = new Memo(),
): Problem[] {
  return project.services.flatMap((service) => {
    const findings = memo.get(service, [host], () => hostFindings(service.container.HostConfig ?? {}, host));
    return findings.flatMap(({ code, key, message }): Problem[] => {
      const node = valueAt(root, 'services', service.name);
      const place = valueAt(node, key) ?? valueAt(node, ...(DEPLOY_PLACES[key] ?? [key]));
      // A limit that comes from another file is shown there.
      if (place?.origin.file !== file) return [];
      return [{ code, severity: 'warning', message, file, range: rangeInFile(place), path: ['services', service.name, key] }];
    });
  });
}
