import type { Command } from 'commander';
import { byteSize, collect, decimal, nanoseconds, wholeNumber } from '../values';

type Parse = (text: string, before: never) => unknown;

interface Flag {
  flags: string;
  help: string;
  parse?: Parse;
}

const many = collect as Parse;

/** Docker's names and meanings. */
const FLAGS: Flag[] = [
  { flags: '-d, --detach', help: 'run in the background and print the container id' },
  { flags: '-i, --interactive', help: 'keep stdin open' },
  { flags: '-t, --tty', help: 'allocate a terminal' },
  { flags: '--init', help: 'run an init as process 1 that passes signals on and reaps processes' },
  { flags: '--rm', help: 'remove the container when it exits' },
  { flags: '--name <name>', help: 'name of the container' },
  { flags: '-e, --env <name=value>', help: 'set an environment variable', parse: many },
  { flags: '--env-file <file>', help: 'read environment variables from a file', parse: many },
  { flags: '-v, --volume <source:target[:options]>', help: 'bind a directory or mount a volume', parse: many },
  { flags: '--mount <key=value,…>', help: 'mount a filesystem (type=bind|volume|tmpfs)', parse: many },
  { flags: '--tmpfs <target[:options]>', help: 'mount a tmpfs', parse: many },
  { flags: '-w, --workdir <directory>', help: 'working directory' },
  { flags: '-u, --user <user[:group]>', help: 'user name or uid' },
  { flags: '--group-add <group>', help: 'add a supplementary group', parse: many },
  { flags: '-h, --hostname <name>', help: 'host name' },
  { flags: '--entrypoint <command>', help: 'overwrite the entry point of the image' },
  { flags: '-l, --label <name=value>', help: 'set a label', parse: many },
  { flags: '--network <mode>', help: 'none, host, or the default: private with loopback' },
  { flags: '--pid <mode>', help: 'pid namespace' },
  { flags: '--ipc <mode>', help: 'ipc namespace' },
  { flags: '--uts <mode>', help: 'uts namespace' },
  { flags: '--userns <mode>', help: 'user namespace' },
  { flags: '--cgroupns <mode>', help: 'cgroup namespace' },
  { flags: '-m, --memory <bytes>', help: 'memory limit', parse: byteSize },
  { flags: '--memory-swap <bytes>', help: 'memory and swap, -1 for no limit', parse: byteSize },
  { flags: '--memory-reservation <bytes>', help: 'soft memory limit', parse: byteSize },
  { flags: '--cpus <number>', help: 'number of CPUs', parse: decimal },
  { flags: '-c, --cpu-shares <number>', help: 'CPU weight', parse: wholeNumber },
  { flags: '--cpu-period <microseconds>', help: 'CPU period', parse: wholeNumber },
  { flags: '--cpu-quota <microseconds>', help: 'CPU quota', parse: wholeNumber },
  { flags: '--cpuset-cpus <list>', help: 'CPUs to run on (0-3, 0,1)' },
  { flags: '--cpuset-mems <list>', help: 'memory nodes to use' },
  { flags: '--pids-limit <number>', help: 'limit of processes, -1 for none', parse: wholeNumber },
  { flags: '--blkio-weight <number>', help: 'block io weight', parse: wholeNumber },
  { flags: '--device-read-bps <path:rate>', help: 'most bytes a second read from a device', parse: many },
  { flags: '--device-write-bps <path:rate>', help: 'most bytes a second written to a device', parse: many },
  { flags: '--device-read-iops <path:rate>', help: 'most reads a second from a device', parse: many },
  { flags: '--device-write-iops <path:rate>', help: 'most writes a second to a device', parse: many },
  { flags: '--oom-score-adj <number>', help: 'preference of the OOM killer', parse: wholeNumber },
  { flags: '--shm-size <bytes>', help: 'size of /dev/shm', parse: byteSize },
  { flags: '--ulimit <name=soft[:hard]>', help: 'resource limit', parse: many },
  { flags: '--sysctl <name=value>', help: 'namespaced kernel parameter', parse: many },
  { flags: '--read-only', help: 'root filesystem read-only' },
  { flags: '--privileged', help: 'all capabilities and devices this host can give' },
  { flags: '--cap-add <capability>', help: 'add a capability', parse: many },
  { flags: '--cap-drop <capability>', help: 'drop a capability', parse: many },
  { flags: '--security-opt <option>', help: 'security option', parse: many },
  { flags: '--device <path[:path[:rwm]]>', help: 'add a device of the host', parse: many },
  { flags: '--add-host <name:address>', help: 'add a line to /etc/hosts', parse: many },
  { flags: '--dns <address>', help: 'name server', parse: many },
  { flags: '--restart <policy>', help: 'no, always, unless-stopped, on-failure[:most]' },
  { flags: '--stop-signal <signal>', help: 'signal to stop with' },
  { flags: '--health-cmd <line>', help: 'shell line that tells whether it is healthy' },
  { flags: '--health-interval <duration>', help: 'time between two checks (30s)', parse: nanoseconds },
  { flags: '--health-timeout <duration>', help: 'a check that takes longer has failed (30s)', parse: nanoseconds },
  { flags: '--health-start-period <duration>', help: 'failures in this time do not count (0s)', parse: nanoseconds },
  { flags: '--health-start-interval <duration>', help: 'time between checks in that period (5s)', parse: nanoseconds },
  { flags: '--health-retries <number>', help: 'failures in a row that make it unhealthy (3)', parse: wholeNumber },
  { flags: '--no-healthcheck', help: "switch the image's check off" },
  { flags: '--stop-timeout <seconds>', help: 'seconds until it is killed', parse: wholeNumber },
  { flags: '--log-driver <driver>', help: 'json-file, local or none' },
  { flags: '--log-opt <name=value>', help: 'max-size, max-file', parse: many },
];

export function addRunFlags(command: Command): void {
  for (const { flags, help, parse } of FLAGS) {
    if (parse === undefined) command.option(flags, help);
    else command.option(flags, help, parse as (text: string, before: unknown) => unknown);
  }
}
