import { Option, type Command } from 'commander';
import type { ContainerSpec, HostConfig } from '../../../spec/container/ContainerSpec';
import type { Invocation } from '../Invocation';
import { RUN_FLAGS } from './runFlagTable';

/** Commander's camel-cased names. */
export interface RunOptions {
  [name: string]: unknown;
  detach?: boolean;
  interactive?: boolean;
  tty?: boolean;
  rm?: boolean;
  name?: string;
  platform?: string;
  cidfile?: string;
  envFile?: string[];
  labelFile?: string[];
  detachKeys?: Buffer;
}

export function addRunFlags(command: Command): void {
  for (const { flags, help, parse } of RUN_FLAGS) {
    const option = new Option(flags, help);
    command.addOption(parse === undefined ? option : option.argParser(parse as (text: string, before: unknown) => unknown));
  }
}

/** What the table says of the flags that were given in a directory. */
export function tableValues(
  options: RunOptions,
  cwd: Invocation['cwd'],
): { spec: Partial<ContainerSpec>; hostConfig: HostConfig } {
  const [spec, hostConfig]: Record<string, unknown>[] = [{}, {}];
  for (const { flags, host, spec: key, as } of RUN_FLAGS) {
    const given = options[new Option(flags).attributeName()];
    if (given === undefined) continue;
    const value = as === undefined ? given : as(given as never, cwd);
    if (host !== undefined) (hostConfig as Record<string, unknown>)[host] = value;
    else if (key !== undefined) (spec as Record<string, unknown>)[key] = value;
  }
  return { spec: spec as Partial<ContainerSpec>, hostConfig: hostConfig as HostConfig };
}
