import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { ContainerSpec, Healthcheck, DeviceRate, HostConfig, MountSpec } from '../../../spec/container/ContainerSpec';
import { byteSize, collect, decimal, keyValues, nanoseconds, wholeNumber } from '../values';

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

/** Commander's camel-cased names. */
export interface RunOptions {
  [name: string]: unknown;
  detach?: boolean;
  interactive?: boolean;
  tty?: boolean;
  rm?: boolean;
  name?: string;
}

export function specOf(image: string, args: string[], options: RunOptions): ContainerSpec {
  const list = (name: string): string[] | undefined => options[name] as string[] | undefined;
  const text = (name: string): string | undefined => options[name] as string | undefined;
  const interactive = options.interactive === true;
  const attached = options.detach !== true;
  const entrypoint = text('entrypoint');
  return {
    Image: image,
    Cmd: args.length === 0 ? null : args,
    Entrypoint: entrypoint === undefined ? null : [entrypoint],
    ...{ Tty: options.tty === true, OpenStdin: interactive, StdinOnce: interactive && attached },
    ...{ AttachStdin: interactive && attached, AttachStdout: attached, AttachStderr: attached },
    Env: [...(list('envFile') ?? []).flatMap(readEnvFile), ...(list('env') ?? []).flatMap(environmentEntry)],
    ...{ WorkingDir: text('workdir'), User: text('user'), Hostname: text('hostname'), Labels: keyValues(list('label')) },
    ...{ StopSignal: text('stopSignal'), StopTimeout: options['stopTimeout'] as number | undefined },
    Healthcheck: healthcheckOf(options),
    HostConfig: hostConfigOf(options, list, text),
  };
}

/** Only what was given: the rest is the image's. */
function healthcheckOf(options: RunOptions): Healthcheck | undefined {
  if (options['healthcheck'] === false) return { Test: ['NONE'] };
  const number = (name: string): number | undefined => options[name] as number | undefined;
  const command = options['healthCmd'] as string | undefined;
  const check: Healthcheck = {
    ...(command === undefined ? {} : { Test: ['CMD-SHELL', command] }),
    ...{ Interval: number('healthInterval'), Timeout: number('healthTimeout'), Retries: number('healthRetries') },
    ...{ StartPeriod: number('healthStartPeriod'), StartInterval: number('healthStartInterval') },
  };
  return Object.values(check).some((value) => value !== undefined) ? check : undefined;
}

function hostConfigOf(
  options: RunOptions,
  list: (name: string) => string[] | undefined,
  text: (name: string) => string | undefined,
): HostConfig {
  const number = (name: string): number | undefined => options[name] as number | undefined;
  const cpus = number('cpus');
  const driver = text('logDriver');
  const logOptions = keyValues(list('logOpt'));
  return {
    ...{
      AutoRemove: options.rm === true,
      ReadonlyRootfs: options['readOnly'] === true,
      Privileged: options['privileged'] === true,
      Init: options['init'] === true,
    },
    ...{
      NetworkMode: text('network'),
      PidMode: text('pid'),
      IpcMode: text('ipc'),
      UTSMode: text('uts'),
      UsernsMode: text('userns'),
    },
    ...{ CgroupnsMode: text('cgroupns'), CpusetCpus: text('cpusetCpus'), CpusetMems: text('cpusetMems') },
    ...{ Memory: number('memory'), MemorySwap: number('memorySwap'), MemoryReservation: number('memoryReservation') },
    ...{
      NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
      CpuShares: number('cpuShares'),
      CpuPeriod: number('cpuPeriod'),
    },
    ...{
      CpuQuota: number('cpuQuota'),
      PidsLimit: number('pidsLimit'),
      BlkioWeight: number('blkioWeight'),
      OomScoreAdj: number('oomScoreAdj'),
    },
    ...{
      ShmSize: number('shmSize'),
      CapAdd: list('capAdd'),
      CapDrop: list('capDrop'),
      SecurityOpt: list('securityOpt'),
      GroupAdd: list('groupAdd'),
    },
    ...{
      Sysctls: keyValues(list('sysctl')),
      ExtraHosts: list('addHost'),
      Dns: list('dns'),
      Binds: list('volume')?.map(absoluteBind),
    },
    Tmpfs: list('tmpfs') === undefined ? undefined : Object.fromEntries((list('tmpfs') ?? []).map(splitTmpfs)),
    Mounts: list('mount')?.map(mountOf),
    Ulimits: list('ulimit')?.map(ulimitOf),
    Devices: list('device')?.map(deviceOf),
    BlkioDeviceReadBps: deviceRates(list('deviceReadBps'), byteSize),
    BlkioDeviceWriteBps: deviceRates(list('deviceWriteBps'), byteSize),
    BlkioDeviceReadIOps: deviceRates(list('deviceReadIops'), wholeNumber),
    BlkioDeviceWriteIOps: deviceRates(list('deviceWriteIops'), wholeNumber),
    RestartPolicy: restartPolicyOf(text('restart')),
    ConsoleSize: options.tty === true && process.stdout.isTTY ? [process.stdout.rows, process.stdout.columns] : undefined,
    LogConfig:
      driver === undefined && logOptions === undefined ? undefined : { Type: driver ?? 'json-file', Config: logOptions ?? {} },
  };
}

