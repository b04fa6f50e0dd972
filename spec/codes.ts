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
  ...['image-missing', 'scale-conflict', 'network-conflict'],
  ...['port-duplicate', 'container-name-duplicate', 'address-outside-subnet'],
  ...['mount-duplicate', 'mount-unsupported', 'grant-unsupported'],
  ...['limit-conflict', 'limit-below-reservation', 'swap-below-memory'],
  ...['capability-unknown', 'sysctl-not-namespaced'],
  ...['host-memory', 'host-swap', 'host-cpus', 'host-cpuset', 'host-controller', 'host-delegation', 'host-cgroup-version'],
  ...['host-capability', 'host-sysctl', 'host-device', 'host-hugepage', 'host-limit-missing', 'host-rlimit', 'host-security'],
  ...['host-path-missing', 'host-port-taken', 'host-port-privileged', 'host-namespace', 'host-userns', 'host-subid'],
  'host-platform',
  ...['oci-path-relative', 'oci-path-missing', 'oci-program-mode', 'oci-process-args', 'oci-console-size'],
  ...['oci-env-invalid', 'oci-env-duplicate', 'oci-rlimit-unknown', 'oci-rlimit-duplicate', 'oci-rlimit-order'],
  ...['oci-capability-unknown', 'oci-capability-subset'],
  ...['oci-mount-order', 'oci-mount-duplicate', 'oci-mount-hides', 'oci-mount-source', 'oci-mount-option'],
  ...['oci-namespace-duplicate', 'oci-namespace-needed', 'oci-mapping-missing', 'oci-mapping-invalid', 'oci-mapping-overlap'],
  ...['oci-device-duplicate', 'oci-device-number', 'oci-sysctl-host'],
  ...[
    'oci-resource-range',
    'oci-memory-swap',
    'oci-memory-reservation',
    'oci-cpu-burst',
    'oci-unified-name',
    'oci-hugepage-duplicate',
  ],
  ...['oci-seccomp-errno', 'oci-seccomp-notify', 'oci-seccomp-names'],
  ...[
    'dockerfile-from-missing',
    'dockerfile-instruction-unknown',
    'dockerfile-instruction-case',
    'dockerfile-instruction-repeated',
  ],
  ...['dockerfile-argument-missing', 'dockerfile-argument-extra', 'dockerfile-argument-invalid', 'dockerfile-onbuild-invalid'],
  ...['dockerfile-flag-unknown', 'dockerfile-flag-invalid', 'dockerfile-flag-duplicate', 'dockerfile-mount-invalid'],
  ...[
    'dockerfile-key-value-invalid',
    'dockerfile-key-value-legacy',
    'dockerfile-secret-exposed',
    'dockerfile-maintainer-deprecated',
  ],
  ...['dockerfile-heredoc-open', 'dockerfile-quote-open', 'dockerfile-json-invalid', 'dockerfile-shell-form'],
  ...['dockerfile-continuation-empty', 'dockerfile-directive-invalid', 'dockerfile-description-invalid'],
  ...['dockerfile-image-invalid', 'dockerfile-arg-undefined', 'dockerfile-arg-default', 'dockerfile-as-case'],
  ...['dockerfile-platform-redundant', 'dockerfile-platform-constant'],
  ...[
    'dockerfile-stage-name-invalid',
    'dockerfile-stage-name-case',
    'dockerfile-stage-name-reserved',
    'dockerfile-stage-name-duplicate',
  ],
  ...['dockerfile-stage-undefined', 'dockerfile-stage-cycle', 'dockerfile-stage-unused'],
  ...['dockerfile-variable-invalid', 'dockerfile-variable-undefined', 'dockerfile-workdir-relative'],
  ...['dockerfile-expose-invalid', 'dockerfile-expose-case', 'dockerfile-copy-ignored'],
] as const;

export type Code = (typeof CODES)[number];

export function isCode(text: string): text is Code {
  return (CODES as readonly string[]).includes(text);
}
