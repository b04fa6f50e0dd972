import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_MS } from '../../support/until';

export interface HelperAnswer {
  result?: { pid?: number; [key: string]: unknown };
  error?: { code: string; step: string; object: string; message: string; errno?: string };
  /** Instead of an answer: the helper, or the way to it, said no. */
  refused?: string;
}

export interface HelperRequest {
  op: string;
  /** Goes along as a sealed memfd. */
  document?: unknown;
  /** Goes along opened. */
  file?: string;
  [key: string]: unknown;
}

interface Asker {
  /** As whom; with `groups` beside its own. */
  uid: number;
  groups?: number[];
  socket: string;
  /** Of the addon, where that user can read it. */
  addon: string;
}

const script = readFileSync(
  join(process.env['BULKHEAD_ROOT'] ?? join(__dirname, '../../..'), 'test/kernel/support/askHelper.cjs'),
  'utf8',
);

/** One connection to a helper, as another user, by hand: what an engine of ours would never ask. Answers in the order of the requests. */
export function askHelper({ uid, groups, socket, addon }: Asker, requests: HelperRequest[]): HelperAnswer[] {
  const id = String(uid);
  const groupFlags = groups === undefined ? ['--clear-groups'] : ['--groups', groups.join(',')];
  const words = ['--reuid', id, '--regid', id, ...groupFlags, process.execPath, '-e', script, addon, socket];
  const { stdout, stderr } = spawnSync('setpriv', words, {
    cwd: '/',
    encoding: 'utf8',
    input: JSON.stringify(requests),
    timeout: LONGEST_MS,
  });
  if (stdout === '') throw new Error(`nothing was asked: ${stderr}`);
  return JSON.parse(stdout) as HelperAnswer[];
}
