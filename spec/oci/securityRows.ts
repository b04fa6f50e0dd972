import type { OciContext } from './OciContext';
import { parseSeccompProfile } from './seccomp/customProfile';
import { defaultSeccomp } from './seccomp/defaultProfile';

const KEY = 'HostConfig.SecurityOpt';

function applySeccompOption(context: OciContext, value: string | undefined): void {
  const { config, input, hostConfig, report } = context;
  if (value === 'unconfined' || (hostConfig.Privileged && value === undefined)) return;
  if (!input.host.security.seccomp) {
    report(
      'seccomp-unavailable',
      KEY,
      'This kernel has no seccomp: set security_opt seccomp=unconfined to run without a filter.',
    );
    return;
  }
  const capabilities = config.process.capabilities?.bounding ?? [];
  const { kernel } = input.host;
  if (value === undefined || value === 'builtin') {
    config.linux.seccomp = defaultSeccomp(kernel.machine, capabilities);
    return;
  }
  const profile = parseSeccompProfile(value, { kernel, capabilities });
  if (typeof profile === 'string') report('seccomp-invalid', KEY, `The seccomp profile cannot be used: ${profile}.`);
  else config.linux.seccomp = profile;
}

function applyAppArmor({ config, input, report }: OciContext, value: string): void {
  if (value === 'unconfined') return;
  if (input.host.security.apparmor) config.process.apparmorProfile = value;
  else report('apparmor-unavailable', KEY, `AppArmor profile '${value}' cannot be applied: this kernel has no AppArmor.`);
}

function isTrue(value: string): boolean | undefined {
  if (value === '' || value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** `name=value`, or `name:value` as older clients write it. */
export function applySecurityOptions(context: OciContext): void {
  const { hostConfig, config, input, inUserNamespace, report } = context;
  let seccomp: string | undefined;
  // In a user namespace nobody needs to gain privilege by a program's mode bits, and much kernel surface is behind it.
  let noNewPrivileges = inUserNamespace && input.helper.mode === 'rootless' && !hostConfig.Privileged;
  for (const option of hostConfig.SecurityOpt ?? []) {
    const match = /^([a-z-]+)(?:[=:]([\s\S]*))?$/.exec(option);
    const [, name = option, value = ''] = match ?? [];
    if (name === 'seccomp') seccomp = value;
    else if (name === 'no-new-privileges') {
      const wanted = isTrue(value);
      if (wanted === undefined)
        report('security-option-invalid', KEY, `invalid --security-opt 2: "${option}": expected true or false`);
      else noNewPrivileges = wanted;
    } else if (name === 'apparmor') applyAppArmor(context, value);
    else if (name === 'label') {
      if (value !== 'disable' && input.host.security.selinux)
        report('selinux-unsupported', KEY, `'${option}': SELinux labels are not available yet.`);
      else if (value !== 'disable')
        report('selinux-unavailable', KEY, `'${option}' cannot be applied: this kernel has no SELinux.`);
    } else if (name !== 'systempaths' || value !== 'unconfined')
      report(
        'security-option-unknown',
        KEY,
        `Security option '${option}' is unknown: expected seccomp, no-new-privileges, apparmor, label or systempaths.`,
      );
  }
  if (noNewPrivileges) config.process.noNewPrivileges = true;
  applySeccompOption(context, seccomp);
}
