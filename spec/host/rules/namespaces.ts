import type { PlacedProblem } from '../../Problem';
import type { HostAsks } from '../HostAsks';
import type { HostFacts, IdRange } from '../HostFacts';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** As in `/proc/self/ns`. */
const LINKS: Readonly<Record<string, string>> = { network: 'net', mount: 'mnt' };

const total = (ranges: readonly IdRange[]): number => ranges.reduce((sum, { count }) => sum + count, 0);

const addIds = (name: string): string => `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${name}`;

function missing({ namespaces: asked }: HostAsks, { namespaces: known, userNamespaces, kernel }: HostFacts): PlacedProblem[] {
  return asked.flatMap((one) => {
    const link = LINKS[one.value] ?? one.value;
    if (known.length > 0 && !known.includes(link))
      return [finding(one, 'host-namespace', `${one.key}: Linux ${kernel.release} on this host has no ${one.value} namespaces.`)];
    if (link !== 'user' || userNamespaces.available) return [];
    const reason = userNamespaces.reason ?? 'they are not available';
    return [finding(one, 'host-userns', `${one.key}: no user namespace can be made on this host: ${reason}.`)];
  });
}

/** Without root, only root and as many further ids as were granted can be in a container. */
function unmapped({ userIds }: HostAsks, { user, userNamespaces: { subuid } }: HostFacts): PlacedProblem[] {
  if (user.uid === 0) return [];
  const count = total(subuid);
  return userIds
    .filter(({ value }) => value > count)
    .map((one) =>
      finding(
        one,
        'host-subid',
        `${one.key}: user ${one.value} cannot be in a container of ${user.name}, who has ${count} subordinate ids; ${addIds(user.name)}`,
      ),
    );
}

function notGranted({ idRanges }: HostAsks, { user, userNamespaces: { subuid, subgid } }: HostFacts): PlacedProblem[] {
  if (user.uid === 0) return [];
  return idRanges.flatMap((one) => {
    const { kind, start, count } = one.value;
    const own = { start: kind === 'uid' ? user.uid : user.gid, count: 1 };
    const granted = [own, ...(kind === 'uid' ? subuid : subgid)];
    if (granted.some((range) => start >= range.start && start + count <= range.start + range.count)) return [];
    const message = `${one.key}: ids ${start} to ${start + count - 1} are not granted to ${user.name} in /etc/sub${kind}; newuidmap and newgidmap refuse them.`;
    return [finding(one, 'host-subid', message)];
  });
}

export const namespaces: HostRule = (asks, facts) => [
  ...missing(asks, facts),
  ...unmapped(asks, facts),
  ...notGranted(asks, facts),
];
