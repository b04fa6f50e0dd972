import { resolve } from 'node:path';
import { InlayHintKind } from 'vscode-languageserver/node';
import type { InlayHint } from 'vscode-languageserver/node';
import { rangeInFile, textOf, valueAt } from '../../spec/yaml/Located';
import type { Located, LocatedMap } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from '../edits/stepsAt';

const MAX_HINTS = 500;
const MAX_NAMES = 4;
const MAX_CHAIN = 32;
/** Lists that a service replaces as a whole; to others it adds. */
const REPLACED = new Set(['command', 'entrypoint']);

/** A place that brings keys into a mapping. */
interface Inheritance {
  /** Behind what is written there. */
  at: number;
  gets: string[];
  overrides: string[];
}

/** Keys of a fragment, or of a list of fragments. */
function keysOf(node: Located): string[] {
  const maps = node.kind === 'seq' ? node.items : [node];
  return [...new Set(maps.flatMap((map) => (map.kind === 'map' ? [...map.entries.keys()] : [])))];
}

function* mergesIn(document: SpecDocument, node: Located): Generator<Inheritance> {
  const steps = stepsIn(document, node);
  const own = new Set(steps.map(({ entry }) => entry?.key));
  for (const merge of node.kind === 'map' ? (node.merges ?? []) : []) {
    const keys = document.isHere(merge) ? keysOf(merge.value) : [];
    const [gets, overrides] = [false, true].map((isOwn) => keys.filter((key) => own.has(key) === isOwn));
    yield { at: rangeInFile(merge)[1], gets: gets ?? [], overrides: overrides ?? [] };
  }
  for (const step of steps) yield* mergesIn(document, step.node);
}

/** Keys of the service that is extended, and of what it extends itself. */
function extendedKeys(document: SpecDocument, file: string, service: Located, depth = 0): Set<string> {
  const node = valueAt(service, 'extends');
  const path = textOf(valueAt(node, 'file'));
  const from = node && path !== undefined ? resolve(node.origin.baseDir, path) : file;
  const base = valueAt(document.roots.get(from), 'services', textOf(node) ?? textOf(valueAt(node, 'service')) ?? '');
  if (base?.kind !== 'map' || depth > MAX_CHAIN) return new Set();
  const keys = new Set([...extendedKeys(document, from, base, depth + 1), ...base.entries.keys()]);
  keys.delete('extends');
  return keys;
}

function extendsOf(document: SpecDocument, service: LocatedMap): Inheritance[] {
  const node = valueAt(service, 'extends');
  const name = node?.kind === 'map' ? valueAt(node, 'service') : node;
  if (!name || !document.isHere(name)) return [];
  const keys = [...extendedKeys(document, document.path, service)];
  const isReplaced = (key: string): boolean => REPLACED.has(key) || valueAt(service, key)?.kind === 'scalar';
  const overrides = keys.filter((key) => service.entries.has(key) && isReplaced(key));
  return [{ at: rangeInFile(name)[1], gets: keys.filter((key) => !service.entries.has(key)), overrides }];
}

function* inheritances(document: SpecDocument): Generator<Inheritance> {
  const { root } = document;
  if (!root) return;
  yield* mergesIn(document, root);
  const services = valueAt(root, 'services');
  for (const { node } of services ? stepsIn(document, services) : []) if (node.kind === 'map') yield* extendsOf(document, node);
}

function listed(verb: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.length > MAX_NAMES + 1 ? names.slice(0, MAX_NAMES) : names;
  const rest = names.length - shown.length;
  return [`${verb} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

/** At `extends` and `<<`: the keys that come from there, and those that would if the mapping had none of its own. */
export function inheritedHints(document: SpecDocument, [from, to]: readonly [number, number]): InlayHint[] {
  const hints: InlayHint[] = [];
  for (const { at, gets, overrides } of inheritances(document)) {
    const label = [...listed('gets', gets), ...listed('overrides', overrides)].join('; ');
    if (at < from || at > to || label === '' || hints.length >= MAX_HINTS) continue;
    const position = document.rangeOfOffsets([at, at]).end;
    hints.push({ position, label, kind: InlayHintKind.Type, paddingLeft: true });
  }
  return hints;
}
