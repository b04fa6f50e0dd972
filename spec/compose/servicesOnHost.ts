import { heldListeners } from '../host/heldListeners';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

interface Listed {
  Id?: string;
  Labels?: Record<string, string>;
  HostConfig?: { NetworkMode?: string };
}

/** What the containers of a service listen on; `unknown` when this user may not see it. */
export type Held = ReadonlySet<string> | 'unknown';

/** By the id of each service that has containers on the network of the host. */
export type ServicesOnHost = ReadonlyMap<string, Held>;

export const NO_SERVICES: ServicesOnHost = new Map();

export const idOfService = (project: string, service: string): string => `${project} ${service}`;

/** Containers on the network of the host, of those that an engine lists as running. */
function onHost(containers: unknown): { id: string; service: string }[] {
  const listed = Array.isArray(containers) ? (containers as (Listed | null)[]) : [];
  return listed.flatMap((container) => {
    const { [PROJECT]: project, [SERVICE]: service } = container?.Labels ?? {};
    const isOnHost = container?.HostConfig?.NetworkMode === 'host';
    if (!isOnHost || container.Id === undefined || project === undefined || service === undefined) return [];
    return [{ id: container.Id, service: idOfService(project, service) }];
  });
}

/** Processes of a container, as an engine lists them. */
function pidsIn(top: unknown): number[] {
  const { Titles, Processes } = (top ?? {}) as { Titles?: string[]; Processes?: string[][] };
  const column = Titles?.indexOf('PID') ?? -1;
  return column < 0 ? [] : (Processes ?? []).map((row) => Number(row[column])).filter((pid) => pid > 0);
}

/** Whose ports of this host are those of running services. `ask` gets a document of the engine, or fails. */
export async function servicesOnHost(ask: (path: string) => Promise<unknown>): Promise<ServicesOnHost> {
  const pids = new Map<string, number[]>();
  for (const { id, service } of onHost(await ask('/containers/json'))) {
    const own = pidsIn(await ask(`/containers/${id}/top`));
    pids.set(service, [...(pids.get(service) ?? []), ...own]);
  }
  return new Map([...pids].map(([service, own]) => [service, heldListeners(own) ?? 'unknown']));
}
