import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver/node';
import { pathInUse } from '../names/pathInUse';
import { cursorContext } from '../documents/cursorContext';
import type { CursorContext } from '../documents/cursorContext';
import type { Feature } from './Feature';

interface ShortForm {
  label: string;
  doc: string;
  parameters: readonly [name: string, doc: string][];
  /** Which parameter is being written, by what is written so far and by the place in the list. */
  active: (written: string, index: number) => number;
}

/** Colons outside of the brackets of an IPv6 address. */
const colons = (written: string): number => written.replace(/\[[^\]]*\]?/g, '').split(':').length - 1;

const PORT: ShortForm = {
  label: '[[ip:]published:]target[/protocol]',
  doc: 'A port to publish. Quote it: YAML may read `22:22` as a number.',
  parameters: [
    ['ip', 'Address of the host to listen on; all when missing.'],
    ['published', 'Port of the host, or a range to choose from; any free one when missing.'],
    ['target', 'Port in the container.'],
    ['protocol', 'tcp, udp or sctp; tcp when missing.'],
  ],
  active: (written) => {
    if (written.includes('/')) return 3;
    const hasAddress = /^(\[|\d+\.)/.test(written);
    return Math.min(2, colons(written) + (hasAddress ? 0 : 1));
  },
};

const VOLUME: ShortForm = {
  label: '[source:]target[:options]',
  doc: 'A mount. A source that begins with `.`, `/` or `~` is a path of the host, any other the name of a volume.',
  parameters: [
    ['source', 'Path of the host, or name of a volume.'],
    ['target', 'Absolute path in the container.'],
    ['options', '`ro`, `rw`, `z`, `Z`, `nocopy` or a propagation mode, with commas between.'],
  ],
  active: (written) => Math.min(2, colons(written)),
};

const DEVICE: ShortForm = {
  label: 'host[:container[:permissions]]',
  doc: 'A device node of the host.',
  parameters: [
    ['host', 'Its path on the host.'],
    ['container', 'Its path in the container; the same when missing.'],
    ['permissions', 'Any of `r`, `w` and `m` (make the node); all when missing.'],
  ],
  active: (written) => Math.min(2, colons(written)),
};

const TMPFS: ShortForm = {
  label: 'path[:options]',
  doc: 'A directory in memory, empty at the start.',
  parameters: [
    ['path', 'Absolute path in the container.'],
    ['options', '`size=64m`, `mode=1777`, `uid=…`, with commas between.'],
  ],
  active: (written) => Math.min(1, colons(written)),
};

const HOST: ShortForm = {
  label: 'host=address',
  doc: 'A further name, in `/etc/hosts` of the container.',
  parameters: [
    ['host', 'The name.'],
    ['address', 'An IPv4 or IPv6 address, or `host-gateway`.'],
  ],
  active: (written) => (/[=:]/.test(written) ? 1 : 0),
};

const LIMIT: ShortForm = {
  label: 'both  or  { soft, hard }',
  doc: 'A resource limit; -1 is no limit.',
  parameters: [
    ['both', 'A number for both.'],
    ['soft', 'What the process starts with; it may raise it up to `hard`.'],
    ['hard', 'The ceiling for `soft`.'],
  ],
  active: () => 0,
};

const TEST: ShortForm = {
  label: '[kind, command, arguments…]',
  doc: 'How to find out whether the container works; exit code 0 is healthy.',
  parameters: [
    ['kind', '`CMD`: the words that follow are run. `CMD-SHELL`: one line for the shell. `NONE`: no check.'],
    ['command', 'The program, or the whole line for `CMD-SHELL`.'],
    ['arguments', 'Of the program.'],
  ],
  active: (_, index) => Math.min(2, index),
};

/** By the key; an item of a list below it is written. */
const SHORT_FORMS: Readonly<Record<string, ShortForm>> = {
  ports: PORT,
  volumes: VOLUME,
  devices: DEVICE,
  tmpfs: TMPFS,
  extra_hosts: HOST,
};

function formAt(path: CursorContext['path']): ShortForm | undefined {
  const [section, , key, inner, last] = path;
  if (section !== 'services') return undefined;
  if (key === 'ulimits' && path.length === 4) return LIMIT;
  if (key === 'healthcheck' && inner === 'test' && typeof last === 'number') return TEST;
  const isItem = path.length === 4 && typeof inner === 'number';
  return isItem && typeof key === 'string' && Object.hasOwn(SHORT_FORMS, key) ? SHORT_FORMS[key] : undefined;
}

/** The label's part that is the parameter, as offsets. */
function partOf(label: string, name: string): [number, number] {
  const start = label.search(new RegExp(`\\b${name}\\b`));
  return [start, start + name.length];
}

export const signatureHelp: Feature<SignatureHelpParams, SignatureHelp> = ({ document }, { position }) => {
  const cursor = cursorContext(document.text, position.line, position.character);
  if (!cursor) return undefined;
  const { path, prefix } = cursor;
  const form = formAt(pathInUse(document, path));
  // A key with its colon begins the long form.
  if (!form || (form !== TEST && /\s/.test(prefix))) return undefined;
  const index = Number(path.at(-1));
  const parameters = form.parameters.map(([name, documentation]) => ({ label: partOf(form.label, name), documentation }));
  return {
    signatures: [{ label: form.label, documentation: form.doc, parameters }],
    activeSignature: 0,
    activeParameter: form.active(prefix, index),
  };
};
