import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandRequest } from '../../../api/command';
import { conflict, invalid } from '../../faults';
import type { HijackRoute } from '../Route';

/** As `CommandRequest.build`: of both programs as they were when this one was loaded. */
const build = [__filename, join(__dirname, 'bulkhead')].map(identityOf).join(' ');

/**
 * The command line, without the start of a Node for each command. Who may connect may do all this anyway, with the rights of this same user: what a command can do here is
 * what its requests to this socket can, as it does not touch the caller's files.
 */
export const commandHijack: HijackRoute = {
  path: /^\/bulkhead\/command$/,
  prepare: async ({ engine, body }) => {
    const request = requestOf(body);
    if (request.build !== build) throw conflict('this engine belongs to another build');
    // No other request needs the commands.
    const { runRemote } = await import('../../cli/remote/runRemote');
    return { multiplexed: true, run: (connection) => runRemote(request, connection, engine.deps.paths.socket) };
  },
};

function requestOf(body: unknown): CommandRequest {
  const {
    build: callersBuild,
    args,
    env,
    cwd,
    terminals,
    rows,
    columns,
  } = (body ?? {}) as { [key in keyof CommandRequest]?: unknown };
  const isSize = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  const fits =
    typeof callersBuild === 'string' &&
    isListOf('string', args) &&
    typeof env === 'object' &&
    env !== null &&
    isListOf('string', Object.values(env)) &&
    (cwd === null || (typeof cwd === 'string' && cwd.startsWith('/'))) &&
    isListOf('boolean', terminals) &&
    (terminals as unknown[]).length === 3 &&
    isSize(rows) &&
    isSize(columns);
  if (!fits) throw invalid('a command needs build, args, env, cwd, terminals, rows and columns');
  return body as CommandRequest;
}

function identityOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? 'none' : [stat.dev, stat.ino, stat.size, stat.mtimeNs].join(':');
}

function isListOf(type: 'string' | 'boolean', value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}
