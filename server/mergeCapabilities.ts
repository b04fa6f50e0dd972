import type { ServerCapabilities } from 'vscode-languageserver/node';

type Options = Record<string, unknown>;

const isOptions = (value: unknown): value is Options => typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...new Set<unknown>([...(one as unknown[]), ...(other as unknown[])])];
  if (!isOptions(one) || !isOptions(other)) return other;
  const both: Options = { ...one };
  for (const [key, value] of Object.entries(other)) both[key] = key in one ? merged(one[key], value) : value;
  return both;
}

/** A client is told once per request what the features for all kinds of documents need: lists become their union. */
export function mergeCapabilities(all: readonly ServerCapabilities[]): ServerCapabilities {
  return all.reduce((sum, one) => merged(sum, one) as ServerCapabilities, {});
}
