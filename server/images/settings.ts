/** What somebody decided about registries. */
export interface RegistrySettings {
  isEnabled: boolean;
  /** Those that may be asked; none for the usual ones. */
  hosts: readonly string[];
  /** When a tag was pushed is shown behind it. */
  showsPushed: boolean;
  /** What is in an image may be told to a database of vulnerabilities. */
  asksVulnerabilities: boolean;
}

export const REGISTRY_SECTION = 'bulkhead.registry';

const MAX_HOSTS = 200;

/** Settings as an editor sends them: `{ enabled: true, hosts: ["registry.example.org"], showPushed: false }`. */
export function readRegistrySettings(given: unknown): RegistrySettings {
  const { enabled, hosts, showPushed, vulnerabilities } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const list = Array.isArray(hosts) ? (hosts as unknown[]) : [];
  return {
    isEnabled: enabled !== false,
    hosts: list.slice(0, MAX_HOSTS).filter((host) => typeof host === 'string'),
    showsPushed: showPushed !== false,
    asksVulnerabilities: vulnerabilities === true,
  };
}
