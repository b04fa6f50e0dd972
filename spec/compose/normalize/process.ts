import type { ContainerSpec, Healthcheck, HostConfig } from '../../container/ContainerSpec';
import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { seccompFile } from '../seccompFile';
import { shellWords } from '../shellWords';
import { parseInteger } from '../units';
import type { NormalizeContext } from './NormalizeContext';
import { compact } from './readers';
import type { Reader } from './readers';

function words(node: Located | undefined): string[] | undefined {
  if (!node) return undefined;
  if (node.kind === 'seq') return node.items.map((item) => textOf(item) ?? '');
  const text = textOf(node);
  if (text === undefined) return undefined;
  const split = shellWords(text);
  return typeof split === 'string' ? undefined : split;
}

/** An empty entrypoint is Docker's `['']`: it clears the image's. */
function entrypoint(read: Reader): string[] | undefined {
  const result = words(read.node('entrypoint'));
  return result?.length === 0 ? [''] : result;
}

function healthcheck(read: Reader): Healthcheck | undefined {
  if (!read.node('healthcheck')) return undefined;
  if (read.boolean('healthcheck', 'disable')) return { Test: ['NONE'] };
  const line = read.text('healthcheck', 'test');
  const test = line === undefined ? read.texts('healthcheck', 'test') : ['CMD-SHELL', line];
  return compact({
    Test: test,
    Interval: read.duration('healthcheck', 'interval'),
    Timeout: read.duration('healthcheck', 'timeout'),
    Retries: read.integer('healthcheck', 'retries'),
    StartPeriod: read.duration('healthcheck', 'start_period'),
    StartInterval: read.duration('healthcheck', 'start_interval'),
  });
}

export function processPart(read: Reader): Partial<ContainerSpec> {
  const grace = read.duration('stop_grace_period');
  return compact({
    Cmd: words(read.node('command')),
    Entrypoint: entrypoint(read),
    WorkingDir: read.text('working_dir'),
    User: read.text('user'),
    Hostname: read.text('hostname'),
    Domainname: read.text('domainname'),
    Tty: read.boolean('tty'),
    OpenStdin: read.boolean('stdin_open'),
    StopSignal: read.text('stop_signal'),
    StopTimeout: grace === undefined ? undefined : Math.ceil(grace / 1e9),
    Healthcheck: healthcheck(read),
  });
}

function ulimits(read: Reader): HostConfig['Ulimits'] {
  const node = read.node('ulimits');
  if (node?.kind !== 'map') return undefined;
  return [...node.entries.values()].flatMap(({ key, value }) => {
    const both = parseInteger(textOf(value) ?? '');
    const soft = both ?? parseInteger(textOf(valueAt(value, 'soft')) ?? '');
    const hard = both ?? parseInteger(textOf(valueAt(value, 'hard')) ?? '');
    return soft === undefined || hard === undefined ? [] : [{ Name: key, Soft: soft, Hard: hard }];
  });
}

/** The text of a profile file stands in the option, as the docker command sends it. */
function securityOptions(context: NormalizeContext, read: Reader): string[] {
  return read.items('security_opt').flatMap((item) => {
    const path = seccompFile(item, context.env);
    if (path === undefined) return [textOf(item) ?? ''];
    const text = context.readFile(path);
    return text === undefined ? [] : [`seccomp=${text}`];
  });
}

export function rightsPart(context: NormalizeContext, read: Reader): HostConfig {
  const sysctls = Object.entries(read.dict('sysctls')).map(([name, value]): [string, string] => [name, value ?? '']);
  const annotations = Object.entries(read.dict('annotations')).map(([name, value]): [string, string] => [name, value ?? '']);
  return compact({
    CapAdd: read.texts('cap_add'),
    CapDrop: read.texts('cap_drop'),
    Privileged: read.boolean('privileged'),
    SecurityOpt: securityOptions(context, read),
    GroupAdd: read.texts('group_add'),
    Ulimits: ulimits(read),
    Sysctls: sysctls.length > 0 ? Object.fromEntries(sysctls) : undefined,
    OomScoreAdj: read.integer('oom_score_adj'),
    Init: read.boolean('init'),
    Annotations: annotations.length > 0 ? Object.fromEntries(annotations) : undefined,
  });
}
