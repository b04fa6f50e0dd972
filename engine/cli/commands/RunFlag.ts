import type { ContainerSpec, HostConfig } from '../../../spec/container/ContainerSpec';
import type { Invocation } from '../Invocation';
import { collect } from '../values';

export interface RunFlag {
  flags: string;
  help: string;
  parse?: (text: string, before: never) => unknown;
  /** Where its value goes; without either, `runSpec.ts` says what is made of it. */
  host?: keyof HostConfig;
  spec?: keyof ContainerSpec;
  /** What is made of the value before; relative paths are seen from the caller's directory. */
  as?: (value: never, cwd: Invocation['cwd']) => unknown;
}

/** For flags that may be given many times. */
export const many = collect as NonNullable<RunFlag['parse']>;
