import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver/node';
import { parsePort } from '../../../spec/compose/shortForms/parsePort';
import { parseVolume } from '../../../spec/compose/shortForms/parseVolume';
import { plainValue, textOf, valueAt } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import { scalarText } from '../../../spec/yaml/scalarText';
import type { SpecDocument } from '../../documents/SpecDocument';
import { stepsAt } from '../../edits/stepsAt';
import { LOST } from './rewriteValue';

const shown = (value: string | number | boolean): string => (typeof value === 'string' ? scalarText(value) : String(value));

/** On one line, which may stand in a list of either style. */
function mapping(pairs: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(pairs).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${shown(value)}`]));
  return `{ ${given.join(', ')} }`;
}

function longPort(item: Located): string | undefined {
  const parsed = parsePort(item);
  const [port] = parsed;
  if (typeof parsed === 'string' || parsed.length !== 1 || typeof port !== 'object') return undefined;
  const { target, published, hostIp, protocol } = port;
  return mapping({ target, published, host_ip: hostIp, protocol: protocol === 'tcp' ? undefined : protocol });
}

function longVolume(item: Located): string | undefined {
  const volume = parseVolume(item);
  if (typeof volume === 'string' || volume.propagation !== undefined || volume.selinux !== undefined) return undefined;
  const { type, source, target, readOnly } = volume;
  return mapping({ type, source, target, read_only: readOnly ? true : undefined });
}

/** Only what the short form can say. */
function hasOnly(item: Located, ...keys: string[]): boolean {
  return (
    item.kind === 'map' && [...item.entries.values()].every(({ key, value }) => keys.includes(key) && value.kind === 'scalar')
  );
}

function shortPort(item: Located): string | undefined {
  const [port] = parsePort(item);
  if (!hasOnly(item, 'target', 'published', 'host_ip', 'protocol') || typeof port !== 'object') return undefined;
  const { target, published, hostIp, protocol } = port;
  if (hostIp !== undefined && published === undefined) return undefined;
  const address = hostIp === undefined ? '' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:`;
  return JSON.stringify(
    `${address}${published === undefined ? '' : `${published}:`}${target}${protocol === 'tcp' ? '' : `/${protocol}`}`,
  );
}

function shortVolume(item: Located): string | undefined {
  const volume = parseVolume(item);
  if (!hasOnly(item, 'type', 'source', 'target', 'read_only') || typeof volume === 'string') return undefined;
  const { type, source, target, readOnly } = volume;
  const isPath = source !== undefined && /^[./~]/.test(source);
  if (source === undefined || (type === 'bind') !== isPath || !['bind', 'volume'].includes(type)) return undefined;
  return JSON.stringify(`${source}:${target}${readOnly ? ':ro' : ''}`);
}

/** `name` and `{ key: name }`. */
const under = (key: string): ItemForm => ({
  long: (item) => (item.kind === 'scalar' ? mapping({ [key]: item.source }) : undefined),
  short: (item) => (hasOnly(item, key) ? scalarText(textOf(valueAt(item, key)) ?? '') : undefined),
});

interface ItemForm {
  long: (item: Located) => string | undefined;
  short: (item: Located) => string | undefined;
}

/** Lists of a service whose items have two forms. */
const FORMS: Readonly<Record<string, ItemForm>> = {
  configs: under('source'),
  env_file: under('path'),
  ports: { long: longPort, short: shortPort },
  secrets: under('source'),
  volumes: { long: longVolume, short: shortVolume },
};

const hasVariable = (item: Located): boolean => JSON.stringify(plainValue(item)).includes('$');

/** The item of a list the cursor is in, written in its other form. */
export function rewriteItem(document: SpecDocument, offset: number): CodeAction[] {
  const [section, , list, step] = stepsAt(document, offset);
  const key = list?.entry?.key ?? '';
  if (section?.entry?.key !== 'services' || step?.parent.kind !== 'seq' || !Object.hasOwn(FORMS, key)) return [];
  const { node, span } = step;
  if ((node.kind === 'scalar' && node.isInterpolated) || hasVariable(node)) return [];
  if (node.kind !== 'scalar' && LOST.test(document.text.slice(...span))) return [];
  const form = node.kind === 'scalar' ? 'long' : 'short';
  const newText = FORMS[key]?.[form](node);
  if (newText === undefined) return [];
  const edit = { range: document.rangeOfOffsets(span), newText };
  const title = `Write in the ${form} form`;
  return [{ title, kind: CodeActionKind.RefactorRewrite, edit: { changes: { [document.uri]: [edit] } } }];
}
