import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { DeviceRate, HostConfig } from '../../../spec/container/ContainerSpec';
import { parsePortText } from '../../../spec/compose/shortForms/parsePort';
import { absolutePath } from '../absolutePath';
import type { Invocation } from '../Invocation';
import { byteSize, wholeNumber } from '../values';

type Cwd = Invocation['cwd'];

/** A bare name takes the value the command was called with, as docker's does. */
export function environmentEntry(entry: string, env: NodeJS.ProcessEnv): string[] {
  if (entry.includes('=')) return [entry];
  const value = env[entry];
  return value === undefined ? [] : [`${entry}=${value}`];
}

export function readEnvFile(path: string, env: NodeJS.ProcessEnv): string[] {
  return linesOf(path).flatMap((entry) => environmentEntry(entry, env));
}

/** Without empty ones and comments. */
export function linesOf(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** `./src:/app`. */
export function absoluteBind(bind: string, cwd: Cwd): string {
  return /^\.{1,2}(\/|:|$)/.test(bind) ? bind.replace(/^[^:]*/, (source) => absolutePath(source, cwd)) : bind;
}

export function eachOf<T>(one: (text: string, cwd: Cwd) => T): (texts: string[], cwd: Cwd) => T[] {
  return (texts, cwd) => texts.map((text) => one(text, cwd));
}

/** `/run:size=1m,mode=700`. */
export function tmpfsOf(entries: string[]): Record<string, string> {
  const [path, options] = [/^[^:]*/, /(?<=^[^:]*:).*$/];
  return Object.fromEntries(entries.map((entry) => [path.exec(entry)?.[0] ?? '', options.exec(entry)?.[0] ?? '']));
}

/** `[[address:]port:]port[/protocol]`. */
export function portBindings(entries: string[]): HostConfig['PortBindings'] {
  const bindings: NonNullable<HostConfig['PortBindings']> = {};
  for (const entry of entries) {
    const ports = parsePortText(entry);
    if (typeof ports === 'string') throw new InvalidArgumentError(`invalid port: ${ports}`);
    for (const { target, protocol, published, hostIp } of ports)
      (bindings[`${String(target)}/${protocol}`] ??= []).push({ HostIp: hostIp ?? '', HostPort: published ?? '' });
  }
  return bindings;
}

export function exposedPorts(entries: string[]): Record<string, object> {
  return Object.fromEntries(Object.keys(portBindings(entries) ?? {}).map((port) => [port, {}]));
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

function deviceNumbers(entries: string[], parse: (text: string) => number): [path: string, value: number][] {
  return entries.map((entry) => {
    const colon = entry.lastIndexOf(':');
    if (colon < 1) throw new InvalidArgumentError(`invalid value: '${entry}', expected <device>:<number>`);
    return [entry.slice(0, colon), parse(entry.slice(colon + 1))];
  });
}

export function rates(entries: string[]): DeviceRate[] {
  return deviceNumbers(entries, wholeNumber).map(([Path, Rate]) => ({ Path, Rate }));
}

export function byteRates(entries: string[]): DeviceRate[] {
  return deviceNumbers(entries, byteSize).map(([Path, Rate]) => ({ Path, Rate }));
}

export function deviceWeights(entries: string[]): { Path: string; Weight: number }[] {
  return deviceNumbers(entries, wholeNumber).map(([Path, Weight]) => ({ Path, Weight }));
}

export function restartPolicyOf(text: string): HostConfig['RestartPolicy'] {
  const [name = '', most] = text.split(':');
  return {
    Name: name as NonNullable<HostConfig['RestartPolicy']>['Name'],
    MaximumRetryCount: most === undefined ? 0 : wholeNumber(most),
  };
}
