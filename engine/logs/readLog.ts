import { watch } from 'node:fs';
import { dirname } from 'node:path';
import { parseCriLine, type LogEntry } from './criLine';
import type { LineReader } from './LineReader';
import { openAll, openSuccessor } from './logFiles';

export interface LogQuery {
  stdout: boolean;
  stderr: boolean;
  /** Comparable times, see criLine.ts. */
  since?: string;
  until?: string;
  /** Number of last lines; `undefined` is all. */
  tail?: number;
  /** Goes on until the container has ended: `ended` says whether it has, `wake` settles when it may have. */
  follow?: { ended: () => boolean; wake: (signal: AbortSignal) => Promise<unknown> };
}

/** The watcher tells of writes; this is for filesystems where it does not. */
const POLL_MS = 1000;

export async function* readLog(path: string, query: LogQuery, signal: AbortSignal): AsyncGenerator<LogEntry[]> {
  const readers = await openAll(path);
  try {
    if (query.tail === undefined) {
      for (const reader of readers) yield* drain(reader, query);
    } else {
      yield await lastEntries(readers, query, query.tail);
    }
    if (query.follow !== undefined) yield* follow(path, readers, query, signal);
  } finally {
    for (const reader of readers) await reader.close();
  }
}

async function* drain(reader: LineReader, query: LogQuery): AsyncGenerator<LogEntry[]> {
  for (let lines = await reader.next(); lines !== undefined; lines = await reader.next()) {
    const entries = lines.map(parseCriLine).filter((entry) => entry !== undefined && wanted(entry, query)) as LogEntry[];
    if (entries.length > 0) yield entries;
  }
}

function wanted({ stream, time }: LogEntry, { stdout, stderr, since, until }: LogQuery): boolean {
  return (
    (stream === 'stdout' ? stdout : stderr) && (since === undefined || time >= since) && (until === undefined || time <= until)
  );
}

/** From the newest file backwards, only as far as needed. A container's line is one, however many entries it was cut into. */
async function lastEntries(readers: LineReader[], query: LogQuery, count: number): Promise<LogEntry[]> {
  let kept: LogEntry[] = [];
  for (const reader of [...readers].reverse()) {
    const entries: LogEntry[] = [];
    for await (const batch of drain(reader, query)) {
      entries.push(...batch);
      if (entries.length > 2 * count + 1024) entries.splice(0, startOfLast(entries, count));
    }
    kept = [...entries, ...kept];
    const start = startOfLast(kept, count);
    if (start > 0) return kept.slice(start);
  }
  return kept;
}

/** Index of the entry with which the last `count` lines begin; 0 when there are not more. */
function startOfLast(entries: LogEntry[], count: number): number {
  let lines = entries.at(-1)?.partial === true ? 1 : 0;
  if (lines > count) return entries.length;
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i]?.partial === true) continue;
    if (++lines > count) return i + 1;
  }
  return 0;
}

async function* follow(path: string, readers: LineReader[], query: LogQuery, signal: AbortSignal): AsyncGenerator<LogEntry[]> {
  const changes = new Changes(dirname(path));
  try {
    for (;;) {
      // Asked before reading: what was written before the end is then surely read after it.
      const ended = query.follow?.ended() ?? true;
      const changed = changes.next();
      const current = readers.at(-1);
      if (current !== undefined) yield* drain(current, query);
      const successor = await openSuccessor(path, current?.inode);
      if (successor !== undefined) {
        // Between the reading and the rotation there may have been more.
        if (current !== undefined) yield* drain(current, query);
        readers.push(successor);
        continue;
      }
      if (ended || signal.aborted || isPast(query.until)) return;
      if (query.follow?.ended() === true) continue;
      await firstOf(changed, query, signal);
    }
  } finally {
    changes.close();
  }
}

function isPast(until: string | undefined): boolean {
  return until !== undefined && new Date().toISOString() > until;
}

async function firstOf(changed: Promise<void>, query: LogQuery, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const timer = new Promise<void>((resolve) => {
    const handle = setTimeout(resolve, POLL_MS);
    done.signal.addEventListener('abort', () => clearTimeout(handle));
    signal.addEventListener('abort', () => resolve(), { once: true, signal: done.signal });
  });
  const wake = query.follow?.wake(done.signal).catch(() => undefined);
  await Promise.race([changed, timer, ...(wake === undefined ? [] : [wake])]);
  done.abort();
}

/** Directory changes as promises. A change between two `next` calls settles the earlier one, so none is missed. */
class Changes {
  private readonly watcher;
  private notify: () => void = () => undefined;

  constructor(directory: string) {
    this.watcher = watch(directory, { persistent: false }, () => this.notify());
    // The directory going away with its container is an end like any other.
    this.watcher.on('error', () => this.notify());
  }

  next(): Promise<void> {
    return new Promise((resolve) => (this.notify = resolve));
  }

  close(): void {
    this.watcher.close();
  }
}
