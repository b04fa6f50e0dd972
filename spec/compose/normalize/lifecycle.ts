import type { HostConfig } from '../../container/ContainerSpec';
import { compact } from './readers';
import type { Reader } from './readers';

type RestartPolicy = NonNullable<HostConfig['RestartPolicy']>;

/** `restart` of the service, else `deploy.restart_policy`. */
function restartPolicy(read: Reader): RestartPolicy | undefined {
  const match = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(read.text('restart') ?? '');
  if (match) {
    const name = match[1] as RestartPolicy['Name'];
    return { Name: name, ...(match[2] === undefined ? {} : { MaximumRetryCount: Number(match[2]) }) };
  }
  if (!read.node('deploy', 'restart_policy')) return undefined;
  const condition = read.text('deploy', 'restart_policy', 'condition') ?? 'any';
  const attempts = read.integer('deploy', 'restart_policy', 'max_attempts');
  if (condition === 'none') return { Name: 'no' };
  // Only on-failure can be limited to a number of starts.
  if (condition === 'any') return { Name: 'always' };
  return { Name: 'on-failure', ...(attempts === undefined ? {} : { MaximumRetryCount: attempts }) };
}

function logConfig(read: Reader): HostConfig['LogConfig'] {
  if (!read.node('logging')) return undefined;
  const options = Object.entries(read.dict('logging', 'options')).map(([name, value]): [string, string] => [name, value ?? '']);
  return { Type: read.text('logging', 'driver') ?? 'json-file', Config: Object.fromEntries(options) };
}

export function lifecyclePart(read: Reader): HostConfig {
  return compact({ RestartPolicy: restartPolicy(read), LogConfig: logConfig(read) });
}
