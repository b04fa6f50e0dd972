import type { ContainerSpec, Healthcheck, HostConfig } from '../../../spec/container/ContainerSpec';
import { byteSize, keyValues, wholeNumber } from '../values';
import {
  absoluteBind,
  deviceOf,
  deviceRates,
  environmentEntry,
  mountOf,
  readEnvFile,
  restartPolicyOf,
  splitTmpfs,
  ulimitOf,
} from './flagValues';

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
