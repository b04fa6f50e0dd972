import { lstatSync } from 'node:fs';
import { userInfo } from 'node:os';
import { enginePaths } from '../spec/host/enginePaths';

const TIMEOUT_MS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
const FRESH_MS = 5000;

/**
 * Names of the images the engine of this user has, if it runs: it is not started for this. Asked in the background, so the
 * answer is that of the time before.
 */
export class EngineImages {
  private known: readonly string[] = [];
  private askedAt = -Infinity;
  private readonly socket: string;

  constructor(socket = enginePaths().socket) {
    this.socket = socket;
    this.refresh();
  }

  names(): readonly string[] {
    this.refresh();
    return this.known;
  }

  private refresh(): void {
    if (performance.now() - this.askedAt < FRESH_MS) return;
    this.askedAt = performance.now();
    if (isOwn(this.socket)) void this.ask();
    else this.known = [];
  }

  /** HTTP is loaded when there is an engine to speak it with. */
  private async ask(): Promise<void> {
    const { request } = await import('node:http');
    const asking = request({ socketPath: this.socket, path: '/images/json', timeout: TIMEOUT_MS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > MAX_BYTES) asking.destroy();
      });
      answer.on('end', () => (this.known = namesIn(text)));
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => (this.known = []));
    asking.end();
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

function namesIn(text: string): string[] {
  try {
    const images = JSON.parse(text) as { RepoTags?: string[] | null }[];
    // A name that was taken away is `<none>`.
    return images.flatMap(({ RepoTags: tags }) => (tags ?? []).filter((tag) => !tag.startsWith('<')));
  } catch {
    return [];
  }
}
