/** A place where we decide otherwise than the official schema, and why. */
interface Difference {
  name: string;
  /** Matches our problem, or the complaint of the schema. */
  matches: RegExp;
  because: string;
}

export const STRICTER: readonly Difference[] = [
  {
    name: 'rates and weights of devices',
    matches: /^key-missing \S*blkio_config\.(device|weight)_/,
    because: 'Without the device or the number the kernel cannot be told anything.',
  },
  {
    name: 'include without a path',
    matches: /^key-missing include\.\d+ .*'path'/,
    because: 'There is nothing to include.',
  },
  {
    name: 'ports without a target',
    matches: /^key-missing \S*ports\.\d+ .*'target'/,
    because: 'There is nothing to publish.',
  },
  {
    name: 'mounts without a target',
    matches: /^key-missing \S*volumes\.\d+ .*'target'/,
    because: 'There is no place to mount at.',
  },
  {
    name: 'what is copied without a target',
    matches: /^key-missing \S*develop\.watch\.\d+ .*'target'/,
    because: 'There is no place to copy to; Compose refuses it.',
  },
  {
    name: 'secrets and configs without content',
    matches: /^key-missing (secrets|configs)\.\S+ .* has no content/,
    because: 'Compose refuses those that are neither external nor have a source or a driver.',
  },
  {
    name: 'truth values',
    matches: /^value-invalid .*expected true or false/,
    because: 'The schema lets any text pass, so that variables do; we look at the value of the variable.',
  },
  {
    name: 'numbers',
    matches: /^value-invalid .*expected (all or )?(a whole number|a number|-1|\d)/,
    because: 'The schema lets any text pass for a number, and fractions and negative numbers where they mean nothing.',
  },
  {
    name: 'amounts of bytes',
    matches: /^value-invalid .*expected an amount of bytes/,
    because: 'The schema lets any text pass; the specification defines the units.',
  },
  {
    name: 'durations',
    matches: /^value-invalid .*expected a duration/,
    because: 'The schema names the format without defining it; the specification does.',
  },
  {
    name: 'ports',
    matches: /^value-invalid .*(ports|published|expose)/,
    because: 'The specification defines the short form, which the schema takes for any text.',
  },
  {
    name: 'mounts',
    matches: /^value-invalid \S*volumes\./,
    because: 'The specification defines the short form, which the schema takes for any text.',
  },
  {
    name: 'texts the specification lists',
    matches:
      /^value-invalid \S*\.(restart|network_mode|pid|ipc|uts|userns_mode|pull_policy|protocol|mode|endpoint_mode|failure_action|condition|propagation|container_name|hostname|cpuset|device_cgroup_rules\.\d+) /,
    because: 'The specification lists what may be written; the schema takes any text, or does not anchor its pattern.',
  },
  {
    name: 'addresses',
    matches:
      /^value-invalid \S*\.(dns|extra_hosts|host_ip|ipv4_address|ipv6_address|link_local_ips|mac_address|subnet|ip_range|gateway|aux_addresses)[. ]/,
    because: 'The schema takes any text for an address; what reads it parses it and refuses the rest.',
  },
  {
    name: 'paths of the container',
    matches: /^value-invalid \S*\.(working_dir|tmpfs|tmpfs\.\d+) /,
    because: 'There is nothing a relative path could start from, and engines refuse one.',
  },
  {
    name: 'names the kernel and the engine know',
    matches: /^value-invalid \S*\.(image|stop_signal|user|devices\.\d+|devices\.\d+\.permissions|security_opt\.\d+) /,
    because: 'The schema takes any text; engines refuse what is no image name, signal, user, device or option.',
  },
  {
    name: 'assignments without a name',
    matches: /^value-invalid .*expected NAME=value/,
    because: 'The schema takes any text in a list; without a name, or with blanks around it, no program finds the variable.',
  },
  {
    name: 'unknown limits of processes',
    matches: /^key-unknown \S*ulimits\./,
    because: 'The kernel has sixteen limits with fixed names.',
  },
  {
    name: 'unknown keys of GPUs',
    matches: /^key-unknown \S*\.gpus\.\d+\./,
    because: 'The schema forgot to close this mapping, which it closes where the same stands under deploy.',
  },
  {
    name: 'unknown keys of external',
    matches: /^key-unknown \S*\.external\./,
    because: 'The schema forgot to close this mapping; the specification knows only its name.',
  },
];

export const LAXER: readonly Difference[] = [
  {
    name: 'fractions of bytes',
    matches: /mem_reservation must be string,integer/,
    because: 'The schema allows a fraction for every other amount of memory.',
  },
];