/** A bare name takes the value this command has, as docker's does. */
function environmentEntry(entry: string): string[] {
  if (entry.includes('=')) return [entry];
  const value = process.env[entry];
  return value === undefined ? [] : [`${entry}=${value}`];
}

function readEnvFile(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).flatMap(environmentEntry);
}

/** `./src:/app`: the engine has another working directory. */
function absoluteBind(bind: string): string {
  return /^\.{1,2}(\/|:|$)/.test(bind) ? bind.replace(/^[^:]*/, (source) => resolve(source)) : bind;
}

function splitTmpfs(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

function mountOf(text: string): MountSpec {
  const keys = keyValues(text.split(',')) ?? {};
  const type = keys['type'] ?? 'volume';
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs')
    throw new InvalidArgumentError(`mount type '${type}' is not one of bind, volume, tmpfs`);
  const source = keys['source'] ?? keys['src'];
  const readOnly = keys['readonly'] ?? keys['ro'];
  return {
    Type: type,
    Source: source !== undefined && type === 'bind' ? resolve(source) : source,
    Target: keys['target'] ?? keys['dst'] ?? keys['destination'] ?? '',
    ReadOnly: readOnly !== undefined && readOnly !== 'false',
    ...(keys['tmpfs-size'] === undefined ? {} : { TmpfsOptions: { SizeBytes: byteSize(keys['tmpfs-size']) } }),
  };
}

function ulimitOf(text: string): { Name: string; Soft: number; Hard: number } {
  const [, name, soft, hard] = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
  if (name === undefined || soft === undefined) throw new InvalidArgumentError(`invalid ulimit: '${text}'`);
  return { Name: name, Soft: Number(soft), Hard: Number(hard ?? soft) };
}

function deviceOf(text: string): { PathOnHost: string; PathInContainer: string; CgroupPermissions: string } {
  const [host = '', second, third] = text.split(':');
  const onlyMode = second !== undefined && /^[rwm]{1,3}$/.test(second);
  return {
    PathOnHost: host,
    PathInContainer: onlyMode ? host : (second ?? host),
    CgroupPermissions: (onlyMode ? second : third) ?? 'rwm',
  };
}

function deviceRates(entries: string[] | undefined, parseRate: (text: string) => number): DeviceRate[] | undefined {
  return entries?.map((entry) => {
    const colon = entry.lastIndexOf(':');
    if (colon < 1) throw new InvalidArgumentError(`invalid rate: '${entry}', expected <device>:<rate>`);
    return { Path: entry.slice(0, colon), Rate: parseRate(entry.slice(colon + 1)) };
  });
}

function restartPolicyOf(text: string | undefined): HostConfig['RestartPolicy'] {
  if (text === undefined) return undefined;
  const [name = '', most] = text.split(':');
  return {
    Name: name as NonNullable<HostConfig['RestartPolicy']>['Name'],
    MaximumRetryCount: most === undefined ? 0 : wholeNumber(most),
  };
}
