import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { parseBoolean, parseBytes, parseFileMode } from '../units';

export interface Volume {
  type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'cluster' | 'npipe';
  /** A path as written, or the name of a volume; absent for an anonymous one. */
  source?: string;
  target: string;
  readOnly: boolean;
  propagation?: string;
  /** `bind.create_host_path`; Compose's default is to create a missing source. */
  createHostPath: boolean;
  nonRecursive: boolean;
  selinux?: 'z' | 'Z';
  tmpfs?: { size?: number; mode?: number };
}

const TYPES = ['bind', 'volume', 'tmpfs', 'image', 'cluster', 'npipe'] as const;
const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];
const IGNORED_OPTIONS = ['rw', 'nocopy', 'cached', 'delegated', 'consistent'];

/** `C:\data`, or `C:/data` where more than options follow: a file may be written for engines on Windows. */
const DRIVE = /^[a-zA-Z]:(?:\\[^:]*|\/[^:]*(?=:[/\\]|:[a-zA-Z]:))/;

function isPath(source: string): boolean {
  return (
    source.startsWith('/') ||
    source.startsWith('.') ||
    source.startsWith('~') ||
    DRIVE.test(source) ||
    /^[a-zA-Z]:\//.test(source)
  );
}

/** Between the colons, but for the one of a drive. */
function partsOf(text: string): string[] {
  const drive = text[1] === ':' ? DRIVE.exec(text)?.[0] : undefined;
  return drive === undefined ? text.split(':', 4) : [drive, ...text.slice(drive.length + 1).split(':')];
}

/** `[source:]target[:options]`. */
function parseShort(text: string): Volume | string {
  // By index: this is asked for every mount by several rules, and taking an array apart makes an iterator.
  const parts = partsOf(text);
  const first = parts[0] ?? '';
  const second = parts[1];
  const options = parts[2];
  if (parts.length > 3 || first === '') return `'${text}' is not of the form [source:]target[:options]`;
  const volume: Volume = { type: 'volume', target: second ?? first, readOnly: false, createHostPath: true, nonRecursive: false };
  if (second !== undefined) {
    volume.source = first;
    volume.type = isPath(first) ? 'bind' : 'volume';
  }
  if (!volume.target.startsWith('/')) return `target '${volume.target}' must be an absolute path in the container`;
  if (options === undefined) return volume;
  for (const option of options.split(',')) {
    if (option === 'ro') volume.readOnly = true;
    else if (option === 'z' || option === 'Z') volume.selinux = option;
    else if (PROPAGATIONS.includes(option)) volume.propagation = option;
    else if (option !== '' && !IGNORED_OPTIONS.includes(option))
      return `option '${option}' is unknown; expected ro, rw, z, Z, nocopy or a propagation mode`;
  }
  return volume;
}

function isType(text: string): text is Volume['type'] {
  return (TYPES as readonly string[]).includes(text);
}

function parseLong(item: Located): Volume | string {
  const type = textOf(valueAt(item, 'type')) ?? '';
  if (!isType(type)) return `type '${type}' is not one of ${TYPES.join(', ')}`;
  const target = textOf(valueAt(item, 'target')) ?? '';
  if (!target.startsWith('/')) return `target '${target}' must be an absolute path in the container`;
  const source = textOf(valueAt(item, 'source'));
  if (type === 'bind' && !source) return 'a bind mount needs a source';
  const propagation = textOf(valueAt(item, 'bind', 'propagation'));
  if (propagation && !PROPAGATIONS.includes(propagation))
    return `propagation '${propagation}' is not one of ${PROPAGATIONS.join(', ')}`;
  const selinux = textOf(valueAt(item, 'bind', 'selinux'));
  const size = parseBytes(textOf(valueAt(item, 'tmpfs', 'size')) ?? '');
  const modeNode = valueAt(item, 'tmpfs', 'mode');
  const mode = modeNode?.kind === 'scalar' ? parseFileMode(modeNode.source) : undefined;
  return {
    type,
    target,
    ...(source ? { source } : {}),
    readOnly: parseBoolean(textOf(valueAt(item, 'read_only')) ?? '') ?? false,
    createHostPath: parseBoolean(textOf(valueAt(item, 'bind', 'create_host_path')) ?? '') ?? true,
    nonRecursive: textOf(valueAt(item, 'bind', 'recursive')) === 'disabled',
    ...(propagation ? { propagation } : {}),
    ...(selinux === 'z' || selinux === 'Z' ? { selinux } : {}),
    ...(type === 'tmpfs' ? { tmpfs: { ...(size === undefined ? {} : { size }), ...(mode === undefined ? {} : { mode }) } } : {}),
  };
}

/** An item of `volumes` of a service, in either form. A text is returned for what is wrong with it. */
export function parseVolume(item: Located): Volume | string {
  const text = textOf(item);
  if (text !== undefined) return parseShort(text);
  return item.kind === 'map'
    ? parseLong(item)
    : 'a volume is a text as in "data:/data" or a mapping with type, source and target';
}
