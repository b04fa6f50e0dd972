import { detachKeys } from '../terminal/DetachKeys';
import { byteSize, keyValues, nanoseconds, wholeNumber } from '../values';
import { deviceOf, eachOf, exposedPorts, portBindings, restartPolicyOf, tmpfsOf } from './flagValues';
import { LIMIT_FLAGS } from './limitFlagTable';
import { mountOf } from './mountOf';
import { many, type RunFlag } from './RunFlag';

/** The flags of `run`, with Docker's names and meanings. */
export const RUN_FLAGS: readonly RunFlag[] = [
  // About the container as a whole.
  { flags: '-d, --detach', help: 'run in the background and print the container id' },
  { flags: '-i, --interactive', help: 'keep stdin open' },
  { flags: '-t, --tty', help: 'allocate a terminal' },
  { flags: '-a, --attach <stream>', help: 'attach only stdin, stdout or stderr', parse: many },
  { flags: '--detach-keys <keys>', help: 'keys that leave it running (ctrl-p,ctrl-q)', parse: detachKeys },
  { flags: '--init', help: 'run an init as process 1 that passes signals on and reaps processes', host: 'Init' },
  { flags: '--rm', help: 'remove the container when it exits', host: 'AutoRemove' },
  { flags: '--name <name>', help: 'name of the container' },
  { flags: '--platform <os/architecture>', help: 'refuse an image for another platform' },
  { flags: '--cidfile <file>', help: 'write the container id to a file' },
  { flags: '-e, --env <name=value>', help: 'set an environment variable', parse: many },
  { flags: '--env-file <file>', help: 'read environment variables from a file', parse: many },
  { flags: '-l, --label <name=value>', help: 'set a label', parse: many },
  { flags: '--label-file <file>', help: 'read labels from a file', parse: many },
  { flags: '--annotation <name=value>', help: 'set an annotation', parse: many, host: 'Annotations', as: keyValues },
  { flags: '-w, --workdir <directory>', help: 'working directory', spec: 'WorkingDir' },
  { flags: '-u, --user <user[:group]>', help: 'user name or uid', spec: 'User' },
  { flags: '--group-add <group>', help: 'add a supplementary group', parse: many, host: 'GroupAdd' },
  { flags: '-h, --hostname <name>', help: 'host name', spec: 'Hostname' },
  { flags: '--domainname <name>', help: 'domain name', spec: 'Domainname' },
  {
    flags: '--entrypoint <command>',
    help: 'overwrite the entry point of the image',
    spec: 'Entrypoint',
    as: (text: string) => [text],
  },
  {
    flags: '--restart <policy>',
    help: 'no, always, unless-stopped, on-failure[:most]',
    host: 'RestartPolicy',
    as: restartPolicyOf,
  },
  { flags: '--stop-signal <signal>', help: 'signal to stop with', spec: 'StopSignal' },
  { flags: '--stop-timeout <seconds>', help: 'seconds until it is killed', parse: wholeNumber, spec: 'StopTimeout' },
  { flags: '--log-driver <driver>', help: 'json-file, local or none' },
  { flags: '--log-opt <name=value>', help: 'max-size, max-file', parse: many },
  // Files.
  { flags: '-v, --volume <[source:]target[:options]>', help: 'bind a directory or mount a volume', parse: many },
  {
    flags: '--mount <key=value,…>',
    help: 'mount a filesystem (type=bind|volume|tmpfs)',
    parse: many,
    host: 'Mounts',
    as: eachOf(mountOf),
  },
  { flags: '--tmpfs <target[:options]>', help: 'mount a tmpfs', parse: many, host: 'Tmpfs', as: tmpfsOf },
  { flags: '--read-only', help: 'root filesystem read-only', host: 'ReadonlyRootfs' },
  { flags: '--shm-size <bytes>', help: 'size of /dev/shm', parse: byteSize, host: 'ShmSize' },
  { flags: '--device <path[:path[:rwm]]>', help: 'add a device of the host', parse: many, host: 'Devices', as: eachOf(deviceOf) },
  { flags: '--device-cgroup-rule <rule>', help: 'add a rule to the allowed devices', parse: many, host: 'DeviceCgroupRules' },
  // Namespaces and the network.
  {
    flags: '--net, --network <mode>',
    help: 'none, host, container:<name>, or the default: private with loopback',
    host: 'NetworkMode',
  },
  {
    flags: '-p, --publish <port>',
    help: 'publish a port (with --network host they all are)',
    parse: many,
    host: 'PortBindings',
    as: portBindings,
  },
  { flags: '--expose <port[/protocol]>', help: 'tell of a port', parse: many, spec: 'ExposedPorts', as: exposedPorts },
  { flags: '--pid <mode>', help: 'pid namespace', host: 'PidMode' },
  { flags: '--ipc <mode>', help: 'ipc namespace', host: 'IpcMode' },
  { flags: '--uts <mode>', help: 'uts namespace', host: 'UTSMode' },
  { flags: '--userns <mode>', help: 'user namespace', host: 'UsernsMode' },
  { flags: '--cgroupns <mode>', help: 'cgroup namespace', host: 'CgroupnsMode' },
  { flags: '--add-host <name:address>', help: 'add a line to /etc/hosts', parse: many, host: 'ExtraHosts' },
  { flags: '--dns <address>', help: 'name server', parse: many, host: 'Dns' },
  { flags: '--dns-option <option>', help: 'option of the resolver', parse: many, host: 'DnsOptions' },
  { flags: '--dns-search <domain>', help: 'domain to search names in', parse: many, host: 'DnsSearch' },
  { flags: '--sysctl <name=value>', help: 'namespaced kernel parameter', parse: many, host: 'Sysctls', as: keyValues },
  ...LIMIT_FLAGS,
  // Privileges.
  { flags: '--privileged', help: 'all capabilities and devices this host can give', host: 'Privileged' },
  { flags: '--cap-add <capability>', help: 'add a capability', parse: many, host: 'CapAdd' },
  { flags: '--cap-drop <capability>', help: 'drop a capability', parse: many, host: 'CapDrop' },
  { flags: '--security-opt <option>', help: 'security option', parse: many, host: 'SecurityOpt' },
  // Health.
  { flags: '--health-cmd <line>', help: 'shell line that tells whether it is healthy' },
  { flags: '--health-interval <duration>', help: 'time between two checks (30s)', parse: nanoseconds },
  { flags: '--health-timeout <duration>', help: 'a check that takes longer has failed (30s)', parse: nanoseconds },
  { flags: '--health-start-period <duration>', help: 'failures in this time do not count (0s)', parse: nanoseconds },
  { flags: '--health-start-interval <duration>', help: 'time between checks in that period (5s)', parse: nanoseconds },
  { flags: '--health-retries <number>', help: 'failures in a row that make it unhealthy (3)', parse: wholeNumber },
  { flags: '--no-healthcheck', help: "switch the image's check off" },
];
