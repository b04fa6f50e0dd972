import { join } from 'node:path';
import type { ContainerView } from '../../api/bulkhead';
import { CAPABILITY_NAMES } from '../../spec/host/capabilityNames';
import { conflict } from '../faults';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { isAlive } from './transition';

/** What the kernel says about a running container, not what was asked for. */
export async function kernelView(deps: Deps, container: Container): Promise<ContainerView> {
  if (!isAlive(container.state))
    throw conflict(`container ${container.record.name} is not running; there is nothing of it in the kernel`);
  const { result } = await deps.helper.request('view', { container: container.id });
  const { rootfs } = container.record.image;
  return {
    id: container.id,
    namespaces: result.namespaces,
    mounts: parseMountinfo(result.mountinfo),
    layers: {
      lower: rootfs.kind === 'host' ? ['/'] : deps.images.lower(rootfs.chainIds),
      upper: join(deps.records.directory(container.id), 'upper'),
    },
    cgroups: container.cgroups,
    uidMap: result.uidMap,
    gidMap: result.gidMap,
    ...parseStatus(result.status),
  };
}

/** proc_pid_mountinfo(5): optional fields end with a single hyphen; spaces and such are octal. */
export function parseMountinfo(text: string): ContainerView['mounts'] {
  const mounts: ContainerView['mounts'] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const separator = fields.indexOf('-', 6);
    if (separator < 0) continue;
    const [target = '', options = ''] = fields.slice(4, 6);
    const [type = '', source = ''] = fields.slice(separator + 1);
    mounts.push({ target: unescaped(target), type, source: unescaped(source), options });
  }
  return mounts;
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}

const SECCOMP = ['disabled', 'strict', 'filter'] as const;

export function parseStatus(text: string): Pick<ContainerView, 'capabilities' | 'seccomp' | 'noNewPrivileges'> {
  const field = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? '';
  const effective = BigInt(`0x${field('CapEff') || '0'}`);
  return {
    capabilities: CAPABILITY_NAMES.filter((_, bit) => ((effective >> BigInt(bit)) & 1n) === 1n),
    seccomp: SECCOMP[Number(field('Seccomp'))] ?? 'disabled',
    noNewPrivileges: field('NoNewPrivs') === '1',
  };
}
