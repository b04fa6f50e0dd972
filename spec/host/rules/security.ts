import { finding } from './Rule';
import type { HostRule } from './Rule';

const NAMES = { seccomp: 'seccomp filters', apparmor: 'AppArmor', selinux: 'SELinux' };

export const security: HostRule = (asks, { security: has }) =>
  asks.security
    .filter(({ value }) => !has[value])
    .map((one) =>
      finding(
        one,
        'host-security',
        `${one.key}: ${NAMES[one.value]} is not active on this host, so this protects nothing or is refused.`,
      ),
    );
