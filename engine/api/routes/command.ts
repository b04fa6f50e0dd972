import { statSync } from 'node:fs';
import type { CommandRequest } from '../../../api/command';
import { conflict, invalid } from '../../faults';
import type { HijackRoute } from '../Route';

/** As `CommandRequest.program`: of this program as it was when it was loaded. */
const program = (({ dev, ino, size, mtimeNs }) => [dev, ino, size, mtimeNs].join(':'))(statSync(__filename, { bigint: true }));

/**
 * The command line, without the start of a Node for each command. Who may connect may do all this anyway, with the rights of this same user: what a command can do here is
 * what its requests to this socket can, as it does not touch the caller's files.
 */
export const commandHijack: HijackRoute = {
  path: /^\/bulkhead\/command$/,
  prepare: async ({ engine, body }) => {
    const request = requestOf(body);
    if (request.program !== program) throw conflict('this engine belongs to another build');
    // No other request needs the commands.
    const { runRemote } = await import('../../cli/remote/runRemote');
    return { multiplexed: true, run: (connection) => runRemote(request, connection, engine.deps.paths.socket) };
  },
};

function requestOf(body: unknown): CommandRequest {
  const {
    program: build,
    args,
    env,
    cwd,
    terminals,
    rows,
    columns,
  } = (body ?? {}) as { [key in keyof CommandRequest]?: unknown };
  const isSize = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  const fits =
    typeof build === 'string' &&
    isListOf('string', args) &&
    typeof env === 'object' &&
    env !== null &&
    isListOf('string', Object.values(env)) &&
    (cwd === null || (typeof cwd === 'string' && cwd.startsWith('/'))) &&
    isListOf('boolean', terminals) &&
    (terminals as unknown[]).length === 3 &&
    isSize(rows) &&
    isSize(columns);
  if (!fits) throw invalid('a command needs program, args, env, cwd, terminals, rows and columns');
  return body as CommandRequest;
}

function isListOf(type: 'string' | 'boolean', value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}
