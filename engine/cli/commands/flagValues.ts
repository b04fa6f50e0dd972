import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { DeviceRate, HostConfig, MountSpec } from '../../../spec/container/ContainerSpec';
import { byteSize, keyValues, wholeNumber } from '../values';

/** A bare name takes the value this command has, as docker's does. */
export function environmentEntry(entry: string): string[] {
  if (entry.includes('=')) return [entry];
  const value = process.env[entry];
  return value === undefined ? [] : [`${entry}=${value}`];
}

export function readEnvFile(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).flatMap(environmentEntry);
}

/** `./src:/app`: the engine has another working directory. */
export function absoluteBind(bind: string): string {
  return /^\.{1,2}(\/|:|$)/.test(bind) ? bind.replace(/^[^:]*/, (source) => resolve(source)) : bind;
}

export function splitTmpfs(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

export function mountOf(text: string): MountSpec {
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

export function ulimitOf(text: string): { Name: string; Soft: number; Hard: number } {
  const [, name, soft, hard] = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
  if (name === undefined || soft === undefined) throw new InvalidArgumentError(`invalid ulimit: '${text}'`);
  return { Name: name, Soft: Number(soft), Hard: Number(hard ?? soft) };
}

export function deviceOf(text: string): { PathOnHost: string; PathInContainer: string; CgroupPermissions: string } {
  const [host = '', second, third] = text.split(':');
  const onlyMode = second !== undefined && /^[rwm]{1,3}$/.test(second);
  return {
    PathOnHost: host,
    PathInContainer: onlyMode ? host : (second ?? host),
    CgroupPermissions: (onlyMode ? second : third) ?? 'rwm',
  };
}

export function deviceRates(entries: string[] | undefined, parseRate: (text: string) => number): DeviceRate[] | undefined {
  return entries?.map((entry) => {
    const colon = entry.lastIndexOf(':');
    if (colon < 1) throw new InvalidArgumentError(`invalid rate: '${entry}', expected <device>:<rate>`);
    return { Path: entry.slice(0, colon), Rate: parseRate(entry.slice(colon + 1)) };
  });
}

export function restartPolicyOf(text: string | undefined): HostConfig['RestartPolicy'] {
  if (text === undefined) return undefined;
  const [name = '', most] = text.split(':');
  return {
    Name: name as NonNullable<HostConfig['RestartPolicy']>['Name'],
    MaximumRetryCount: most === undefined ? 0 : wholeNumber(most),
  };
}
