import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import type { Credentials } from './dockerConfig';
import { fieldsOf, parseJson, textOf } from './json';

const TIMEOUT_MS = 5000;
const MAX_BYTES = 64 * 1024;
/** The user a helper gives with a token instead of a password. */
const TOKEN_USER = '<token>';

/** What `docker-credential-NAME get` prints for a registry; `undefined` when it fails. */
function ask(helper: string, server: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    // Not where the editor was started, which may be a folder of somebody else's.
    const child = spawn(`docker-credential-${helper}`, ['get'], {
      cwd: homedir(),
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
    });
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= MAX_BYTES) parts.push(part);
      else child.kill();
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts) : undefined));
    // One that ends before it has read needs no more.
    child.stdin.on('error', () => undefined);
    child.stdin.end(server);
  });
}

/**
 * From a helper of the Docker client (docker-credential-helpers, its protocol). The name comes from the user's own configuration, never from a spec; it
 * is one word, so nothing but a program of that name on the PATH is started, without a shell.
 */
export async function credentialsOfHelper(helper: string, server: string): Promise<Credentials | undefined> {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(helper)) return undefined;
  const answer = await ask(helper, server);
  const fields = answer && fieldsOf(parseJson(answer));
  const [user, secret] = [textOf(fields?.['Username']), textOf(fields?.['Secret'], MAX_BYTES)];
  if (!user || !secret) return undefined;
  return user === TOKEN_USER ? { identityToken: secret } : { user, password: secret };
}
