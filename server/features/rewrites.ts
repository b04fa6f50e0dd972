import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { parsePort } from '../../spec/compose/shortForms/parsePort';
import { parseVolume } from '../../spec/compose/shortForms/parseVolume';
import { plainValue, rangeInFile, valueAt } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { contentEnd } from '../documents/contentEnd';
import type { SpecDocument } from '../documents/SpecDocument';

const isPlainWord = (text: string): boolean =>
  /^[a-zA-Z./~][\w./~-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text);
const shown = (value: string | number | boolean): string =>
  typeof value !== 'string' || isPlainWord(value) ? String(value) : JSON.stringify(value);

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

const FORMS = {
  ports: { long: longPort, short: shortPort },
  volumes: { long: longVolume, short: shortVolume },
} as const;

const hasVariable = (item: Located): boolean => JSON.stringify(plainValue(item)).includes('$');

/** The item of a list of ports or mounts at a place, written in its other form. */
export function rewrites(document: SpecDocument, range: Range): CodeAction[] {
  const offset = document.offsetAt(range.start);
  const services = valueAt(document.root, 'services');
  if (services?.kind !== 'map') return [];
  return [...services.entries.values()].flatMap(({ value }) =>
    (['ports', 'volumes'] as const).flatMap((key) => {
      const list = valueAt(value, key);
      const item =
        list?.kind === 'seq' && document.isHere(list)
          ? list.items.find((one) => {
              const [start, end] = rangeInFile(one);
              return start <= offset && offset <= contentEnd(document.text, start, end);
            })
          : undefined;
      if (!item || (item.kind === 'scalar' && item.isInterpolated) || hasVariable(item)) return [];
      const toLong = item.kind === 'scalar';
      const newText = FORMS[key][toLong ? 'long' : 'short'](item);
      if (newText === undefined) return [];
      const [start, end] = rangeInFile(item);
      const edit = { range: document.rangeOfOffsets([start, contentEnd(document.text, start, end)]), newText };
      const title = `Write in the ${toLong ? 'long' : 'short'} form`;
      return [{ title, kind: CodeActionKind.RefactorRewrite, edit: { changes: { [document.uri]: [edit] } } }];
    }),
  );
}
