import { keyPlace, textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** Settings of the IPC namespace; those of the network namespace begin with `net.`. */
const IPC = /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\..+)$/;
const OWN = /^(net\..+|kernel\.domainname|kernel\.hostname)$/;

/** A setting of the whole host cannot be set for one container. */
export const sysctls: ServiceRule = (service) => {
  const node = valueAt(service, 'sysctls');
  if (node?.kind !== 'map') return [];
  const sharesNetwork = textOf(valueAt(service, 'network_mode')) === 'host';
  const sharesIpc = textOf(valueAt(service, 'ipc')) === 'host';
  return [...node.entries.values()].flatMap((entry) => {
    const name = entry.key.replace(/\//g, '.');
    const place = keyPlace(entry);
    if (!IPC.test(name) && !OWN.test(name))
      return [
        problem(
          'sysctl-not-namespaced',
          place,
          `sysctls: ${name} belongs to the whole host; a container has no value of its own.`,
        ),
      ];
    const shared = name.startsWith('net.') && sharesNetwork ? 'network_mode' : IPC.test(name) && sharesIpc ? 'ipc' : undefined;
    return shared === undefined
      ? []
      : [problem('sysctl-not-namespaced', place, `sysctls: ${name} would be set for the host, because of ${shared}: host.`)];
  });
};
