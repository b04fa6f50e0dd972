import { lstatSync } from 'node:fs';
import { userInfo } from 'node:os';
import { NO_SERVICES, servicesOnHost } from '../spec/compose/servicesOnHost';
import type { ServicesOnHost } from '../spec/compose/servicesOnHost';
import { enginePaths } from '../spec/host/enginePaths';

const TIMEOUT_MS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
const FRESH_MS = 5000;

/**
 * What the engine of this user has, if it runs: it is not started for this. Asked in the background, so the answer is that of
 * the time before.
 */
export class EngineState {
  private images: readonly string[] = [];
  private services = NO_SERVICES;
  private askedAt = -Infinity;
  private readonly socket: string;

  constructor(socket = enginePaths().socket) {
    this.socket = socket;
    this.refresh();
  }

  /** Names of its images. */
  imageNames(): readonly string[] {
    this.refresh();
    return this.images;
  }

  servicesOnHost(): ServicesOnHost {
    this.refresh();
    return this.services;
  }

  private refresh(): void {
    if (performance.now() - this.askedAt < FRESH_MS) return;
    this.askedAt = performance.now();
    const isThere = isOwn(this.socket);
    if (!isThere) [this.images, this.services] = [[], NO_SERVICES];
    else {
      void this.ask('/images/json').then((answer) => (this.images = namesIn(answer)));
      void servicesOnHost((path) => this.ask(path)).then((found) => (this.services = found));
    }
  }

  /** `undefined` when there is no answer. HTTP is loaded when there is an engine to speak it with. */
  private async ask(path: string): Promise<unknown> {
    const { request } = await import('node:http');
    return new Promise((take) => {
      const asking = request({ socketPath: this.socket, path, timeout: TIMEOUT_MS }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          if (text.length > MAX_BYTES) asking.destroy();
        });
        answer.on('end', () => take(parsed(text)));
        answer.on('close', () => take(undefined));
      });
      asking.on('timeout', () => asking.destroy());
      asking.on('error', () => take(undefined));
      asking.end();
    });
  }
}

/** Anybody can put a socket into a directory below `/tmp`; only that of this user is asked. */
function isOwn(socket: string): boolean {
  try {
    return lstatSync(socket).uid === userInfo().uid;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function namesIn(answer: unknown): string[] {
  const images = Array.isArray(answer) ? (answer as ({ RepoTags?: string[] | null } | null)[]) : [];
  // A name that was taken away is `<none>`.
  return images.flatMap((image) => (image?.RepoTags ?? []).filter((tag) => !tag.startsWith('<')));
}
