/** Every code a problem of a spec file can have. A code is part of the contract: settings, ignore comments and docs/diagnostics name it. */
export const CODES = [
  ...['yaml-syntax', 'yaml-limit', 'yaml-too-large', 'yaml-key-duplicate', 'yaml-key-invalid', 'yaml-key-incomplete'],
  ...['yaml-alias-unknown', 'yaml-alias-cycle', 'yaml-merge-invalid'],
  ...['key-unknown', 'key-missing', 'key-deprecated', 'key-conflict', 'key-unsupported', 'key-ignored'],
  ...['value-type', 'value-invalid', 'value-missing', 'item-duplicate', 'name-invalid', 'command-invalid'],
  ...['variable-invalid', 'variable-unset', 'variable-required'],
  ...['env-line-invalid', 'env-quote-open', 'env-too-large', 'env-file-not-found'],
  ...['project-empty', 'project-name-invalid', 'project-not-mapping'],
  ...['file-not-found', 'too-many-files', 'include-conflict', 'include-cycle', 'extends-cycle', 'extends-not-found'],
  ...['reference-undefined', 'definition-unused', 'dependency-cycle', 'dependency-inactive', 'healthcheck-missing'],
  ...['image-missing', 'scale-conflict', 'network-conflict', 'condition-unsupported'],
  ...['port-duplicate', 'container-name-duplicate', 'address-outside-subnet'],
  ...['mount-duplicate', 'mount-unsupported', 'grant-unsupported', 'bind-source-missing'],
  ...['limit-conflict', 'limit-below-reservation', 'swap-below-memory'],
  ...['capability-unknown', 'sysctl-not-namespaced'],
  ...['host-memory', 'host-swap', 'host-cpus', 'host-cpuset', 'host-controller', 'host-delegation', 'host-cgroup-version'],
  ...['host-capability', 'host-port'],
] as const;

export type Code = (typeof CODES)[number];

export function isCode(text: string): text is Code {
  return (CODES as readonly string[]).includes(text);
}
