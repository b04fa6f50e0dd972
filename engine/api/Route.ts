import type { IncomingMessage } from 'node:http';
import type { Duplex, Writable } from 'node:stream';
import type { Engine } from '../Engine';

/** What a handler gets. `signal` aborts when the client goes away. */
export interface Context {
  engine: Engine;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  request: IncomingMessage;
  signal: AbortSignal;
}

export type Reply =
  | { kind: 'json'; status: number; body: unknown }
  | { kind: 'text'; status: number; body: string; headers?: Record<string, string> }
  | { kind: 'empty'; status: number }
  /** Headers go out at once, then whatever `write` writes until it settles. */
  | { kind: 'stream'; contentType: string; write: (out: Writable) => Promise<void> };

export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  path: string;
  handle: (context: Context) => Promise<Reply> | Reply;
  /** The body is handed on as it comes instead of being read as JSON. */
  streamsBody?: boolean;
}

/** A connection taken over. `run` starts after the answer's header is out; input is what the client sends after it. */
export interface HijackRoute {
  path: RegExp;
  prepare: (context: Context) => Promise<{ multiplexed: boolean; run: (connection: Duplex) => Promise<void> }>;
}

export const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle });
export const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle });
export const del = (path: string, handle: Route['handle']): Route => ({ method: 'DELETE', path, handle });

export const json = (body: unknown, status = 200): Reply => ({ kind: 'json', status, body });
export const empty = (status = 204): Reply => ({ kind: 'empty', status });
