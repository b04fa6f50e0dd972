import { shellWords } from '../compose/shellWords';
import { FLAG_ALIASES, RUN_FLAGS } from './runFlagTable';
import { hostPath, inCompose, toVariables } from './shellVariables';

export type ServiceValue = string | number | boolean | ServiceValue[] | ServiceTree;
export interface ServiceTree {
  [key: string]: ServiceValue | undefined;
}

interface RunCommand {
  name: string;
  service: ServiceTree;
  /** Flags with no counterpart in a service. */
  leftOut: string[];
}

interface Flag {
  name: string;
  value: string | undefined;
}

const COMMAND = /^(?:\$ +|# *|- +)*(?:sudo +)?(?:docker|podman|nerdctl|bulkhead)(?: +container)? +(?:run|create)(?=\s|$)/;
const MAX_LENGTH = 16_384;
/** Lists of paths of the host, or of texts that begin with one. */
const HOST_PATHS: ReadonlySet<string> = new Set(['env_file', 'label_file', 'volumes']);
const MODES = /^(none|host|bridge|default|private|container:.+)$/;

/** Whether a line begins a command that starts a container. */
export function isDockerRun(line: string): boolean {
  return COMMAND.test(line.trimStart());
}

const isSwitch = (name: string): boolean => ['switch', 'nothing'].includes(RUN_FLAGS[name]?.kind ?? '');
const fullName = (name: string): string => FLAG_ALIASES[name] ?? name;

/** `-it` as two flags; `-p80:80` as one with a value. */
function lettersOf(word: string): Flag[] {
  const flags: Flag[] = [];
  for (let at = 1; at < word.length; at++) {
    const name = fullName(`-${word.charAt(at)}`);
    const rest = word.slice(at + 1).replace(/^=/, '');
    if (!isSwitch(name)) return [...flags, { name, value: rest === '' ? undefined : rest }];
    flags.push({ name, value: 'true' });
  }
  return flags;
}

function flagsOf(word: string): Flag[] {
  if (!word.startsWith('--')) return lettersOf(word);
  const equals = word.indexOf('=');
  const name = fullName(equals < 0 ? word : word.slice(0, equals));
  return [{ name, value: equals >= 0 ? word.slice(equals + 1) : isSwitch(name) ? 'true' : undefined }];
}

/** The words of a command as its flags, and what comes behind them. */
function split(words: readonly string[]): { flags: Flag[]; rest: string[] } {
  const flags: Flag[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return { flags, rest: words.slice(at + 1) };
    if (!word.startsWith('-') || word === '-') break;
    for (const flag of flagsOf(word)) flags.push({ ...flag, value: flag.value ?? words[++at] ?? '' });
  }
  return { flags, rest: words.slice(at) };
}

class Builder {
  readonly service: ServiceTree = {};
  readonly leftOut: string[] = [];

  add({ name, value = '' }: Flag): void {
    const flag = Object.hasOwn(RUN_FLAGS, name) ? RUN_FLAGS[name] : undefined;
    if (!flag || (flag.kind === 'text' && flag.key === '')) this.leftOut.push(`${name} ${value}`.trim());
    else if (flag.kind === 'text') this.set(flag.key, scalarOf(value));
    else if (flag.kind === 'switch') this.set(flag.key, value !== 'false');
    else if (flag.kind === 'seconds') this.set(flag.key, `${value}s`);
    else if (flag.kind === 'list') this.append(flag.key, HOST_PATHS.has(flag.key) ? hostPath(value) : value);
    else if (flag.kind === 'mount') this.append(flag.key, mountOf(value));
    else if (flag.kind === 'pair') this.pair(flag.key, value);
    else if (flag.kind === 'network') this.network(value);
  }

  private set(key: string, value: ServiceValue): void {
    const [first = '', second] = key.split('.');
    if (second === undefined) this.service[first] = value;
    else this.treeAt(first)[second] = value;
  }

  private treeAt(key: string): ServiceTree {
    const found = this.service[key];
    return typeof found === 'object' && !Array.isArray(found) ? found : (this.service[key] = {});
  }

  private append(key: string, value: ServiceValue): void {
    const found = this.service[key];
    this.service[key] = Array.isArray(found) ? [...found, value] : [value];
  }

  private pair(key: string, text: string): void {
    const [first = '', second] = key.split('.');
    let tree = this.treeAt(first);
    if (second !== undefined) tree = (tree[second] ??= {}) as ServiceTree;
    const equals = text.indexOf('=');
    const value = text.slice(equals + 1);
    if (equals < 0) tree[text] = undefined;
    else tree[text.slice(0, equals)] = key === 'ulimits' ? ulimitOf(value) : value;
  }

  private network(value: string): void {
    if (MODES.test(value)) this.service['network_mode'] = value;
    else this.append('networks', value);
  }
}

const scalarOf = (text: string): string | number => (/^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text) ? Number(text) : text);

function ulimitOf(value: string): ServiceValue {
  const [soft = '', hard] = value.split(':');
  return hard === undefined ? scalarOf(soft) : { soft: scalarOf(soft), hard: scalarOf(hard) };
}

const MOUNT_KEYS: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  readonly: 'read_only',
  ro: 'read_only',
};

/** `type=bind,src=a,dst=/b,readonly` as a long mount; what the long form has elsewhere is left as it is called. */
function mountOf(text: string): ServiceTree {
  const mount: ServiceTree = { type: 'volume' };
  for (const part of text.split(',')) {
    const [name = '', value] = part.split('=', 2);
    const key = MOUNT_KEYS[name] ?? name;
    if (key === 'read_only') mount[key] = value !== 'false' && value !== '0';
    else if (key === 'source') mount[key] = hostPath(value ?? '');
    else if (['type', 'target'].includes(key)) mount[key] = value ?? '';
    else if (key === 'tmpfs-size') mount['tmpfs'] = { size: value ?? '' };
    else if (key === 'bind-propagation') mount['bind'] = { propagation: value ?? '' };
  }
  return mount;
}

function nameOf({ container_name: name }: ServiceTree, image: string): string {
  const text = typeof name === 'string' ? name : (image.split('@', 1)[0] ?? '').replace(/^.*\//, '').replace(/:.*$/, '');
  return text.replace(/[^a-zA-Z0-9._-]+/g, '-').replace(/^[-.]+/, '') || 'app';
}

/** A `docker run` command as a service; `undefined` when the text is none. */
export function parseDockerRun(text: string): RunCommand | undefined {
  const line = text
    .slice(0, MAX_LENGTH)
    .trim()
    .replace(/\\\r?\n[ \t]*(?:# *)?/g, ' ');
  const start = COMMAND.exec(line);
  const words = start ? shellWords(line.slice(start[0].length), toVariables) : '';
  if (typeof words === 'string') return undefined;
  const { flags, rest } = split(words.map(inCompose));
  const [image, ...command] = rest;
  if (image === undefined) return undefined;
  const builder = new Builder();
  for (const flag of flags) builder.add(flag);
  const service: ServiceTree = { image, ...builder.service, ...(command.length > 0 ? { command } : {}) };
  return { name: nameOf(service, image), service, leftOut: builder.leftOut };
}
