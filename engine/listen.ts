import { chmodSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';

interface SocketLease {
  /** Puts the real server on the socket. */
  serve: (server: Server) => Promise<void>;
  release: () => void;
}

/**
 * One engine for a socket. A second socket is the lock: `listen` on it is exclusive, and one left by a dead engine is told by nobody
 * answering. `undefined` when another engine has it.
 */
export async function takeSocket(path: string): Promise<SocketLease | undefined> {
  const lockPath = join(dirname(path), 'engine.lock');
  const lock = createServer((client) => client.destroy());
  if (!(await tryListen(lock, lockPath))) {
    if (await answers(lockPath)) return undefined;
    unlinkIfThere(lockPath);
    if (!(await tryListen(lock, lockPath))) return undefined;
  }
  lock.unref();
  const serve = async (server: Server): Promise<void> => {
    // Ours alone by now: what is on the socket was left by an engine that died.
    unlinkIfThere(path);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
  };
  return { serve, release: () => lock.close() };
}

function tryListen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
