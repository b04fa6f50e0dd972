import { either, no, nothing, objectOf } from '../../compose/vocabulary/ValueType';
import type { KeySpec, Support, ValueType, Vocabulary } from '../../compose/vocabulary/ValueType';
import { CONFIG_KEYS } from './configKeys';
import { SECCOMP_TYPE } from './seccompKeys';

/** Mappings that every generated config has, so a patch need not say all of what they must hold. */
const GENERATED: readonly ValueType[] = [...['root', 'process'].flatMap((key) => CONFIG_KEYS[key]?.type ?? []), SECCOMP_TYPE];

/** RFC 7396: mappings are merged, and null takes away what was generated. Items of a list are appended as they are. */
function patchOf(type: ValueType, path: readonly string[]): ValueType {
  switch (type.kind) {
    case 'object': {
      const isWhole = !GENERATED.includes(type) && type.required !== undefined;
      return objectOf(() => patchesOf(type.keys, path), isWhole ? type.required : undefined);
    }
    case 'dict':
      return { ...type, of: orNothing(patchOf(type.of, path)) };
    default:
      return type;
  }
}

const orNothing = (type: ValueType): ValueType => (type.kind === 'any' ? type : either(type, nothing));

/** What is not for a spec of somebody's workspace to say, and what the engine cannot do yet; the helper refuses it, too. */
const REFUSED: Readonly<Record<string, Support>> = {
  hooks: no('hooks run programs on the host and are not taken from a spec'),
  'process.selinuxLabel': no('SELinux labels are not applied yet'),
  'process.scheduler': no('scheduling policies are not set yet'),
  'process.ioPriority': no('I/O priorities are not set yet'),
  'process.execCPUAffinity': no('it is not set yet; use linux.resources.cpu.cpus'),
  'linux.cgroupsPath': no('the engine makes the cgroup'),
  'linux.mountLabel': no('SELinux labels are not applied yet'),
  'linux.timeOffsets': no('time namespaces are not made yet'),
  'linux.intelRdt': no('resctrl groups are not made yet'),
  'linux.personality': no('it is not set yet'),
  'linux.memoryPolicy': no('it is not set yet'),
  'linux.netDevices': no('devices are not moved into the container yet'),
  'linux.seccomp.flags': no('the filter is loaded without flags'),
  'linux.seccomp.listenerPath': no('there is no listener for notifications'),
  'linux.resources.memory.kernel': no('kernels since 5.16 have no limit of kernel memory alone; use memory.limit'),
  'linux.resources.blockIO.leafWeight': no("kernels since 5.0 have no weight of a cgroup's own processes"),
  'linux.resources.blockIO.weightDevice': no('weights of single devices are not set yet; use blockIO.weight'),
  'linux.resources.network.priorities': no('net_prio is not set yet'),
  'linux.resources.rdma': no('RDMA limits are not set yet'),
};

function patchesOf(keys: Vocabulary, path: readonly string[]): Vocabulary {
  const entries = Object.entries(keys).map(([key, spec]): [string, KeySpec] => {
    const place = [...path, key];
    const support = REFUSED[place.join('.')];
    return [key, { ...spec, type: orNothing(patchOf(spec.type, place)), ...(support ? { support } : {}) }];
  });
  return Object.fromEntries(entries);
}

const PARTS = ['process', 'root', 'hostname', 'domainname', 'mounts', 'hooks', 'annotations', 'linux'];

/** The part of an OCI runtime config that `x-oci` may hold. */
export const FRAGMENT_TYPE: ValueType = objectOf(() =>
  patchesOf(Object.fromEntries(Object.entries(CONFIG_KEYS).filter(([key]) => PARTS.includes(key))), []),
);
