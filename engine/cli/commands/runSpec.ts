import type { ContainerSpec, Healthcheck, HostConfig } from '../../../spec/container/ContainerSpec';
import type { Invocation } from '../Invocation';
import { consoleSize } from '../terminal/consoleSize';
import { keyValues } from '../values';
import { absoluteBind, environmentEntry, linesOf, readEnvFile } from './flagValues';
import { tableValues, type RunOptions } from './runFlags';

/** The flags of `run` as the engine is asked for a container. */
export function specOf(
  { env, cwd, stdout: terminal }: Pick<Invocation, 'env' | 'cwd' | 'stdout'>,
  image: string,
  args: string[],
  options: RunOptions,
): ContainerSpec {
  const list = (name: string): string[] => (options[name] as string[] | undefined) ?? [];
  const { spec, hostConfig } = tableValues(options, cwd);
  const { stdin, stdout, stderr } = attachedStreams(options);
  // A target alone is a volume without a name.
  const [anonymous, binds] = [
    list('volume').filter((one) => !one.includes(':')),
    list('volume').filter((one) => one.includes(':')),
  ];
  return {
    Image: image,
    Cmd: args.length === 0 ? null : args,
    ...{ Tty: options.tty === true, OpenStdin: options.interactive === true, StdinOnce: stdin },
    ...{ AttachStdin: stdin, AttachStdout: stdout, AttachStderr: stderr },
    Env: [
      ...list('envFile').flatMap((file) => readEnvFile(file, env)),
      ...list('env').flatMap((entry) => environmentEntry(entry, env)),
    ],
    Labels: keyValues([...list('labelFile').flatMap(linesOf), ...list('label')]),
    Volumes: Object.fromEntries(anonymous.map((target) => [target, {}])),
    Healthcheck: healthcheckOf(options),
    ...spec,
    HostConfig: {
      ...hostConfig,
      Binds: binds.map((bind) => absoluteBind(bind, cwd)),
      ConsoleSize: options.tty === true ? consoleSize(terminal) : undefined,
      LogConfig: logConfigOf(options),
    },
  };
}

/** All of them, unless `-a` names some or `-d` none. */
export function attachedStreams(options: RunOptions): { stdin: boolean; stdout: boolean; stderr: boolean } {
  const named = (options['attach'] as string[] | undefined)?.map((name) => name.toLowerCase());
  const unknown = named?.find((name) => !['stdin', 'stdout', 'stderr'].includes(name));
  if (unknown !== undefined) throw new Error(`invalid stream '${unknown}': expected stdin, stdout or stderr`);
  const has = (name: string): boolean => options.detach !== true && (named?.includes(name) ?? true);
  return { stdin: options.interactive === true && has('stdin'), stdout: has('stdout'), stderr: has('stderr') };
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

function logConfigOf(options: RunOptions): HostConfig['LogConfig'] {
  const driver = options['logDriver'] as string | undefined;
  const settings = keyValues(options['logOpt'] as string[] | undefined);
  return driver === undefined && settings === undefined ? undefined : { Type: driver ?? 'json-file', Config: settings ?? {} };
}
