const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

interface Listed {
  Labels?: Record<string, string>;
  HostConfig?: { NetworkMode?: string };
}

export const idOfService = (project: string, service: string): string => `${project} ${service}`;

/** Services whose containers listen on the host itself, of the running containers as an engine lists them. */
export function servicesOnHost(containers: unknown): ReadonlySet<string> {
  const listed = Array.isArray(containers) ? (containers as (Listed | null)[]) : [];
  return new Set(
    listed.flatMap((container) => {
      const { [PROJECT]: project, [SERVICE]: service } = container?.Labels ?? {};
      const isOnHost = container?.HostConfig?.NetworkMode === 'host';
      return isOnHost && project !== undefined && service !== undefined ? [idOfService(project, service)] : [];
    }),
  );
}
