import type { HostFacts } from './HostFacts';

/** An example of each part, as far as checks look into it: a text where a text is expected, a list with one item for lists of such. */
const REQUIRED = {
  kernel: { release: '', machine: '' },
  user: { uid: 0, gid: 0, name: '', home: '' },
  cpus: { online: [0] },
  memory: { total: 0, swapTotal: 0 },
  cgroup: { layout: '', controllers: {} },
  userNamespaces: { available: true, subuid: [{ start: 0, count: 0 }], subgid: [{ start: 0, count: 0 }] },
  capabilities: { last: 0, lastName: '', bounding: [''] },
  network: { unprivilegedPortStart: 0 },
};

/** What older versions did not tell of. */
const OPTIONAL = {
  namespaces: [''],
  security: { seccomp: true, apparmor: true, selinux: true },
  filesystems: [''],
  sysctls: [''],
  devices: { nodes: [{ path: '', type: '', major: 0, minor: 0 }], directories: [''], others: [''] },
  blockDevices: [''],
  hugepages: [''],
  maxOpenFiles: 0,
  emulators: [''],
};

const CONTROLLER = { version: 0, mountPoint: '', path: '', writable: true };
const LISTENER = { protocol: '', address: '', port: 0 };

/**
 * The facts in a report of `bulkhead host --json`, made on the machine that specs are for.
 * @throws Error that names the parts that are not there as they should be, and how a report is made.
 */
export function factsOfReport(path: string, text: string): HostFacts {
  const facts = (parsed(path, text) as { facts?: unknown } | null)?.facts;
  const lacking = misfits(facts);
  if (lacking.length > 0)
    throw new Error(
      `${path} is no host profile (it lacks ${lacking.join(', ')}): make one with 'bulkhead host --json > ${path}'`,
    );
  return facts as HostFacts;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`the host profile ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function misfits(given: unknown): string[] {
  const facts: Partial<HostFacts> = typeof given === 'object' && !Array.isArray(given) ? (given ?? {}) : {};
  const told = Object.entries(OPTIONAL).filter(([part]) => facts[part as keyof HostFacts] !== undefined);
  const inLists = [
    ...unlike(Object.values(facts.cgroup?.controllers ?? {}), [CONTROLLER], 'cgroup.controllers'),
    ...unlike(Object.values(facts.cgroup?.files ?? {}), [['']], 'cgroup.files'),
    ...unlike(facts.network?.listening ?? [], [LISTENER], 'network.listening'),
  ];
  return [...new Set([...unlike(facts, { ...REQUIRED, ...Object.fromEntries(told) }, ''), ...inLists])];
}

/** Where a value is not like the example. */
function unlike(value: unknown, example: unknown, at: string): string[] {
  if (typeof value !== typeof example || value === null || Array.isArray(value) !== Array.isArray(example)) return [at];
  if (Array.isArray(example)) return (value as unknown[]).flatMap((item) => unlike(item, example[0], at));
  if (typeof example !== 'object') return [];
  return Object.entries(example as object).flatMap(([part, one]) =>
    unlike((value as Record<string, unknown>)[part], one, at === '' ? part : `${at}.${part}`),
  );
}
